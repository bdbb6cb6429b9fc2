"""The ledger of imported orders: what a file says of payments is posted, never overwritten."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.importing.repository import add_rows
from actions.orders.importing.rows import Row
from actions.orders.importing.schemas import CustomerRecord, OrderRecord
from actions.orders.ledger import repository
from actions.orders.ledger.entries import sides
from actions.orders.models import LedgerLine

Lines = list[tuple[str, str | None, int]]


async def post_imported(
    session: AsyncSession,
    added: Sequence[OrderRecord],
    changed: Sequence[OrderRecord],
    customers: Sequence[CustomerRecord],
    currency: str,
    now: datetime,
) -> None:
    """For a new order, one posting for each payment; for a changed one, a single posting that
    brings every account to what the file says."""
    kinds = {(c.id, m.id): m.kind.value for c in customers for m in c.payment_methods}
    rows: list[Row] = []
    for order in added:
        for position, payment in enumerate(order.payments):
            lines = _sides_of(order, position, kinds)
            rows += _rows(order.number, position, lines, currency, payment.at)
    numbers = [order.number for order in changed]
    last = await repository.last_postings(session, numbers)
    stored = await repository.balances(session, numbers)
    for order in changed:
        wanted: repository.Balances = {}
        for position in range(len(order.payments)):
            for account, method, amount in _sides_of(order, position, kinds):
                wanted[(account, method)] = wanted.get((account, method), 0) + amount
        before = stored.get(order.number, {})
        difference = [
            (account, method, wanted.get((account, method), 0) - before.get((account, method), 0))
            for account, method in dict.fromkeys([*wanted, *before])
        ]
        posting = last.get(order.number, -1) + 1
        rows += _rows(order.number, posting, difference, currency, now)
    await add_rows(session, LedgerLine, rows)


def _sides_of(order: OrderRecord, position: int, kinds: dict[tuple[str, str], str]) -> Lines:
    payment = order.payments[position]
    kind = kinds.get((order.customer_id, payment.method_id or ""))
    return [
        (account.value, payment.method_id, amount)
        for account, amount in sides(payment.kind, kind, payment.amount)
    ]


def _rows(number: str, posting: int, lines: Lines, currency: str, at: datetime | None) -> list[Row]:
    return [
        {
            "order_number": number,
            "posting": posting,
            "line": line,
            "account": account,
            "method_id": method,
            "amount_minor": amount,
            "currency": currency,
            "at": at,
        }
        for line, (account, method, amount) in enumerate(lines)
        if amount
    ]
