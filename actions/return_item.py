"""Returning items: the plan with its amounts, to be said yes to; or the rule that is in the way."""

from __future__ import annotations

from dataclasses import dataclass

from actions.change_order import propose
from actions.change_talk import trace_rules
from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.item_choice import ALL, chosen_item
from actions.order_desk import OrderDesk
from actions.order_lookup import EMAIL, ORDER_NUMBER, say_not_found
from actions.orders.changes.errors import ChangeRefusedError
from actions.orders.models import OrderState
from actions.orders.returns.service import ReturnRequest
from actions.orders.status.schemas import OrderStatus
from actions.return_form import ITEM
from actions.wording import Wording
from conversations.contract import HandoffReason

TOPIC = "return_item"


@dataclass(frozen=True)
class ActionReturnItem:
    """After the form. Every piece of the line that was named goes back, or of all lines."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_return_item"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        number = turn.slot(ORDER_NUMBER)
        order = None
        if number is not None and await self.desk.is_verified(turn.conversation):
            order = await self.desk.order(turn.conversation, number)
        if order is None:
            reply.trace(TOPIC, False, "order not found or not verified")
            return [*say_not_found(turn, reply, self.wording, TOPIC), set_slot(ITEM, None)]
        done = [set_slot(EMAIL, None), set_slot(ITEM, None)]
        request = ReturnRequest(order=order.number, items=_pieces(order, turn.slot(ITEM) or ""))
        if order.status in (OrderState.PENDING, OrderState.PROCESSED, OrderState.SHIPPED):
            return [*done, await self._not_there_yet(turn, reply, order, request)]
        return [*done, *await propose(turn, reply, self.desk, self.wording, request)]

    async def _not_there_yet(
        self, turn: Turn, reply: Reply, order: OrderStatus, request: ReturnRequest
    ) -> Event:
        try:
            await self.desk.propose(turn.conversation, request)
        except ChangeRefusedError as error:
            trace_rules(reply, error.trace)
        reply.say(
            self.wording.text(
                turn.language,
                "not_returnable",
                number=order.number,
                status=self.wording.status(turn.language, order.status),
            ),
            self.wording.offer(turn.language, "person"),
        )
        return set_slot(PENDING, HandoffReason.CASE.value)


def _pieces(order: OrderStatus, said: str) -> tuple[str, ...]:
    item = None if said == ALL else chosen_item(order.items, said)
    lines = order.items if said == ALL else (item,) if item else ()
    return tuple(line.variant_id for line in lines for _ in range(line.quantity))
