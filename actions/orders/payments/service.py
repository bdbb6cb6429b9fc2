"""Pay for an order another way: the new method pays all, the old one gets all back."""

from functools import partial
from typing import ClassVar

from actions.orders.changes.errors import RefusalCode
from actions.orders.changes.schemas import Action, ChangeRequest, Prepared
from actions.orders.changes.work import PERSON, Work
from actions.orders.ledger.schemas import Movement
from actions.orders.ledger.service import method_of, move_money, net_paid
from actions.orders.models import Order, PaymentKind
from actions.orders.payments.methods import method_on_file, require_cover
from actions.orders.refunds.lines import payment_line, refund_line


class PaymentChangeRequest(ChangeRequest):
    action: ClassVar[Action] = Action.CHANGE_PAYMENT
    order: str
    method: str


async def prepare_payment_change(work: Work, request: PaymentChangeRequest) -> Prepared:
    order = await work.order(request.order)
    rules = work.policy.changes
    work.require_status("changes.statuses", order, rules.statuses, RefusalCode.ORDER_NOT_PENDING)
    work.require_items_unchanged("changes.after_items_changed", order, rules.after_items_changed)
    method = method_on_file(work, request.method)
    net = {held: amount for held, amount in net_paid(order).items() if amount > 0}
    work.require(
        "payments.single",
        len(net) == 1,
        f"Order {order.number} must be paid by exactly one method; it is paid by {len(net)}.",
        RefusalCode.PAYMENT_NOT_SINGLE,
        instead=(PERSON,),
    )
    ((old_id, amount),) = net.items()
    work.require(
        "payments.another",
        old_id != method.id,
        "The new payment method must be another than the one that paid.",
        RefusalCode.METHOD_UNCHANGED,
        instead=tuple(m.id for m in work.customer.payment_methods if m.id != old_id),
    )
    await require_cover(work, method, amount, order.currency)
    lines = (
        payment_line(method, amount, order.currency),
        refund_line(work, method_of(work.customer, old_id), amount, order.currency),
    )
    movements = (
        Movement(PaymentKind.PAYMENT, method.id, amount),
        Movement(PaymentKind.REFUND, old_id, amount),
    )
    return Prepared(order, order.currency, lines, partial(_move, work, order, movements))


async def _move(work: Work, order: Order, movements: tuple[Movement, ...]) -> None:
    for movement in movements:
        await move_money(work.session, order, work.customer, movement, work.now)
