"""Cancel an order: its money goes back, its pieces go back into stock."""

from functools import partial
from typing import Any, ClassVar

from actions.orders.changes.errors import RefusalCode
from actions.orders.changes.schemas import Action, ChangeRequest, PlanLine, Prepared
from actions.orders.changes.work import PERSON, Work
from actions.orders.ledger.schemas import Movement
from actions.orders.ledger.service import method_of, move_money, net_paid
from actions.orders.models import Order, OrderState, PaymentKind
from actions.orders.payments.methods import refund_method
from actions.orders.pieces.stock import put_stock_back
from actions.orders.refunds.lines import refund_line


class CancelRequest(ChangeRequest):
    """`method` sends the whole refund to that gift card; without it, it goes back where it came
    from."""

    action: ClassVar[Action] = Action.CANCEL
    order: str
    reason: str
    method: str | None = None


async def prepare_cancellation(work: Work, request: CancelRequest) -> Prepared:
    order = await work.order(request.order)
    rules = work.policy.cancellation
    work.require_status(
        "cancellation.statuses", order, rules.statuses, RefusalCode.ORDER_NOT_PENDING
    )
    work.require_items_unchanged(
        "cancellation.after_items_changed", order, rules.after_items_changed
    )
    reason = accepted_reason(request.reason, rules.reasons)
    work.require(
        "cancellation.reasons",
        reason is not None,
        f"The reason must be one of: {', '.join(rules.reasons)}.",
        RefusalCode.REASON_NOT_ACCEPTED,
        instead=(PERSON,),
    )
    refunds = _refunds(work, order, request.method)
    lines = (
        PlanLine(
            "cancel",
            f"Order {order.number} is cancelled ({reason}).",
            values={"order": order.number, "reason": reason or ""},
        ),
        *(
            refund_line(
                work,
                method_of(work.customer, refund.method_id),
                refund.amount_minor,
                order.currency,
            )
            for refund in refunds
        ),
    )
    return Prepared(order, order.currency, lines, partial(_cancel, work, order, refunds))


def accepted_reason(said: str, accepted: tuple[str, ...]) -> str | None:
    """The shop's own spelling of the reason, or None."""
    folded = " ".join(said.casefold().replace("_", " ").split()).strip(" .")
    return next((reason for reason in accepted if reason.casefold() == folded), None)


def pieces_of(order: Order) -> list[str]:
    """The variant of each piece."""
    return [item.variant_id for item in order.items for _ in range(item.quantity)]


def _refunds(work: Work, order: Order, method_id: str | None) -> list[Movement]:
    net = {method: amount for method, amount in net_paid(order).items() if amount > 0}
    if not net:
        return []
    target = refund_method(work, order, method_id)
    if method_id is not None:
        net = {target.id if target else None: sum(net.values())}
    return [Movement(PaymentKind.REFUND, method, amount) for method, amount in net.items()]


async def _cancel(work: Work, order: Order, refunds: list[Movement]) -> dict[str, Any]:
    first = len(order.payments)
    for refund in refunds:
        await move_money(work.session, order, work.customer, refund, work.now)
    work.set_status(order, OrderState.CANCELLED)
    await put_stock_back(work.session, pieces_of(order))
    return {"refunds": [payment.position for payment in order.payments[first:]]}
