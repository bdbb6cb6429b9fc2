"""The questions of the forms that look something up: whose order, and which."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import REQUESTED_SLOT, Event, Reply, Turn, set_slot
from actions.order_desk import OrderDesk
from actions.proof import Proof
from actions.proof_questions import lacking_offer
from actions.wording import Wording


@dataclass(frozen=True)
class LookupFormValidation:
    """`validate_<form>`. Who is verified already is asked for nothing."""

    form: str
    proof: Proof

    @property
    def name(self) -> str:
        return f"validate_{self.form}"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        proven = await self.proof.gather(turn, reply)
        ended = [set_slot(REQUESTED_SLOT, None)] if proven.done else []
        return [*proven.events, *ended]


@dataclass(frozen=True)
class ActionAskOrderNumber:
    """Asked of whoever is not verified yet, with a way out for who has no number at hand."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_ask_order_number"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        words = self.wording.text(turn.language, "ask_order_number")
        reply.say(words, *await lacking_offer(turn, self.desk, self.wording))
        return []
