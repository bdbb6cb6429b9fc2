"""Returning an item: who and what is found out here, the return itself is a person's to book."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answers import answer_body
from actions.dialogue import REQUESTED_SLOT, Event, Reply, Turn, set_slot
from actions.item_choice import chosen_item
from actions.order_card import item_title
from actions.order_desk import OrderDesk
from actions.order_lookup import (
    EMAIL,
    ORDER_NUMBER,
    checked_details,
    say_not_found,
)
from actions.orders.status.schemas import OrderStatus
from actions.wording import Wording
from conversations.contract import ChoiceOffer, HandoffReason, HandoffSignal
from knowledge_base.search.service import KnowledgeSearch

ITEM = "item"
OFFICIAL = frozenset({"official"})
TOPIC = "return_item"


@dataclass(frozen=True)
class ReturnFormValidation:
    """Asks for the item only once the order is proven to be the shopper's."""

    desk: OrderDesk
    wording: Wording
    name: str = "validate_return_item_form"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        events = checked_details(turn, reply, self.wording)
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
        return events + await self._next(turn, reply, number)

    async def _next(self, turn: Turn, reply: Reply, number: str | None) -> list[Event]:
        if number is None:
            return [set_slot(REQUESTED_SLOT, ORDER_NUMBER)]
        order = await self.desk.order(turn.conversation, number)
        if order is None:
            return [set_slot(REQUESTED_SLOT, None)]
        if len(order.items) == 1:
            return [set_slot(ITEM, order.items[0].variant_id), set_slot(REQUESTED_SLOT, None)]
        said = turn.slot_candidates().get(ITEM)
        if said is None:
            return [set_slot(REQUESTED_SLOT, ITEM)]
        item = chosen_item(order, str(said))
        if item is None:
            reply.say(self.wording.text(turn.language, "item_unclear"))
            return [set_slot(ITEM, None), set_slot(REQUESTED_SLOT, ITEM)]
        return [set_slot(ITEM, item.variant_id), set_slot(REQUESTED_SLOT, None)]


@dataclass(frozen=True)
class ActionAskItem:
    """The form's question for the item, with a button for each line of the order."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_ask_item"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        order = await self.desk.order(turn.conversation, turn.slot(ORDER_NUMBER) or "")
        offers = [
            ChoiceOffer(item_title(item), "inform", {ITEM: item.variant_id})
            for item in (order.items if order else ())
        ]
        number = turn.slot(ORDER_NUMBER) or ""
        reply.say(self.wording.text(turn.language, "which_item", number=number), *offers)
        return []


@dataclass(frozen=True)
class ActionReturnItem:
    """Tells the shop's rules, then hands the case over with everything found out."""

    desk: OrderDesk
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_return_item"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        number = turn.slot(ORDER_NUMBER)
        if number is None or not await self.desk.is_verified(turn.conversation):
            reply.trace(TOPIC, False, "not verified")
            return [*say_not_found(turn, reply, self.wording, TOPIC), set_slot(ITEM, None)]
        order = await self.desk.order(turn.conversation, number)
        item = chosen_item(order, turn.slot(ITEM) or "") if order else None
        if order is None or item is None:
            reply.trace(TOPIC, False, f"{number} not found")
            return [*say_not_found(turn, reply, self.wording, TOPIC), set_slot(ITEM, None)]
        await self._hand_over(turn, reply, order, item_title(item))
        return [set_slot(EMAIL, None), set_slot(ITEM, None)]

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
