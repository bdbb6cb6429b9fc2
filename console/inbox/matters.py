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
# What people say to people, whom no bot has understood it for.
_POLITE: Final = re.compile(
    r"(?:\b(?:o\W?k|okay|kk?|yes|yeah|yep|no|nope|hi|hello|hey|thanks?|thank you|thx|many|so|very"
    r"|much|great|good|perfect|cool|nice|alright|all right|fine|sure|got it|i see|bye|please|wow"
    r"|lovely|a lot|that'?s)\b|好的?|好吧|行吧?|可以|嗯+|哦+|噢|是的?|对的?|不用了?|没事|多谢"
    r"|谢谢[您你]?|感谢|[您你]好|在吗|再见|拜拜|明白了?|知道了|收到|辛苦了?|[吧啊呀哈了呢\s\W_])+",
    re.IGNORECASE,
)
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
    """Whether it says more than a number or an address, or a polite word."""
    said = _PROOF.sub(" ", text)
    if _POLITE.fullmatch(said):
        return False
    return sum(char.isalpha() for char in said) > 1 or _CHINESE.search(said) is not None


def intent_at(intents: Mapping[int, str], row: LogRow) -> str | None:
    return intents.get(row.seq or 0)


def _says_why(text: str, intent: str | None) -> bool:
    long = len(text.split()) >= WHY_WORDS or len(_CHINESE.findall(text)) >= WHY_CHARS
    return intent == ASKS_FOR_PERSON and long
