"""Proving whose orders they are, inside any form that needs it.

The form stays open while another way is tried, so that the wish goes on once it is proven. Every
failure has one answer, and so has every address that a code is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from actions.code_desk import CodeDesk
from actions.dialogue import REQUESTED_SLOT, Event, Reply, Turn, set_slot
from actions.order_desk import OrderDesk
from actions.order_lookup import EMAIL, ORDER_NUMBER, checked_details
from actions.proof_way import (
    AGAIN,
    ANSWERS,
    CHOOSE,
    CODE,
    NAME,
    PROOF,
    WAY,
    Way,
    read_code,
    read_name,
    step_named,
    way_of,
)
from actions.wording import Wording


@dataclass(frozen=True)
class Proven:
    """`turn` is what is left of the message for the form: nothing where it was the proof."""

    done: bool
    turn: Turn
    events: list[Event] = field(default_factory=list)

    def known(self, name: str) -> str | None:
        value = {**self.turn.slots, **{e["name"]: e["value"] for e in self.events}}.get(name)
        return None if value is None else str(value)


@dataclass(frozen=True)
class Proof:
    desk: OrderDesk
    codes: CodeDesk
    wording: Wording

    async def gather(self, turn: Turn, reply: Reply) -> Proven:
        """What the message adds. Where more is needed the events ask for it."""
        if await self.desk.is_verified(turn.conversation):
            return Proven(True, turn, checked_details(turn, reply, self.wording))
        way = way_of(turn)
        if turn.intent != "stop" and way is not None and turn.entity(PROOF) is None:
            answered = await self._answered(turn, reply, way)
            if answered is not None:
                return answered
        step = step_named(turn, way)
        if step == CODE and not self.codes.can_mail:
            step = NAME
        if step == AGAIN:
            empty = (ORDER_NUMBER, EMAIL, WAY, PROOF)
            return Proven(False, turn, [set_slot(name, None) for name in empty])
        if step is None:
            so_far = Proven(False, turn, checked_details(turn, reply, self.wording))
            return await self._by_details(so_far, reply, way)
        events = checked_details(turn, reply, self.wording, unread=_taken_whole(turn))
        return await self._begin(Proven(False, turn, events), step)

    async def _answered(self, turn: Turn, reply: Reply, way: Way) -> Proven | None:
        """By the code that was mailed, or by name and postal code; None where neither is said."""
        code = read_code(turn.text) if way.step == CODE and way.sent else None
        who = read_name(turn.text) if _may_be_name(turn, way) else None
        if code is not None:
            proven = await self.codes.enter(turn.conversation, code)
            reply.trace("verification", proven, "mailed code" if proven else "no match")
        elif who is not None:
            proven = await self.codes.name(turn.conversation, turn.site, *who)
            reply.trace("verification", proven, "name and postal code" if proven else "no match")
        else:
            return None
        if proven:
            ended = [set_slot(WAY, None), set_slot(EMAIL, None)]
        else:
            reply.say(self.wording.text(turn.language, "code_wrong" if code else "name_wrong"))
            step = CODE if code else NAME
            ended = _asking(Way(step, sent=bool(code), order=way.order))
        read = replace(turn, text="", intent="", entities=())
        return Proven(proven, read, [set_slot(ORDER_NUMBER, way.order), *ended])

    async def _begin(self, so_far: Proven, step: str) -> Proven:
        turn, number, email = so_far.turn, so_far.known(ORDER_NUMBER), so_far.known(EMAIL)
        if step == CODE and email is not None:
            await self.codes.send(turn.conversation, email, turn.language)
        sent = step == CODE and email is not None
        return replace(so_far, events=[*so_far.events, *_asking(Way(step, sent, order=number))])

    async def _by_details(self, so_far: Proven, reply: Reply, way: Way | None) -> Proven:
        """Order number and e-mail; where another way is under way, only if one was just given."""
        turn, number, email = so_far.turn, so_far.known(ORDER_NUMBER), so_far.known(EMAIL)
        given = {event["name"] for event in so_far.events if event["value"] is not None}
        mailed = self.codes.can_mail and (way is not None and (way.step == CODE or number is None))
        if mailed and EMAIL in given:
            return await self._begin(so_far, CODE)
        if number is not None and email is not None and (way is None or given):
            return await self._verify(so_far, reply, number, email)
        if way is None:
            return so_far
        if ORDER_NUMBER in given and way.step == CHOOSE:
            return replace(so_far, events=[*so_far.events, set_slot(WAY, None)])
        if turn.intent == "inform" and turn.slot(REQUESTED_SLOT) == PROOF:
            reply.say(self.wording.text(turn.language, f"{way.step}_unclear"))
            return replace(so_far, events=[*so_far.events, *_asking(way)])
        # No answer: by itself this event lets another action have the message.
        return replace(so_far, events=[*so_far.events, set_slot(REQUESTED_SLOT, PROOF)])

    async def _verify(self, so_far: Proven, reply: Reply, number: str, email: str) -> Proven:
        turn = so_far.turn
        proven = await self.desk.verify(turn.conversation, turn.site, number, email)
        reply.trace("verification", proven, "order number and e-mail" if proven else "no match")
        if proven:
            ended = [set_slot(WAY, None), set_slot(EMAIL, None)]
            return replace(so_far, done=True, events=[*so_far.events, *ended])
        reply.say(self.wording.text(turn.language, "order_not_found"))
        asked = _asking(Way(CHOOSE, failed=True, order=number))
        return replace(so_far, events=[*so_far.events, *asked])


def _asking(way: Way) -> list[Event]:
    return [
        set_slot(WAY, way.as_slot()),
        set_slot(PROOF, None),
        set_slot(REQUESTED_SLOT, PROOF),
    ]


def _taken_whole(turn: Turn) -> frozenset[str]:
    """What the form took the whole message for, because it had asked for that."""
    given = turn.slot_candidates()
    return frozenset(name for name in (ORDER_NUMBER, EMAIL) if given.get(name) == turn.text)


def _may_be_name(turn: Turn, way: Way) -> bool:
    answers = turn.intent in ANSWERS or any(mark in turn.text for mark in ",，")
    if way.step == CHOOSE:
        return answers and turn.entity(ORDER_NUMBER) is None
    return answers and way.step == NAME
