"""Undo a change: the reverse is posted, where everything that it needs is still there."""

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.schemas import Caller
from actions.orders.access.service import authorise
from actions.orders.addresses.service import address_of, one_line, put_address
from actions.orders.cancellation.service import pieces_of
from actions.orders.changes import repository
from actions.orders.changes.encoding import hashed
from actions.orders.changes.errors import ReceiptNotFoundError, RefusalCode
from actions.orders.changes.execution import Agreement, carry_out, replayed
from actions.orders.changes.schemas import Action, PlanLine, Prepared, Receipt
from actions.orders.changes.service import locked_work
from actions.orders.changes.work import PERSON, Work
from actions.orders.ledger.schemas import Movement
from actions.orders.ledger.service import method_of, move_money
from actions.orders.models import (
    Customer,
    MethodKind,
    Order,
    OrderState,
    Payment,
    PaymentKind,
    ReceiptRow,
)
from actions.orders.payments.currency import customer_currency
from actions.orders.payments.methods import method_name, method_values, money_text
from actions.orders.pieces.repository import variants
from actions.orders.pieces.stock import has_stock, take_stock
from actions.orders.policy.schemas import Policy


async def undo_change(
    session: AsyncSession,
    caller: Caller,
    receipt_id: str,
    *,
    key: str,
    policy: Policy,
    now: datetime,
) -> Receipt:
    """Take back what the receipt says, within its time; asking for it is the yes. The same `key`
    again gives the same receipt. Raises what `confirm_change` raises, `ReceiptNotFoundError`, and
    `ChangeRefusedError` where it is too late or something has happened since.
    """
    grant = await authorise(session, caller, now)
    work = await locked_work(session, caller, grant, policy, now)
    agreement = Agreement(caller, grant, key, hashed(f"undo\n{receipt_id}"))
    done = await replayed(session, agreement)
    if done is not None:
        return done
    row = await repository.get_receipt(session, grant.customer, receipt_id)
    if row is None:
        raise ReceiptNotFoundError
    prepared = await _prepare(work, row)
    receipt = await carry_out(work, agreement, Action.UNDO, prepared)
    row.undone_by = receipt.id
    await session.flush()
    return receipt


async def _prepare(work: Work, row: ReceiptRow) -> Prepared:
    work.require(
        "undo.actions",
        row.undo is not None and row.undone_by is None,
        "This cannot be undone, or was undone already.",
        RefusalCode.UNDO_NOT_POSSIBLE,
        instead=(PERSON,),
    )
    work.require(
        "undo.minutes",
        row.undo_until is not None and work.now < row.undo_until,
        f"This could be undone for {work.policy.undo.minutes} minutes.",
        RefusalCode.UNDO_TOO_LATE,
        date=row.undo_until,
        instead=(PERSON,),
    )
    undo: dict[str, Any] = row.undo or {}
    if row.order_number is None:
        return _address_back(work, None, work.customer, undo)
    order = await work.order(row.order_number)
    work.require(
        "undo.nothing_since",
        order.version == undo["version"],
        f"Order {order.number} must not have been changed since.",
        RefusalCode.UNDO_NOT_POSSIBLE,
        instead=(PERSON,),
    )
    if row.action == Action.CANCEL:
        return await _cancellation_back(work, order, undo)
    return _address_back(work, order, order, undo)


def _address_back(
    work: Work, order: Order | None, holder: Order | Customer, undo: dict[str, Any]
) -> Prepared:
    work.require(
        "undo.nothing_since",
        address_of(holder) == undo["after"],
        "The address must not have been changed since.",
        RefusalCode.UNDO_NOT_POSSIBLE,
        instead=(PERSON,),
    )
    line = PlanLine(
        "address_back",
        f"The address is {one_line(undo['before'])} again.",
        values=dict(undo["before"]),
    )
    currency = order.currency if order else customer_currency(work.customer)
    return Prepared(order, currency, (line,), partial(_put_back, holder, undo["before"]))


async def _put_back(holder: Order | Customer, before: dict[str, str]) -> None:
    put_address(holder, before)


async def _cancellation_back(work: Work, order: Order, undo: dict[str, Any]) -> Prepared:
    refunds = [p for p in order.payments if p.position in undo["refunds"]]
    lines = [PlanLine("order_back", f"Order {order.number} is {OrderState.PENDING.value} again.")]
    for refund in refunds:
        _require_money_there(work, order, refund)
        method = method_of(work.customer, refund.method_id)
        lines.append(
            PlanLine(
                "refund_back",
                f"The refund of {money_text(refund.amount_minor, order.currency)} to "
                f"{method_name(method)} is taken back.",
                -refund.amount_minor,
                method_values(method),
            )
        )
    pieces = pieces_of(order)
    known = await variants(work.session, set(pieces))
    for variant_id in sorted(set(pieces)):
        variant = known.get(variant_id)
        work.require(
            "undo.stock_still_there",
            variant is None or has_stock(variant, pieces.count(variant_id)),
            f"Item {variant_id} must still be in stock.",
            RefusalCode.VARIANT_OUT_OF_STOCK,
            instead=(PERSON,),
        )
    return Prepared(
        order, order.currency, tuple(lines), partial(_revive, work, order, refunds, pieces)
    )


def _require_money_there(work: Work, order: Order, refund: Payment) -> None:
    method = method_of(work.customer, refund.method_id)
    if method is None or method.kind != MethodKind.GIFT_CARD:
        return
    work.require(
        "undo.gift_card_holds_enough",
        (method.balance_minor or 0) >= refund.amount_minor,
        f"Gift card {method.id} must still hold {money_text(refund.amount_minor, order.currency)}.",
        RefusalCode.GIFT_CARD_TOO_LOW,
        instead=(PERSON,),
    )


async def _revive(work: Work, order: Order, refunds: list[Payment], pieces: list[str]) -> None:
    await take_stock(work.session, pieces)
    for refund in refunds:
        back = Movement(PaymentKind.PAYMENT, refund.method_id, refund.amount_minor, refund.position)
        await move_money(work.session, order, work.customer, back, work.now)
    work.set_status(order, OrderState.PENDING)
