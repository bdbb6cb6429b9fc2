"""The questions that lead to an order: its number and the e-mail it was placed with.

A form asks for what is missing (`lookup_form`); whether the two belong together is decided by the
order store.
"""

from __future__ import annotations

import re

from actions.dialogue import Event, Reply, Turn, set_slot
from actions.order_desk import OrderDesk
from actions.orders.numbers import normalise_order_number
from actions.wording import Wording

ORDER_NUMBER = "order_number"
EMAIL = "email"
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
MAX_EMAIL = 254


def checked_details(
    turn: Turn, reply: Reply, wording: Wording, unread: frozenset[str] = frozenset()
) -> list[Event]:
    """The number and the address just given, in their plain form, or asked for again; those in
    `unread` are emptied without a word, since what was said is something else.

    Only what was just given is answered with an event: Rasa takes an event for an answer, and a
    question in the middle of the form would then not be heard.
    """
    events: list[Event] = [set_slot(name, None) for name in sorted(unread)]
    given = {k: v for k, v in turn.slot_candidates().items() if k not in unread}
    if given.get(ORDER_NUMBER) is not None:
        number = normalise_order_number(str(given[ORDER_NUMBER]))
        if number is None:
            reply.say(wording.text(turn.language, "order_number_unclear"))
        events.append(set_slot(ORDER_NUMBER, number))
    elif turn.page.order and turn.slot(ORDER_NUMBER) is None:
        events.append(set_slot(ORDER_NUMBER, normalise_order_number(turn.page.order)))
    if given.get(EMAIL) is not None:
        email = str(given[EMAIL]).strip()
        if len(email) > MAX_EMAIL or not _EMAIL.fullmatch(email):
            reply.say(wording.text(turn.language, "email_unclear"))
            events.append(set_slot(EMAIL, None))
        else:
            events.append(set_slot(EMAIL, email))
    return events


async def prove_order(turn: Turn, reply: Reply, desk: OrderDesk) -> bool:
    """Whether the shopper is verified, now or before, with what the form has gathered."""
    if await desk.is_verified(turn.conversation):
        return True
    number, email = turn.slot(ORDER_NUMBER), turn.slot(EMAIL)
    if number is None or email is None:
        return False
    proven = await desk.verify(turn.conversation, turn.site, number, email)
    reply.trace("verification", proven, "order number and e-mail" if proven else "no match")
    return proven


def say_not_found(turn: Turn, reply: Reply, wording: Wording, again: str) -> list[Event]:
    """One answer for an order that is absent, someone else's, or asked for too often."""
    reply.say(
        wording.text(turn.language, "order_not_found"),
        wording.offer(turn.language, again),
        wording.offer(turn.language, "person"),
    )
    return [set_slot(ORDER_NUMBER, None), set_slot(EMAIL, None)]
