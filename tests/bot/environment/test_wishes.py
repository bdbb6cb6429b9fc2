"""Two wishes in one message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.reading.wishes import WishRules, clauses, two_wishes

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


def split(run: Run, text: str, read: dict[str, tuple[str, float]]) -> tuple[str, str] | None:
    async def parse(part: str) -> dict[str, Any]:
        name, confidence = read[part]
        return {"intent": {"name": name, "confidence": confidence}}

    result: tuple[str, str] | None = run(two_wishes(text, parse, WishRules(), sure_from=0.6))
    return result


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
