"""Yes, no and never mind: what they mean depends on what was just asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.change_order import confirm, confirmation_of
from actions.dialogue import PENDING, REQUESTED_SLOT, Event, Reply, Turn, end_form, set_slot
from actions.handoff import hand_over
from actions.order_desk import OrderDesk
from actions.wording import Wording
from conversations.contract import HandoffReason

# Without these no order is opened; whoever has lost them needs somebody who can look otherwise.
PROOFS = frozenset({"order_number", "email", "proof"})
_HAS_NOT = re.compile(
    r"\b(?:don'?t|do not|didn'?t|can'?t|cannot|no longer) (?:have|got|find|know|remember)\b"
    r"|\b(?:lost|deleted|forgot)\b|\bno (?:order )?number\b"
    r"|没有|没存|找不到|不记得|不知道|忘了|丢了|删了",
    re.IGNORECASE,
)


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
        if _lacks_every_proof(turn):
            return _offer_help(turn, reply, self.wording)
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
        if _lacks_every_proof(turn):
            return _offer_help(turn, reply, self.wording)
        reply.say(self.wording.text(turn.language, "stopped"))
        return [*end_form(), set_slot(PENDING, None)]


def _lacks_every_proof(turn: Turn) -> bool:
    """Said of what nobody has offered another way for."""
    asked_for = turn.slot(REQUESTED_SLOT) if turn.active_form else None
    return asked_for in PROOFS and _HAS_NOT.search(turn.text) is not None


def _offer_help(turn: Turn, reply: Reply, wording: Wording) -> list[Event]:
    reply.say(wording.text(turn.language, "no_details"), wording.offer(turn.language, "person"))
    return [*end_form(), set_slot(PENDING, HandoffReason.CASE.value)]
