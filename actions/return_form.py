"""The questions before a return: whose order, which order, which item."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import REQUESTED_SLOT, Event, Reply, Turn, set_slot
from actions.item_choice import ALL, chosen_item, means_all
from actions.order_card import item_title
from actions.order_desk import OrderDesk
from actions.order_lookup import ORDER_NUMBER
from actions.orders.models import OrderState
from actions.orders.status.schemas import OrderStatus
from actions.proof import Proof
from actions.proof_questions import lacking_offer
from actions.wording import Wording
from conversations.contract import ChoiceOffer

ITEM = "item"
ORDERS_OFFERED = 5


@dataclass(frozen=True)
class ReturnFormValidation:
    """Asks for the item only once the order is proven to be the shopper's."""

    proof: Proof
    name: str = "validate_return_item_form"

    @property
    def desk(self) -> OrderDesk:
        return self.proof.desk

    @property
    def wording(self) -> Wording:
        return self.proof.wording

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        proven = await self.proof.gather(turn, reply)
        if not proven.done:
            return proven.events
        return proven.events + await self._next(proven.turn, reply, proven.known(ORDER_NUMBER))

    async def _next(self, turn: Turn, reply: Reply, number: str | None) -> list[Event]:
        order = await self.desk.order(turn.conversation, number) if number else None
        if number and order is None:
            return [set_slot(REQUESTED_SLOT, None)]
        if order is None or self._only_assumed(turn, order):
            # Where there is nothing to empty no slot may be set: Rasa would take that for an answer
            # and not let a question in between be answered.
            emptied = [set_slot(ORDER_NUMBER, None)] if number else []
            return [*emptied, set_slot(REQUESTED_SLOT, ORDER_NUMBER)]
        if order.status != OrderState.DELIVERED:
            return [set_slot(REQUESTED_SLOT, None)]
        if len(order.items) == 1:
            return [set_slot(ITEM, order.items[0].variant_id), set_slot(REQUESTED_SLOT, None)]
        return self._item(turn, reply, order)

    def _only_assumed(self, turn: Turn, order: OrderStatus) -> bool:
        """The order of an earlier question is taken for this one only if it can be returned."""
        named = turn.entity(ORDER_NUMBER) or turn.page.order or turn.slot(REQUESTED_SLOT)
        return named is None and order.status != OrderState.DELIVERED

    def _item(self, turn: Turn, reply: Reply, order: OrderStatus) -> list[Event]:
        said = turn.slot_candidates().get(ITEM)
        words = turn.text if said is None else str(said)
        if means_all(words):
            return [set_slot(ITEM, ALL), set_slot(REQUESTED_SLOT, None)]
        item = chosen_item(order.items, words)
        if item is not None:
            return [set_slot(ITEM, item.variant_id), set_slot(REQUESTED_SLOT, None)]
        if said is None:
            return [set_slot(REQUESTED_SLOT, ITEM)]
        reply.say(self.wording.text(turn.language, "item_unclear"))
        return [set_slot(ITEM, None), set_slot(REQUESTED_SLOT, ITEM)]


@dataclass(frozen=True)
class ActionAskReturnOrder:
    """The form's question for the order, with a button for each that can be returned."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_ask_return_item_form_order_number"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        orders: list[OrderStatus] = []
        if await self.desk.is_verified(turn.conversation):
            orders = list(await self.desk.orders(turn.conversation))
        offers = [
            ChoiceOffer(order.number, "inform", {ORDER_NUMBER: order.number})
            for order in orders
            if order.status == OrderState.DELIVERED
        ]
        lacking = await lacking_offer(turn, self.desk, self.wording)
        words = self.wording.text(turn.language, "which_order")
        reply.say(words, *offers[:ORDERS_OFFERED], *lacking)
        return []


@dataclass(frozen=True)
class ActionAskItem:
    """The form's question for the item, with a button for each line of the order."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_ask_item"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        number = turn.slot(ORDER_NUMBER) or ""
        order = await self.desk.order(turn.conversation, number)
        offers = [
            ChoiceOffer(item_title(item), "inform", {ITEM: item.variant_id})
            for item in (order.items if order else ())
        ]
        if len(offers) > 1:
            everything = self.wording.text(turn.language, "all_items")
            offers.append(ChoiceOffer(everything, "inform", {ITEM: ALL}))
        reply.say(self.wording.text(turn.language, "which_item", number=number), *offers)
        return []
