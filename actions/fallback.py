"""What was not understood: first which of two was meant, and if that fails too, a person."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import Event, Reply, Turn
from actions.handoff import offer_person
from actions.wording import Wording
from conversations.contract import ChoiceOffer

ASKED_ABOUT = 2
# Below this the likeliest intents are noise, and asking about them would be silly.
WORTH_ASKING = 0.1
NAME = "action_clarify"


@dataclass(frozen=True)
class ActionClarify:
    wording: Wording
    name: str = NAME

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        offers = self._candidates(turn)
        if self._asked_before(turn):
            return [offer_person(turn, reply, self.wording)]
        if not offers:
            reply.trace("clarify", True, "asked to rephrase")
            reply.say(
                self.wording.text(turn.language, "rephrase"),
                self.wording.offer(turn.language, "person"),
            )
            return []
        reply.trace("clarify", True, " / ".join(offer.intent for offer in offers))
        reply.say(
            self.wording.text(turn.language, "which_meant"),
            *offers,
            self.wording.offer(turn.language, "something_else"),
        )
        return []

    def _candidates(self, turn: Turn) -> list[ChoiceOffer]:
        offers = []
        for intent, confidence in turn.ranking:
            title = self.wording.topic(turn.language, intent)
            if title is not None and confidence >= WORTH_ASKING:
                offers.append(ChoiceOffer(title, intent))
        return offers[:ASKED_ABOUT]

    def _asked_before(self, turn: Turn) -> bool:
        return any(
            event["event"] == "action" and event["name"] == NAME for event in turn.turn_before()
        )
