"""Taking something back: one question of a form, or the order or product that was understood."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.ask_product import ActionAnswerProductQuestion
from actions.change_order import RECEIPT, take_back, undo_offer
from actions.change_talk import line_text
from actions.dialogue import REQUESTED_SLOT, Event, Reply, Turn, set_slot
from actions.order_desk import OrderDesk
from actions.order_lookup import ORDER_NUMBER
from actions.orders.status.schemas import OrderStatus
from actions.product_meant import PRODUCT
from actions.proof_way import WAY
from actions.wording import Wording
from conversations.contract import ChoiceOffer

OTHERS_OFFERED = 5
# What a button for another order asks for, by the form that the wrong one was given to.
WISH_OF_FORM = {
    "order_lookup_form": "track_order",
    "refund_lookup_form": "track_refund",
    "invoice_lookup_form": "get_invoice",
    "return_item_form": "return_item",
    "order_change_form": "change_order",
}
PRODUCT_ACTIONS = frozenset({"action_answer_product_question", "action_answer_unclear"})


@dataclass(frozen=True)
class ActionGoBack:
    """Empties what the form asked for before its present question; the form then asks again.
    Outside of forms, what was done last is meant, where it can be undone."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_go_back"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        receipt = turn.entity(RECEIPT)
        if receipt is not None:
            return await take_back(turn, reply, self.desk, self.wording, receipt)
        if turn.active_form is None:
            await self._offer_undo(turn, reply)
            return []
        before = _asked_before(turn)
        if before is None:
            reply.say(self.wording.text(turn.language, "back_first"))
            return []
        reply.say(self.wording.text(turn.language, "back_done"))
        return [set_slot(before, None), set_slot(WAY, None)]

    async def _offer_undo(self, turn: Turn, reply: Reply) -> None:
        language = turn.language
        last = await self.desk.last_that_can_be_undone(turn.conversation)
        if last is None:
            reply.say(self.wording.text(language, "back_nothing"))
            return
        what = line_text(self.wording, language, last.lines[0], last.currency)
        words = self.wording.text(language, "undo_ask", what=what)
        reply.say(words, undo_offer(self.wording, language, last.id))


@dataclass(frozen=True)
class ActionCorrect:
    """For "no, the other order": inside a form it asks again, after an answer it answers anew."""

    desk: OrderDesk
    products: ActionAnswerProductQuestion
    wording: Wording
    name: str = "action_correct"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        if turn.entity(PRODUCT) is not None and _was_about_product(turn):
            return await self._about_other_product(turn, reply)
        form = turn.active_form or _last_form(turn)
        if form is None:
            reply.say(self.wording.text(turn.language, "correct_what"))
            return []
        meant = turn.entity(ORDER_NUMBER)
        others = () if meant else await self._others(turn)
        if turn.active_form is None and len(others) > 1:
            self._ask(turn, reply, WISH_OF_FORM[form], others)
            return []
        number = others[0].number if len(others) == 1 else meant
        events = [set_slot(ORDER_NUMBER, number)]
        if turn.active_form is None:
            events.append({"event": "followup", "name": form})
        return events

    async def _others(self, turn: Turn) -> tuple[OrderStatus, ...]:
        """The customer's orders but the one last spoken of, newest first."""
        if not await self.desk.is_verified(turn.conversation):
            return ()
        wrong = turn.slot(ORDER_NUMBER)
        orders = await self.desk.orders(turn.conversation)
        return tuple(order for order in orders if order.number != wrong)

    def _ask(self, turn: Turn, reply: Reply, intent: str, others: tuple[OrderStatus, ...]) -> None:
        offers = [
            ChoiceOffer(
                f"{order.number} · {self.wording.status(turn.language, order.status)}",
                intent,
                {ORDER_NUMBER: order.number},
            )
            for order in others[:OTHERS_OFFERED]
        ]
        reply.say(self.wording.text(turn.language, "correct_what"), *offers)

    async def _about_other_product(self, turn: Turn, reply: Reply) -> list[Event]:
        asked = str(turn.turn_before()[0].get("text") or "")
        return await self.products.run(replace(turn, text=asked), reply)


def _asked_before(turn: Turn) -> str | None:
    """The slot that the form asked for before the present one, since the form began."""
    asked: list[str] = []
    for event in turn.events:
        if event["event"] == "active_loop":
            asked = []
        elif event["event"] == "slot" and event["name"] == REQUESTED_SLOT and event["value"]:
            name = str(event["value"])
            asked = [*asked[: asked.index(name)], name] if name in asked else [*asked, name]
    return asked[-2] if len(asked) > 1 else None


def _last_form(turn: Turn) -> str | None:
    forms = [event["name"] for event in turn.events if event["event"] == "active_loop"]
    named = [str(name) for name in forms if name]
    known = [name for name in named if name in WISH_OF_FORM]
    return known[-1] if known else None


def _was_about_product(turn: Turn) -> bool:
    return any(
        event["event"] == "action" and event["name"] in PRODUCT_ACTIONS
        for event in turn.turn_before()
    )
