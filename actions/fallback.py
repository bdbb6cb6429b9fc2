"""What was not understood: searched for, then which of two was meant, then a person."""

from __future__ import annotations

from dataclasses import dataclass

from actions.ask_faq import answer
from actions.ask_product import ActionAnswerProductQuestion
from actions.dialogue import Event, Reply, Turn, set_slot
from actions.follow_up import goes_on
from actions.handoff import offer_person
from actions.product_meant import PRODUCT
from actions.wording import Wording
from conversations.contract import ChoiceOffer
from knowledge_base.search.service import KnowledgeSearch

ASKED_ABOUT = 2
# Below this the likeliest intents are noise, and asking about them would be silly.
WORTH_ASKING = 0.1
NAME = "action_clarify"
ANSWERED = "question_answered"
OUTSIDE = "out_of_scope"
# From here on it is surely nothing that a shop does, rather than words that were not understood.
SURELY_OUTSIDE = 0.5


@dataclass(frozen=True)
class ActionAnswerUnclear:
    """For what was not understood: perhaps a product or an article answers it all the same."""

    products: ActionAnswerProductQuestion
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_answer_unclear"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        if turn.entity(PRODUCT) is not None or _goes_on_about_product(turn):
            return [*await self.products.run(turn, reply), set_slot(ANSWERED, True)]
        return [set_slot(ANSWERED, await answer(turn, reply, self.search, self.wording))]


def _goes_on_about_product(turn: Turn) -> bool:
    return goes_on(turn.text) and any(
        event["event"] == "slot" and event["name"] == PRODUCT and event["value"]
        for event in turn.turn_before()
    )


@dataclass(frozen=True)
class ActionClarify:
    wording: Wording
    name: str = NAME

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        offers = self._candidates(turn)
        if self._asked_before(turn):
            return [offer_person(turn, reply, self.wording)]
        outside = _is_outside(turn)
        if outside or not offers:
            reply.trace("clarify", True, "outside the shop" if outside else "asked to rephrase")
            reply.say(
                self.wording.text(turn.language, "outside" if outside else "rephrase"),
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


def _is_outside(turn: Turn) -> bool:
    return any(name == OUTSIDE and share >= SURELY_OUTSIDE for name, share in turn.ranking[:2])
