"""Returning an item: the shop's rules are told here, the return itself is a person's to book."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answers import answer_body
from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.item_choice import chosen_item
from actions.order_card import item_title
from actions.order_desk import OrderDesk
from actions.order_lookup import EMAIL, ORDER_NUMBER, say_not_found
from actions.orders.models import OrderState
from actions.orders.status.schemas import OrderStatus
from actions.return_form import ITEM
from actions.wording import Wording
from conversations.contract import HandoffReason, HandoffSignal
from knowledge_base.search.service import KnowledgeSearch

OFFICIAL = frozenset({"official"})
TOPIC = "return_item"


@dataclass(frozen=True)
class ActionReturnItem:
    """Tells the shop's rules, then hands the case over with everything found out."""

    desk: OrderDesk
    search: KnowledgeSearch
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
        item = chosen_item(order, turn.slot(ITEM) or "")
        done = [set_slot(EMAIL, None), set_slot(ITEM, None)]
        if order.status != OrderState.DELIVERED or item is None:
            return [*done, self._refuse(turn, reply, order)]
        await self._hand_over(turn, reply, order, item_title(item))
        return done

    def _refuse(self, turn: Turn, reply: Reply, order: OrderStatus) -> Event:
        reply.trace(TOPIC, False, f"{order.number} is {order.status}")
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

    async def _hand_over(self, turn: Turn, reply: Reply, order: OrderStatus, item: str) -> None:
        language = turn.language
        rules = await self.search.search(
            self.wording.query(language, TOPIC), locale=language, top=1, tiers=OFFICIAL
        )
        if rules.answered:
            reply.show(answer_body(rules.passages[0], self.wording, language))
        reply.say(self.wording.text(language, "return_handed", item=item, number=order.number))
        reply.trace(TOPIC, True, f"{order.number} {item}")
        reply.signal(HandoffSignal(HandoffReason.CASE, TOPIC))
