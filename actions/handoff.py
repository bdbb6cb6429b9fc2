"""Fetching a person: a typed signal, which the app carries out; nothing is read out of prose."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import PENDING, Event, Reply, Turn, end_form, set_slot
from actions.wording import Wording
from conversations.contract import HandoffReason, HandoffSignal


def hand_over(turn: Turn, reply: Reply, wording: Wording) -> list[Event]:
    """The reason is the shopper's mood, else what a person was offered for, else that one was
    asked for."""
    given = turn.impatience or turn.offer_pending()
    known = {reason.value for reason in HandoffReason}
    reason = HandoffReason(given) if given in known else HandoffReason.ASKED_FOR_PERSON
    words = f"handing_over_{turn.impatience}" if turn.impatience else "handing_over"
    reply.say(wording.text(turn.language, words))
    reply.signal(HandoffSignal(reason, _topic(turn)))
    return [*end_form(), set_slot(PENDING, None)]


def _topic(turn: Turn) -> str:
    """What the shopper wanted: this message's own intent where it asks for no person by itself,
    else the intent of the message before."""
    if turn.impatience and len(turn.ranking) > 1:
        return turn.ranking[1][0]
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
