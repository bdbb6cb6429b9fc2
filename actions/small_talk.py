"""Yes, no and never mind: what they mean depends on what was just asked."""

from __future__ import annotations

from dataclasses import dataclass

from actions.change_order import confirm, confirmation_of
from actions.dialogue import PENDING, Event, Reply, Turn, end_form, set_slot
from actions.handoff import hand_over
from actions.order_desk import OrderDesk
from actions.wording import Wording


@dataclass(frozen=True)
class ActionAffirm:
    desk: OrderDesk
    wording: Wording
    name: str = "action_affirm"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        token = confirmation_of(turn)
        if token is not None:
            return await confirm(turn, reply, self.desk, self.wording, token)
        if turn.offer_pending() is not None:
            return hand_over(turn, reply, self.wording)
        # Inside a form the form's own question follows and is answer enough.
        if turn.active_form is None:
            reply.say(self.wording.text(turn.language, "affirm_nothing"))
        return []


@dataclass(frozen=True)
class ActionDeny:
    wording: Wording
    name: str = "action_deny"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        key = "deny_nothing"
        if confirmation_of(turn) is not None:
            key = "change_dropped"
        elif turn.offer_pending() is not None:
            key = "deny_offer"
        elif turn.active_form is not None:
            key = "deny_in_form"
        reply.say(self.wording.text(turn.language, key))
        return [set_slot(PENDING, None)]


@dataclass(frozen=True)
class ActionStop:
    wording: Wording
    name: str = "action_stop"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        reply.say(self.wording.text(turn.language, "stopped"))
        return [*end_form(), set_slot(PENDING, None)]
