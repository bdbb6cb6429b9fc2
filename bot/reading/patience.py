"""When a shopper gets a person unasked: anger, or the same question for the third time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import Any, Iterable, Mapping, Optional, Sequence

from rapidfuzz import fuzz
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

from bot.reading.mood import Temper
from bot.reading.wishes import WishRules

ANGRY = "angry"
REPEATED = "repeated"

# One message as angry as this, or the last three together.
ANGER_AT_ONCE = 3
ANGER_IN_THREE = 4
# The third time is once too often. Ten messages back it is a new question.
TIMES = 3
MESSAGES_BACK = 10
SAME_WORDS = 88.0
HAND_OVER = "action_hand_over"


@dataclass(frozen=True)
class Asked:
    """A message of the shopper and what it got for an answer."""

    text: str
    intent: str
    details: tuple[tuple[str, str], ...]
    answer: str


class Patience:
    def __init__(self, temper: Temper, rules: WishRules) -> None:
        self._temper = temper
        self._rules = rules

    def worn_out(self, parse: Mapping[str, Any], events: Sequence[Event]) -> Optional[str]:
        """`ANGRY`, `REPEATED` or None, for a message that has been parsed and not yet handled."""
        asked = Asked(parse["text"], parse["intent"]["name"], _details(parse), "")
        before = list(islice(_asked_before(events), MESSAGES_BACK))
        if self._is_angry(asked, before):
            return ANGRY
        return REPEATED if self._is_repeated(asked, before) else None

    def _is_angry(self, asked: Asked, before: list[Asked]) -> bool:
        now = self._temper.anger(asked.text, asked.intent)
        if now == 0:
            return False
        earlier = sum(self._temper.anger(said.text, said.intent) for said in before[:2])
        return now >= ANGER_AT_ONCE or now + earlier >= ANGER_IN_THREE

    def _is_repeated(self, asked: Asked, before: list[Asked]) -> bool:
        """The same words, or the same wish that twice got the same answer."""
        if not self._rules.is_wish(asked.intent) and asked.intent != "nlu_fallback":
            return False
        alike = [said for said in before if _alike(asked, said)]
        if len(alike) >= TIMES - 1:
            return True
        wishes = [
            said
            for said in before
            if said.intent == asked.intent and said.details == asked.details and said.answer
        ]
        same_answer = len(wishes) >= TIMES - 1 and len({said.answer for said in wishes}) == 1
        return same_answer and asked.intent != "nlu_fallback"


def _alike(asked: Asked, said: Asked) -> bool:
    if len(asked.text) < 4:
        return False
    return fuzz.ratio(asked.text.lower(), said.text.lower()) >= SAME_WORDS


def _asked_before(events: Sequence[Event]) -> Iterable[Asked]:
    """Newest first, back to the last time that a person was fetched."""
    answer: list[str] = []
    for event in reversed(events):
        if isinstance(event, BotUttered):
            answer.insert(0, _told(event))
        elif isinstance(event, ActionExecuted) and event.action_name == HAND_OVER:
            return
        elif isinstance(event, UserUttered):
            parse = event.parse_data
            intent = str((event.intent or {}).get("name") or "")
            yield Asked(event.text or "", intent, _details(parse), "\n".join(answer))
            answer = []


def _told(event: BotUttered) -> str:
    """Actions answer with a body of the contract, which Rasa keeps as custom data."""
    body = (event.data.get("custom") or {}).get("body")
    return event.text or (json.dumps(body, sort_keys=True) if body else "")


def _details(parse: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    found = ((item["entity"], str(item["value"])) for item in parse.get("entities") or ())
    return tuple(sorted(found))
