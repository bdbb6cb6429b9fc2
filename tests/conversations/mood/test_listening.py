"""How often the mood in the brief is right, on invented sentences that are labelled by hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest

from conversations.mood.listening import Heard, Mood, mood_heard, mood_with_reason

LABELLED = Path(__file__).with_name("moods.jsonl")
Found = Counter[tuple[str, str]]


def mood_of(said: Sequence[Heard], reason: str | None) -> Mood:
    return mood_with_reason(mood_heard(said), reason)


def heard(name: str) -> Found:
    """(as labelled, as heard) of a set, with the intents that the demo shop's bot understood."""
    lines = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    return Counter(
        (line["mood"], mood_of([Heard(**one) for one in line["said"]], None))
        for line in lines
        if line["set"] == name
    )


def shares(found: Found, mood: str) -> tuple[float, float]:
    """Precision and recall."""
    right = found[mood, mood]
    said = sum(count for (_, got), count in found.items() if got == mood)
    meant = sum(count for (label, _), count in found.items() if label == mood)
    print(f"{mood}: {right} of {said} that were said, {right} of {meant} that were meant")
    return right / said, right / meant


@pytest.mark.parametrize("mood", get_args(Mood))
def test_the_sentences_that_the_words_were_written_beside_are_heard(mood: str) -> None:
    precision, recall = shares(heard("known"), mood)
    assert precision >= 0.95
    assert recall >= 0.95


@pytest.mark.parametrize(
    ("mood", "precision", "recall"),
    [("angry", 0.9, 0.45), ("impatient", 0.9, 0.25), ("friendly", 0.9, 0.9)],
)
def test_of_sentences_written_later_few_moods_are_heard_wrongly_and_many_not_at_all(
    mood: str, precision: float, recall: float
) -> None:
    found = shares(heard("held_out"), mood)
    assert found[0] >= precision
    assert found[1] >= recall


def test_a_friendly_last_word_counts_before_an_earlier_angry_one() -> None:
    angry = Heard("you are thieves")
    assert mood_of([angry], None) == "angry"
    assert mood_of([angry, Heard("ok thank you")], None) == "friendly"
    assert mood_of([angry, Heard("thank you, you thieves")], None) == "angry"


def test_the_reason_of_the_handoff_counts_where_no_word_does() -> None:
    said = [Heard("hm")]
    assert mood_of(said, "repeated") == "impatient"
    assert mood_of(said, "angry") == "angry"
    assert mood_of(said, "asked_for_person") == "calm"
