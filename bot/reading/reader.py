"""Reads a typed message before Rasa acts on it: its wish, a second one, and the mood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Sequence

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.events import Event

from bot.reading.greeting import after_greeting
from bot.reading.mood import Temper
from bot.reading.patience import Patience
from bot.reading.wishes import Parse, WishRules, wishes_in_clauses

GREET = "greet"
TALK_TO_HUMAN = "talk_to_human"
# A clause has fewer words than a message to be understood by; below this it is a guess.
SURE_FROM = 0.6
# Words after a greeting are often only whom it greets; 0.82 was the most that such were taken for.
SURE_BESIDE_GREETING = 0.95


@dataclass(frozen=True)
class Reading:
    """`text` and `parse` are of the first wish, `later` is the text of a second one.

    `impatience` says why a person is fetched whom the shopper did not ask for.
    """

    text: str
    parse: dict[str, Any]
    later: Optional[str] = None
    impatience: Optional[str] = None


class MessageReader:
    def __init__(self, sure_from: float = SURE_FROM) -> None:
        self._rules = WishRules()
        self._patience = Patience(Temper(), self._rules)
        self._sure_from = sure_from

    async def read(self, agent: Agent, text: str, events: Sequence[Event]) -> Reading:
        """`events` are the conversation's so far. Parses the whole, and each clause of several."""

        async def parse(part: str) -> dict[str, Any]:
            parsed: dict[str, Any] = await agent.processor.parse_message(UserMessage(part))
            return parsed

        whole = await self._past_greeting(text, await parse(text), parse)
        if whole["intent"]["name"] == TALK_TO_HUMAN:
            return Reading(text, whole)
        impatience = self._patience.worn_out(whole, events)
        if impatience is not None:
            return Reading(text, _as_wish_for_person(whole), impatience=impatience)
        wishes = await wishes_in_clauses(text, parse, self._rules, sure_from=self._sure_from)
        if wishes is None:
            return Reading(text, whole)
        if wishes.second is not None:
            return Reading(wishes.first, await parse(wishes.first), later=wishes.second)
        unsure = whole["intent"]["name"] == DEFAULT_NLU_FALLBACK_INTENT_NAME
        if unsure or float(whole["intent"]["confidence"]) < self._sure_from:
            return Reading(text, _as_wish(whole, wishes.intent, self._sure_from))
        return Reading(text, whole)

    async def _past_greeting(
        self, text: str, whole: dict[str, Any], parse: Parse
    ) -> dict[str, Any]:
        """The wish that follows a greeting, where one surely does."""
        rest = after_greeting(text) if whole["intent"]["name"] == GREET else None
        if rest is None:
            return whole
        wish = (await parse(rest))["intent"]
        name, confidence = str(wish["name"]), float(wish["confidence"])
        if confidence < SURE_BESIDE_GREETING:
            return whole
        if name != TALK_TO_HUMAN and not self._rules.is_wish(name):
            return whole
        return _as_wish(whole, name, confidence)


def _as_wish_for_person(parse: dict[str, Any]) -> dict[str, Any]:
    return _as_wish(parse, TALK_TO_HUMAN, 1.0)


def _as_wish(parse: dict[str, Any], name: str, confidence: float) -> dict[str, Any]:
    """Two clauses of one matter blur each other: the surer one says what the message is."""
    intent = {"name": name, "confidence": confidence}
    others = [each for each in parse["intent_ranking"] if each["name"] != name]
    return {**parse, "intent": intent, "intent_ranking": [intent, *others]}
