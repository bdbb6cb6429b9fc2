"""The questions before a change: whose order, which order, and what the change needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from actions.change_details import (
    DETAIL,
    ITEM,
    WISHES,
    Change,
    Subject,
    as_slot,
    from_slot,
    offers_for,
    read_detail,
)
from actions.dialogue import REQUESTED_SLOT, Event, Reply, Turn, set_slot
from actions.order_card import item_title
from actions.order_desk import OrderDesk
from actions.order_lookup import EMAIL, ORDER_NUMBER, checked_details
from actions.orders.status.schemas import OrderStatus
from actions.wording import Wording
from conversations.contract import ChoiceOffer

CHANGE = "change"
FORM = "order_change_form"
ORDERS_OFFERED = 5
INFORM = "inform"


@dataclass(frozen=True)
class ChangeFormValidation:
    """Asks for a detail only once the order is proven to be the shopper's and its status allows
    the change; else the form ends, and the refusal is told with its rule."""

    desk: OrderDesk
    wording: Wording
    name: str = f"validate_{FORM}"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        change = _wished(turn)
        begun = turn.intent in WISHES
        events = checked_details(turn, reply, self.wording)
        if begun:
            events += [set_slot(CHANGE, as_slot(change)), set_slot(DETAIL, None)]
        known = {**turn.slots, **{event["name"]: event["value"] for event in events}}
        number, email = known.get(ORDER_NUMBER), known.get(EMAIL)
        proven = await self.desk.is_verified(turn.conversation)
        if not proven and number and email:
            proven = await self.desk.verify(turn.conversation, turn.site, number, email)
            reply.trace("verification", proven, "order number and e-mail" if proven else "no match")
            if not proven:
                return [*events, set_slot(REQUESTED_SLOT, None)]
        if not proven:
            return events
        order = await self.desk.order(turn.conversation, number) if number else None
        if number and order is None:
            return [*events, set_slot(REQUESTED_SLOT, None)]
        if order is None:
            return [*events, set_slot(REQUESTED_SLOT, ORDER_NUMBER)]
        return events + await self._detail(turn, reply, change, order)

    async def _detail(
        self, turn: Turn, reply: Reply, change: Change, order: OrderStatus
    ) -> list[Event]:
        if change.action and not self.desk.may(order, change.action):
            return [set_slot(REQUESTED_SLOT, None)]
        subject = await self.desk.subject(turn.conversation, order, change.known.get(ITEM))
        missing = change.missing(subject)
        asked = turn.slot(REQUESTED_SLOT) == DETAIL
        answered = False
        while missing is not None:
            value = read_detail(turn, missing, subject) if not answered else None
            if value is None:
                break
            answered = asked = True
            change = change.with_detail(missing, value)
            subject = await self.desk.subject(turn.conversation, order, change.known.get(ITEM))
            missing = change.missing(subject)
        if missing is None or (change.action and not self.desk.may(order, change.action)):
            return [set_slot(CHANGE, as_slot(change)), set_slot(REQUESTED_SLOT, None)]
        wants = turn.intent == INFORM or turn.intent in WISHES
        if asked and not answered and not wants:
            return []
        if asked and not answered and turn.intent == INFORM:
            self._unclear(turn, reply, missing)
        return [
            set_slot(CHANGE, as_slot(change)),
            set_slot(DETAIL, None),
            set_slot(REQUESTED_SLOT, DETAIL),
        ]

    def _unclear(self, turn: Turn, reply: Reply, missing: str) -> None:
        key = "address_unclear" if missing == "address" else "detail_unclear"
        reply.say(self.wording.text(turn.language, key))


@dataclass(frozen=True)
class ActionAskChangedOrder:
    """The form's question for the order, with a button for each that can be changed so."""

    desk: OrderDesk
    wording: Wording
    name: str = f"action_ask_{FORM}_order_number"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        orders: list[OrderStatus] = []
        if await self.desk.is_verified(turn.conversation):
            orders = list(await self.desk.orders(turn.conversation))
        change = _wished(turn)
        offers = [
            ChoiceOffer(order.number, INFORM, {ORDER_NUMBER: order.number})
            for order in orders
            if self.desk.may(order, change.action or "change_address")
        ]
        words = self.wording.text(turn.language, "which_order_to_change")
        reply.say(words, *offers[:ORDERS_OFFERED])
        return []


@dataclass(frozen=True)
class ActionAskDetail:
    """The form's question for what is missing, with buttons where the answers are known."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_ask_detail"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        change = from_slot(turn.slots.get(CHANGE)) or Change("")
        number = turn.slot(ORDER_NUMBER) or ""
        order = await self.desk.order(turn.conversation, number)
        if order is None:
            return []
        subject = await self.desk.subject(turn.conversation, order, change.known.get(ITEM))
        missing = change.missing(subject)
        if missing is None:
            return []
        offers = offers_for(missing, change, subject, self.wording, turn.language)
        reply.say(self._question(turn, missing, change, subject, bool(offers)), *offers)
        return []

    def _question(
        self, turn: Turn, missing: str, change: Change, subject: Subject, offered: bool
    ) -> str:
        item = next(
            (i for i in subject.order.items if i.variant_id == change.known.get(ITEM)), None
        )
        title = item_title(item) if item else ""
        key = {
            "kind": "which_change",
            "reason": "which_reason",
            "address": "which_address",
            "item": "which_item_to_change",
            "new_item": "which_variant" if offered else "no_other_variant",
            "method": "which_method",
        }[missing]
        return self.wording.text(turn.language, key, number=subject.order.number, item=title)


def _wished(turn: Turn) -> Change:
    """What the message asks for; else what was asked for before. The same wish said again keeps
    what is known."""
    before = from_slot(turn.slots.get(CHANGE))
    if turn.intent not in WISHES:
        return before or Change("")
    wish = WISHES[turn.intent]
    kept = before is not None and turn.active_form == FORM and before.action == wish
    return before if kept and before is not None else Change(wish)
