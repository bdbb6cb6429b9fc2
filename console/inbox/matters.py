"""Which of the shopper's words say what they came for, and which only lead there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from conversations.contract import EventName
from conversations.models import LogRow

# Said on the way to a person, but not what they came for.
PASSING_INTENTS: Final = frozenset(
    {"talk_to_human", "affirm", "deny", "greet", "goodbye", "thanks", "help", "bot_challenge"}
)
ASKS_FOR_PERSON: Final = "talk_to_human"
WHY_WORDS: Final = 9
WHY_CHARS: Final = 12
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_PROOF: Final = re.compile(r"[#\w-]*\d[\w-]*|\S+@\S+")


def intents_of(rows: Sequence[LogRow]) -> dict[int, str]:
    """What the bot understood, by the `seq` of the message that it answered."""
    return {
        seq: str(row.body["intent"])
        for row in rows
        if row.event == EventName.TURN_UNDERSTOOD
        if isinstance(seq := row.body.get("seq"), int) and row.body.get("intent")
    }


def is_matter(text: str, intent: str | None) -> bool:
    """Who asks for a person at some length says why; a number or an address alone answers a
    question of ours."""
    if intent in PASSING_INTENTS and not _says_why(text, intent):
        return False
    return asks_something(text)


def asks_something(text: str) -> bool:
    """Whether it says more than a number or an address."""
    return any(char.isalpha() for char in _PROOF.sub(" ", text))


def intent_at(intents: Mapping[int, str], row: LogRow) -> str | None:
    return intents.get(row.seq or 0)


def _says_why(text: str, intent: str | None) -> bool:
    long = len(text.split()) >= WHY_WORDS or len(_CHINESE.findall(text)) >= WHY_CHARS
    return intent == ASKS_FOR_PERSON and long
