"""Anger, or the same question three times, leads to a person."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

from bot.reading.mood import Temper
from bot.reading.patience import ANGRY, REPEATED, Patience
from bot.reading.wishes import WishRules


def parse(text: str, intent: str, **details: str) -> dict[str, Any]:
    entities = [{"entity": name, "value": value} for name, value in details.items()]
    return {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": entities}


def said(text: str, intent: str, answer: str = "", **details: str) -> list[Event]:
    given = parse(text, intent, **details)
    user = UserUttered(text, given["intent"], given["entities"], given)
    return [user, BotUttered(answer), ActionExecuted("action_listen")]


def worn_out(events: list[Event], text: str, intent: str, **details: str) -> str | None:
    return Patience(Temper(), WishRules()).worn_out(parse(text, intent, **details), events)


@pytest.mark.parametrize(
    "text",
    ["you useless bot!!!", "THIS IS RIDICULOUS, GIVE ME MY MONEY BACK NOW, YOU THIEVES",
     "how many times do i have to tell you??? unacceptable", "你们这帮骗子，气死我了"],
)  # fmt: skip
def test_open_anger_gets_a_person_at_once(text: str) -> None:
    assert worn_out([], text, "complaint") == ANGRY


@pytest.mark.parametrize(
    "text",
    ["where is my order??", "I'M LOOKING FOR A COAT", "this is stupid", "is it terrible quality?",
     "damn that's pretty!", "OK", "这个垃圾桶多少钱"],
)  # fmt: skip
def test_a_strong_word_alone_is_no_anger(text: str) -> None:
    assert worn_out([], text, "ask_product") is None


def test_anger_that_gathers_gets_a_person_too() -> None:
    before = said("this is ridiculous!!!", "complaint")
    assert worn_out(before, "still nothing, are you kidding", "track_order") == ANGRY


def test_one_insult_is_borne_and_the_second_is_not() -> None:
    assert worn_out([], "you fool", "insult") is None
    assert worn_out(said("you fool", "insult"), "dumb machine", "insult") == ANGRY


def test_the_same_words_for_the_third_time() -> None:
    twice = said("where is my parcel", "track_order", "What's the order number?") * 2
    assert worn_out(twice[:3], "where is my parcel?", "track_order") is None
    assert worn_out(twice, "where is my parcel?", "track_order") == REPEATED


def test_the_same_wish_that_got_the_same_answer_twice() -> None:
    twice = said("any refund yet", "track_refund", "No refund.") + said(
        "did you pay me back", "track_refund", "No refund."
    )
    assert worn_out(twice, "so where does my money stay", "track_refund") == REPEATED


def test_other_details_make_another_question() -> None:
    twice = said("price of the coat", "ask_product", "89 USD.", product="coat") + said(
        "price of the scarf", "ask_product", "25 USD.", product="scarf"
    )
    assert worn_out(twice, "price of the lamp", "ask_product", product="lamp") is None


def test_small_talk_may_be_repeated() -> None:
    assert worn_out(said("thanks", "thanks", "Welcome.") * 4, "thanks", "thanks") is None


def test_after_a_person_had_the_chat_counting_begins_anew() -> None:
    events = said("where is my parcel", "track_order", "Number?") * 2
    events.append(ActionExecuted("action_hand_over"))
    assert worn_out(events, "where is my parcel", "track_order") is None
