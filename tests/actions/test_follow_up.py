"""Short questions that go on from the one before."""

from __future__ import annotations

from typing import Any

import pytest

from actions.dialogue import Event
from actions.follow_up import asked_in_full, goes_on
from tests.actions.turns import turn


def said(*texts: str) -> list[Event]:
    return [{"event": "user", "text": text} for text in texts]


def in_full(*texts: str, **more: Any) -> str | None:
    return asked_in_full(turn(texts[-1], events=said(*texts), **more))


@pytest.mark.parametrize(
    "text",
    [
        "and for Europe?",
        "what about Canada",
        "to Norway?",
        "Sundays too?",
        "那欧洲呢？",
        "寄到日本？",
    ],
)
def test_what_goes_on(text: str) -> None:
    assert goes_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "how long does delivery take?",
        "and how much is the serum?",
        "for how long can I send something back",
        "in what colours does the Burrow beanie come and is it warm",
        "发货要多久？",
        "",
        "🙂",
    ],
)
def test_what_asks_by_itself(text: str) -> None:
    assert not goes_on(text)


def test_it_is_asked_together_with_the_last_question() -> None:
    assert in_full("how long does delivery take?", "and for Europe?") == (
        "how long does delivery take for Europe?"
    )


def test_another_place_stands_in_place_of_the_first() -> None:
    asked = in_full("how long does delivery take in the US?", "what about Canada?")
    assert asked == "how long does delivery take Canada?"


def test_a_second_one_goes_on_from_the_same_question() -> None:
    asked = in_full("what does delivery cost?", "and to Europe?", "and to Japan?")
    assert asked == "what does delivery cost to Japan?"


def test_nothing_before_it_gives_nothing_to_go_on_from() -> None:
    assert in_full("and for Europe?") is None


def test_chinese() -> None:
    assert in_full("发货要多久？", "那欧洲呢？") == "发货要多久 欧洲呢？"
