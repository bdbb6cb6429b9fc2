"""What must be true of the books, whatever was done."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import (
    Account,
    AuditEntry,
    LedgerLine,
    Payment,
    PaymentKind,
    PaymentMethod,
    ReceiptRow,
    Variant,
)


async def check_books(session: AsyncSession) -> None:
    """Every posting sums to zero, the ledger is what the payments say, nothing is refunded that
    was not paid, no stock and no gift card is below zero, every receipt has its audit entry."""
    postings: dict[tuple[str, int], int] = {}
    in_order: dict[str, int] = {}
    for line in (await session.execute(select(LedgerLine))).scalars():
        key = (line.order_number, line.posting)
        postings[key] = postings.get(key, 0) + line.amount_minor
        if line.account == Account.ORDER:
            in_order[line.order_number] = in_order.get(line.order_number, 0) - line.amount_minor
    assert set(postings.values()) <= {0}
    paid: dict[str, int] = {}
    for payment in (await session.execute(select(Payment))).scalars():
        sign = 1 if payment.kind == PaymentKind.PAYMENT else -1
        paid[payment.order_number] = paid.get(payment.order_number, 0) + sign * payment.amount_minor
    assert all(amount >= 0 for amount in paid.values()), "more refunded than paid"
    assert {n: a for n, a in paid.items() if a} == {n: a for n, a in in_order.items() if a}
    for stock in (await session.execute(select(Variant.stock))).scalars():
        assert stock is None or stock >= 0
    for balance in (await session.execute(select(PaymentMethod.balance_minor))).scalars():
        assert balance is None or balance >= 0
    receipts = set((await session.execute(select(ReceiptRow.id))).scalars())
    audited = list((await session.execute(select(AuditEntry.receipt_id))).scalars())
    assert sorted(receipts) == sorted(audited)
