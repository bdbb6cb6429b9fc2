"""What the conversation tests and the held-out messages cover."""

from __future__ import annotations

from pathlib import Path

from tests.bot.stories import load_stories
from tests.bot.training_examples import domain_intents, read_examples
from tests.bot.wishes_asked import HELD_OUT, read_unseen

STORIES = load_stories(Path(__file__).parent)
FEWEST_STORIES = 120
FEWEST_HELD_OUT = 8
# Told of every message that is not understood, and of what is recognised as out of scope.
TOLD_AS_FALLBACK = "out_of_scope"


def test_there_are_conversations_enough() -> None:
    assert len(STORIES) >= FEWEST_STORIES


def test_every_wish_is_in_a_conversation() -> None:
    told = {step.get("intent") for story in STORIES for step in story.steps}
    assert domain_intents() - {TOLD_AS_FALLBACK} - told == set()
    assert "nlu_fallback" in told


def test_every_trained_wish_is_held_out_in_both_languages() -> None:
    held_out = [(asked.intent, asked.locale) for asked in read_unseen(HELD_OUT)]
    trained = {intent for intent, _ in read_examples()}
    few = {
        (intent, locale)
        for intent in trained - {"go_back", "correct"}
        for locale in ("en", "zh")
        if held_out.count((intent, locale)) < FEWEST_HELD_OUT
    }
    assert few == set()
