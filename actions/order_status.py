"""Where an order is: its card, to whoever has shown that it is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import Event, Reply, Turn, set_slot
from actions.order_card import order_body
from actions.order_desk import OrderDesk
from actions.order_list import asks_for_list, say_orders
from actions.order_lookup import EMAIL, ORDER_NUMBER, prove_order, say_not_found
from actions.orders.status.schemas import OrderStatus
from actions.wording import Wording
from conversations.contract import ChoiceOffer

OTHERS_OFFERED = 4


@dataclass(frozen=True)
class ActionCheckOrderStatus:
    desk: OrderDesk
    wording: Wording
    name: str = "action_check_order_status"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        if not await prove_order(turn, reply, self.desk):
            reply.trace("order_status", False, "not verified")
            return say_not_found(turn, reply, self.wording, "track_order")
        number = turn.slot(ORDER_NUMBER)
        if number is None or asks_for_list(turn):
            return await self._show_newest(turn, reply)
        order = await self.desk.order(turn.conversation, number)
        if order is None:
            reply.trace("order_status", False, f"{number} not found")
            return say_not_found(turn, reply, self.wording, "track_order")
        return self._show(turn, reply, order)

    async def _show_newest(self, turn: Turn, reply: Reply) -> list[Event]:
        orders = await self.desk.orders(turn.conversation)
        if not orders:
            reply.trace("order_status", True, "no orders")
            reply.say(self.wording.text(turn.language, "no_orders"))
            return [set_slot(EMAIL, None)]
        if len(orders) > 1 and asks_for_list(turn):
            reply.trace("order_status", True, f"{len(orders)} orders listed")
            say_orders(turn, reply, self.wording, orders, "track_order")
            return [set_slot(EMAIL, None)]
        events = self._show(turn, reply, orders[0])
        others = [self._offer(turn, order) for order in orders[1 : OTHERS_OFFERED + 1]]
        if others:
            reply.say(self.wording.text(turn.language, "newest_of_orders"), *others)
        return events

    def _show(self, turn: Turn, reply: Reply, order: OrderStatus) -> list[Event]:
        reply.trace("order_status", True, f"{order.number} {order.status}")
        reply.say(status_sentence(self.wording, turn.language, order))
        reply.show(order_body(order))
        return [set_slot(ORDER_NUMBER, order.number), set_slot(EMAIL, None)]

    def _offer(self, turn: Turn, order: OrderStatus) -> ChoiceOffer:
        status = self.wording.status(turn.language, order.status)
        return ChoiceOffer(f"{order.number} · {status}", "inform", {ORDER_NUMBER: order.number})


def status_sentence(wording: Wording, language: str, order: OrderStatus) -> str:
    key = f"status_{order.status}"
    if not wording.has_text(key):
        key = "status_other"
    status = wording.status(language, order.status)
    return wording.text(language, key, number=order.number, status=status)
