"""A change of an order in a chat: plan, yes, receipt; and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from actions.change import Change, from_slot
from actions.change_details import DETAIL
from actions.change_talk import CONFIRM, say_plan, say_refusal
from actions.change_wish import CHANGE, intent_of
from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.files import PHOTOS
from actions.order_desk import OrderDesk
from actions.order_lookup import EMAIL, ORDER_NUMBER, say_not_found
from actions.orders.cases.service import CaseRequest
from actions.orders.changes.schemas import Action, ChangeRequest, Confirmation, Receipt
from actions.orders.errors import OrderStoreError
from actions.wording import Wording
from conversations.contract import ChoiceOffer, HandoffReason, HandoffSignal

CONFIRMATION, RECEIPT = "confirmation", "receipt"


@dataclass(frozen=True)
class ActionChangeOrder:
    """After the form: the plan with its buttons, or the refusal with its rule."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_change_order"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        done = [set_slot(CHANGE, None), set_slot(DETAIL, None), set_slot(EMAIL, None)]
        change = from_slot(turn.slots.get(CHANGE)) or Change("")
        order, number = None, turn.slot(ORDER_NUMBER)
        verified = await self.desk.is_verified(turn.conversation)
        if verified and change.about_order and number is not None:
            order = await self.desk.order(turn.conversation, number)
        if not verified or (change.about_order and order is None):
            return [*done, *say_not_found(turn, reply, self.wording, intent_of(change))]
        request = with_newest_photos(change.request(order), self.desk.policy.cases.max_photos)
        return [*done, *await propose(turn, reply, self.desk, self.wording, request)]


def with_newest_photos(request: ChangeRequest, most: int) -> ChangeRequest:
    """All stay in the conversation, however few the shop's rules let a case have."""
    if not isinstance(request, CaseRequest):
        return request
    few = request.photos[max(0, len(request.photos) - most) :]
    return request.model_copy(update={"photos": few})


async def propose(
    turn: Turn, reply: Reply, desk: OrderDesk, wording: Wording, request: ChangeRequest
) -> list[Event]:
    try:
        offered = await desk.propose(turn.conversation, request)
    except OrderStoreError as error:
        return say_refusal(turn, reply, wording, error)
    return say_plan(turn, reply, wording, offered)


def confirmation_of(turn: Turn) -> str | None:
    """The token that this yes stands for: the button's own, else that of the plan just shown."""
    pressed = turn.entity(CONFIRMATION)
    if pressed is not None:
        return pressed
    pending = turn.offer_pending() or ""
    return pending.removeprefix(CONFIRM) if pending.startswith(CONFIRM) else None


async def confirm(
    turn: Turn, reply: Reply, desk: OrderDesk, wording: Wording, token: str
) -> list[Event]:
    """The token makes the key, so that a turn that runs again does nothing twice."""
    key = f"yes-{sha256(token.encode()).hexdigest()[:40]}"
    try:
        done = await desk.confirm(
            turn.conversation, token, key, turn.entity(CONFIRMATION) is not None
        )
    except OrderStoreError as error:
        return say_refusal(turn, reply, wording, error)
    if isinstance(done, Confirmation):
        return say_plan(turn, reply, wording, done, "plan_changed")
    _say_done(turn, reply, desk, wording, done)
    taken = done.action == Action.OPEN_CASE
    return [set_slot(PENDING, None), *([set_slot(PHOTOS, None)] if taken else [])]


async def take_back(
    turn: Turn, reply: Reply, desk: OrderDesk, wording: Wording, receipt: str
) -> list[Event]:
    try:
        await desk.undo(turn.conversation, receipt)
    except OrderStoreError as error:
        return say_refusal(turn, reply, wording, error)
    reply.trace("undo", True, receipt)
    reply.say(wording.text(turn.language, "undone"))
    return [set_slot(PENDING, None)]


def undo_offer(wording: Wording, language: str, receipt: str) -> ChoiceOffer:
    return ChoiceOffer(wording.text(language, "undo"), "go_back", {RECEIPT: receipt})


def _say_done(
    turn: Turn, reply: Reply, desk: OrderDesk, wording: Wording, receipt: Receipt
) -> None:
    language = turn.language
    reply.trace(receipt.action.value, True, f"{receipt.order or ''} {receipt.id}".strip())
    if receipt.action == Action.OPEN_CASE:
        reply.say(wording.text(language, "case_opened", number=receipt.id))
        reply.signal(HandoffSignal(HandoffReason.CASE, receipt.action.value))
        return
    if receipt.undo_until is None:
        reply.say(wording.text(language, "change_done"))
        return
    minutes = str(desk.policy.undo.minutes)
    # The button is on the receipt: two would be pressed twice.
    reply.say(wording.text(language, "change_done_undo", minutes=minutes))
