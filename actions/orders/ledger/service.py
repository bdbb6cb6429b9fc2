"""Move money: the order's payments, the ledger and gift cards in one step, never more out than in.

The order must be loaded with its payments, the customer with the payment methods, and both held
by the caller's lock.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.errors import OrderStoreError
from actions.orders.ledger import repository
from actions.orders.ledger.entries import sides
from actions.orders.ledger.schemas import Movement
from actions.orders.models import (
    Customer,
    MethodKind,
    Order,
    Payment,
    PaymentKind,
    PaymentMethod,
)


class LedgerOverdrawnError(OrderStoreError):
    """More would go back than was paid, or more come from a gift card than it holds."""

    code = "ledger_overdrawn"


def method_of(customer: Customer, method_id: str | None) -> PaymentMethod | None:
    return next((held for held in customer.payment_methods if held.id == method_id), None)


def net_paid(order: Order) -> dict[str | None, int]:
    """What is still paid through each method, refunds taken off, in the order of payment. A method
    with nothing left is not in it."""
    net: dict[str | None, int] = {}
    for payment in order.payments:
        sign = 1 if payment.kind == PaymentKind.PAYMENT else -1
        net[payment.method_id] = net.get(payment.method_id, 0) + sign * payment.amount_minor
    return {method: amount for method, amount in net.items() if amount}


async def move_money(
    session: AsyncSession, order: Order, customer: Customer, movement: Movement, now: datetime
) -> None:
    """Nothing for an amount of zero. Raises `LedgerOverdrawnError`, which a plan that was checked
    never meets."""
    amount = movement.amount_minor
    if amount == 0:
        return
    method = method_of(customer, movement.method_id)
    paying = movement.kind is PaymentKind.PAYMENT
    if amount < 0 or (not paying and amount > sum(net_paid(order).values())):
        raise LedgerOverdrawnError("A refund cannot be more than what is still paid.")
    kind = method.kind if method else None
    if method is not None and kind == MethodKind.GIFT_CARD:
        balance = (method.balance_minor or 0) + (-amount if paying else amount)
        if balance < 0:
            raise LedgerOverdrawnError("The gift card does not hold that much.")
        method.balance_minor = balance
    position = max((payment.position for payment in order.payments), default=-1) + 1
    order.payments.append(
        Payment(
            order_number=order.number,
            position=position,
            kind=movement.kind.value,
            amount_minor=amount,
            method_id=movement.method_id,
            reverses=movement.reverses,
            at=now,
        )
    )
    last = await repository.last_postings(session, [order.number])
    rows = [
        {
            "order_number": order.number,
            "posting": last.get(order.number, -1) + 1,
            "line": line,
            "account": account.value,
            "method_id": movement.method_id,
            "amount_minor": amount_of_line,
            "currency": order.currency,
            "at": now,
        }
        for line, (account, amount_of_line) in enumerate(sides(movement.kind, kind, amount))
    ]
    await repository.add_lines(session, rows)
