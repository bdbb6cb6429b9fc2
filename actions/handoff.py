"""Fetching a person: a typed signal, which the app carries out; nothing is read out of prose."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import PENDING, Event, Reply, Turn, end_form, set_slot
from actions.wording import Wording
from conversations.contract import HandoffReason, HandoffSignal


def hand_over(turn: Turn, reply: Reply, wording: Wording) -> list[Event]:
    """The reason is what a person was offered for, else that one was asked for."""
    offered = turn.offer_pending()
    known = {reason.value for reason in HandoffReason}
    reason = HandoffReason(offered) if offered in known else HandoffReason.ASKED_FOR_PERSON
    reply.say(wording.text(turn.language, "handing_over"))
    reply.signal(HandoffSignal(reason, _topic(turn)))
    return [*end_form(), set_slot(PENDING, None)]


def _topic(turn: Turn) -> str:
    """What the shopper wanted before asking for a person: the intent of that message."""
    before = turn.turn_before()
    if not before:
        return ""
    return str((before[0].get("parse_data") or {}).get("intent", {}).get("name") or "")


@dataclass(frozen=True)
class ActionHandOver:
    wording: Wording
    name: str = "action_hand_over"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        return hand_over(turn, reply, self.wording)


@dataclass(frozen=True)
class ActionOfferPerson:
    wording: Wording
    name: str = "action_offer_person"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        return [offer_person(turn, reply, self.wording)]


def offer_person(turn: Turn, reply: Reply, wording: Wording) -> Event:
    reply.trace("clarify", False, "offered a person")
    reply.say(wording.text(turn.language, "offer_person"), wording.offer(turn.language, "person"))
    return set_slot(PENDING, HandoffReason.NOT_UNDERSTOOD.value)
