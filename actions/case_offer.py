"""What went wrong and what only a person can change: heard, told the rules of, and offered."""

from __future__ import annotations

from dataclasses import dataclass

from actions.ask_faq import answer
from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
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
