"""The questions before a change: whose order, which order, and what the change needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from actions.change import CASE, ITEM, NOTE, PHOTO, Change, Subject, as_slot, from_slot
from actions.change_details import DETAIL, offers_for, read_detail
from actions.change_wish import CHANGE, FORM, wish_of, wished
from actions.dialogue import REQUESTED_SLOT, Event, Reply, Turn, set_slot
from actions.files import UPLOAD, kept_photos, photos_of
from actions.item_choice import chosen_item
from actions.order_card import item_title
from actions.order_desk import OrderDesk
from actions.order_lookup import ORDER_NUMBER
from actions.orders.changes.schemas import Action
from actions.orders.status.schemas import OrderStatus
from actions.proof import Proof
from actions.proof_questions import lacking_offer
from actions.wording import Wording
from conversations.contract import ChoiceOffer

ORDERS_OFFERED = 5
INFORM = "inform"


@dataclass(frozen=True)
class ChangeFormValidation:
    """Asks for a detail only once the order is proven to be the shopper's and its status allows
    the change; else the form ends, and the refusal is told with its rule."""

    proof: Proof
    name: str = f"validate_{FORM}"

    @property
    def desk(self) -> OrderDesk:
        return self.proof.desk

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        change = wished(turn)
        proven = await self.proof.gather(turn, reply)
        events = proven.events
        if wish_of(turn) is not None:
            events = [*events, set_slot(CHANGE, as_slot(change)), set_slot(DETAIL, None)]
        if not proven.done:
            return events
        if not change.about_order:
            return events + await self._detail(proven.turn, reply, change, None)
        number = proven.known(ORDER_NUMBER)
        order = await self.desk.order(turn.conversation, number) if number else None
        if number and order is None:
            return [*events, set_slot(REQUESTED_SLOT, None)]
        if order is None:
            return [*events, set_slot(REQUESTED_SLOT, ORDER_NUMBER)]
        return events + await self._detail(proven.turn, reply, change, order)

    async def _detail(
        self, turn: Turn, reply: Reply, change: Change, order: OrderStatus | None
    ) -> list[Event]:
        if self._ruled_out(order, change):
            return [set_slot(REQUESTED_SLOT, None)]
        change = _with_item_told(change, order)
        subject = await self.desk.subject(turn.conversation, order, change.known.get(ITEM))
        missing = change.missing(subject)
        asked = turn.slot(REQUESTED_SLOT) == DETAIL
        answered = False
        while missing is not None:
            # One answer is read out of a message; photos are there already.
            open_ = not answered or (missing == PHOTO and photos_of(turn))
            value = read_detail(turn, missing, change, subject) if open_ else None
            if value is None:
                break
            answered = asked = True
            change = change.with_detail(missing, value)
            subject = await self.desk.subject(turn.conversation, order, change.known.get(ITEM))
            missing = change.missing(subject)
        if missing is None or self._ruled_out(order, change):
            return [set_slot(CHANGE, as_slot(change)), set_slot(REQUESTED_SLOT, None)]
        wants = turn.intent == INFORM or wish_of(turn) is not None
        if asked and not answered and not wants:
            return []
        kept = []
        if asked and not answered and turn.intent == INFORM:
            key = "address_unclear" if missing == "address" else "detail_unclear"
            if turn.entity(UPLOAD) is not None:
                key, kept = "file_kept", [kept_photos(turn, reply)]
            reply.say(self.proof.wording.text(turn.language, key))
        return [
            *kept,
            set_slot(CHANGE, as_slot(change)),
            set_slot(DETAIL, None),
            set_slot(REQUESTED_SLOT, DETAIL),
        ]

    def _ruled_out(self, order: OrderStatus | None, change: Change) -> bool:
        if order is None or not change.action:
            return False
        return not self.desk.may(order, change.action, change.known.get(CASE, ""))


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
        change = from_slot(turn.slots.get(CHANGE)) or Change("")
        action = change.action or Action.CHANGE_ADDRESS.value
        offers = [
            ChoiceOffer(order.number, INFORM, {ORDER_NUMBER: order.number})
            for order in orders
            if self.desk.may(order, action, change.known.get(CASE, ""))
        ]
        key = "which_order_to_change" if change.about_order else "any_order"
        words = self.wording.text(turn.language, key)
        lacking = await lacking_offer(turn, self.desk, self.wording)
        reply.say(words, *offers[:ORDERS_OFFERED], *lacking)
        return []


@dataclass(frozen=True)
class ActionAskDetail:
    """The form's question for what is missing, with buttons where the answers are known."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_ask_detail"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        change = from_slot(turn.slots.get(CHANGE)) or Change("")
        order = None
        if change.about_order:
            order = await self.desk.order(turn.conversation, turn.slot(ORDER_NUMBER) or "")
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
        item = next((i for i in subject.items if i.variant_id == change.known.get(ITEM)), None)
        number = subject.order.number if subject.order else ""
        key = {
            "kind": "which_change",
            "reason": "which_reason",
            "address": "which_address" if number else "which_default_address",
            "item": "which_item_to_change",
            "new_item": "which_variant" if offered else "no_other_variant",
            "method": "which_method",
            "photo": "photo_of_it",
        }[missing]
        title = item_title(item) if item else ""
        return self.wording.text(turn.language, key, number=number, item=title)


def _with_item_told(change: Change, order: OrderStatus | None) -> Change:
    """Of a case the item may have been named in the words that it began with."""
    if order is None or change.action != Action.OPEN_CASE or ITEM in change.known:
        return change
    only = order.items[0] if len(order.items) == 1 else None
    item = only or chosen_item(order.items, change.known.get(NOTE, ""))
    return change.with_detail(ITEM, item.variant_id) if item else change
