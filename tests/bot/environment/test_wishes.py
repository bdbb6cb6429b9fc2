"""Two wishes in one message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.reading.wishes import Wishes, WishRules, clauses, wishes_in_clauses

Run = Callable[[Any], Any]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("where is my order", []),
        ("hi, where is my order? thanks", []),
        ("cancel my order and delete my account",
         ["cancel my order", "delete my account"]),
        ("cancel my order. how long does delivery take?",
         ["cancel my order.", "how long does delivery take?"]),
        ("帮我取消订单，还有运费是多少", ["帮我取消订单", "还有运费是多少"]),
        ("the coat and the scarf", []),
        ("x " * 400, []),
    ],
)  # fmt: skip
def test_a_message_falls_into_clauses_where_each_says_something(
    text: str, parts: list[str]
) -> None:
    assert clauses(text) == parts


def read_clauses(run: Run, text: str, read: dict[str, tuple[str, float]]) -> Wishes | None:
    async def parse(part: str) -> dict[str, Any]:
        name, confidence = read[part]
        return {"intent": {"name": name, "confidence": confidence}}

    result: Wishes | None = run(wishes_in_clauses(text, parse, WishRules(), sure_from=0.6))
    return result


def split(run: Run, text: str, read: dict[str, tuple[str, float]]) -> tuple[str, str] | None:
    wishes = read_clauses(run, text, read)
    return None if wishes is None or wishes.second is None else (wishes.first, wishes.second)


def test_two_that_have_nothing_to_do_with_each_other_are_two(run: Run) -> None:
    assert split(
        run,
        "please cancel order W1000001. do you ship to Norway?",
        {
            "please cancel order W1000001.": ("cancel_order", 0.9),
            "do you ship to Norway?": ("delivery_options", 0.9),
        },
    ) == ("please cancel order W1000001.", "do you ship to Norway?")


def test_what_lies_between_belongs_to_the_wish_before(run: Run) -> None:
    assert split(
        run,
        "cancel my order please. i bought the wrong one. do you ship to Norway?",
        {
            "cancel my order please.": ("cancel_order", 0.9),
            "i bought the wrong one.": ("not_as_described", 0.3),
            "do you ship to Norway?": ("delivery_options", 0.9),
        },
    ) == ("cancel my order please. i bought the wrong one.", "do you ship to Norway?")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("cancel_order", 0.9), ("get_refund", 0.9)),
        (("greet", 0.99), ("cancel_order", 0.9)),
        (("cancel_order", 0.9), ("inform", 0.9)),
        (("cancel_order", 0.9), ("delivery_options", 0.4)),
        (("cancel_order", 0.4), ("delivery_options", 0.9)),
        (("cancel_order", 0.9), ("cancel_order", 0.9)),
    ],
)
def test_one_matter_small_talk_and_guesses_are_not_two(
    run: Run, first: tuple[str, float], second: tuple[str, float]
) -> None:
    read = {"this is the first.": first, "this is the second.": second}
    assert split(run, "this is the first. this is the second.", read) is None


def test_the_second_wish_stands_without_what_joined_it_to_the_first(run: Run) -> None:
    text = "delete my account. also stop sending me mails"
    read = {
        "delete my account.": ("delete_account", 0.9),
        "also stop sending me mails": ("newsletter_subscription", 0.9),
    }
    assert split(run, text, read) == ("delete my account.", "stop sending me mails")


def test_that_is_what_was_asked_first_where_no_product_was_spoken_of(run: Run) -> None:
    read = {
        "do you ship to Norway": ("delivery_options", 0.9),
        "how much is that": ("ask_product", 0.9),
    }
    assert split(run, "do you ship to Norway and how much is that", read) is None


def test_the_surer_clause_says_what_one_matter_is(run: Run) -> None:
    read = {
        "i want to return the coat": ("return_item", 0.9),
        "what is your policy": ("check_refund_policy", 0.8),
    }
    text = "i want to return the coat and what is your policy"
    assert read_clauses(run, text, read) == Wishes("return_item", text)
