"""What went wrong and what only a person can change: heard, told the rules of, and offered."""

from __future__ import annotations

from dataclasses import dataclass

from actions.ask_faq import answer
from actions.change_wish import FORM, asks_adjustment
from actions.dialogue import PENDING, Action, Event, Reply, Turn, set_slot
from actions.wording import Wording
from conversations.contract import HandoffReason
from knowledge_base.search.service import KnowledgeSearch


@dataclass(frozen=True)
class ActionOfferCase:
    """A yes in the next turn hands the case over under the name of this turn's intent."""

    search: KnowledgeSearch
    wording: Wording
    name: str = "action_offer_case"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        reply.say(self.wording.case(turn.language, turn.intent))
        await answer(turn, reply, self.search, self.wording)
        reply.say(
            self.wording.text(turn.language, "case_offer"),
            self.wording.offer(turn.language, "person"),
        )
        return [set_slot(PENDING, HandoffReason.CASE.value)]


@dataclass(frozen=True)
class ActionHearCase:
    """Before the questions that a case needs: that it was heard, and what the shop's rules are."""

    search: KnowledgeSearch
    wording: Wording
    name: str = "action_hear_case"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        reply.say(
            self.wording.case(turn.language, turn.intent),
            self.wording.offer(turn.language, "person"),
        )
        await answer(turn, reply, self.search, self.wording)
        return []


@dataclass(frozen=True)
class ActionAdjustPrice:
    """A price that has fallen since is a case of its own, with questions; all else that the intent
    means is answered by `otherwise`."""

    name: str
    wording: Wording
    otherwise: Action

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        if not asks_adjustment(turn):
            return await self.otherwise.run(turn, reply)
        reply.say(self.wording.case(turn.language, "price_adjustment"))
        return [{"event": "followup", "name": FORM}]
