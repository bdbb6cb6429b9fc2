"""Carry a change out, and write down that it was done: receipt, audit entry and idempotency key."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.schemas import Caller, Grant
from actions.orders.changes import repository
from actions.orders.changes.encoding import receipt_content, receipt_of
from actions.orders.changes.errors import IdempotencyKeyReusedError, OrderChangedError
from actions.orders.changes.schemas import Action, Prepared, Receipt
from actions.orders.changes.work import Work
from actions.orders.models import AuditEntry, IdempotencyKey, ReceiptRow


@dataclass(frozen=True)
class Agreement:
    """What a change is carried out under: its key, and the request that the key stands for."""

    caller: Caller
    grant: Grant
    key: str
    request_hash: str


async def carry_out(
    work: Work, agreement: Agreement, action: Action, prepared: Prepared
) -> Receipt:
    """Do it: effects, receipt, audit and key. The customer must be locked."""
    session, now = work.session, work.now
    order = prepared.order
    if order is not None and not await repository.raise_version(session, order, now):
        raise OrderChangedError
    undo = await prepared.perform()
    rules = work.policy.undo
    can_undo = undo is not None and action.value in rules.actions
    if can_undo and undo is not None and order is not None:
        undo = undo | {"version": order.version}
    until = now + timedelta(minutes=rules.minutes) if can_undo else None
    receipt = receipt_for(work, agreement, action, prepared, undo_until=until)
    await record(session, agreement, receipt, undo if can_undo else None)
    return receipt


def receipt_for(
    work: Work,
    agreement: Agreement,
    action: Action,
    prepared: Prepared,
    *,
    undo_until: datetime | None = None,
) -> Receipt:
    """The same agreement has the same receipt id, whoever writes it down and when."""
    return Receipt(
        id=_receipt_id(agreement),
        action=action,
        customer=agreement.grant.customer,
        order=prepared.order.number if prepared.order else None,
        currency=prepared.currency,
        lines=prepared.lines,
        at=work.now,
        undo_until=undo_until,
        trace=work.trace,
    )


async def replayed(session: AsyncSession, agreement: Agreement) -> Receipt | None:
    """The receipt of this key, where it was used before for the same request."""
    customer = agreement.grant.customer
    stored = await repository.get_key(session, customer, agreement.key)
    if stored is None:
        return None
    if stored.request_hash != agreement.request_hash:
        raise IdempotencyKeyReusedError
    row = await repository.get_receipt(session, customer, stored.receipt_id)
    return None if row is None else receipt_of(row)


async def record(
    session: AsyncSession, agreement: Agreement, receipt: Receipt, undo: dict[str, Any] | None
) -> None:
    """Receipt, audit entry and key, in the transaction that holds the effects."""
    caller, grant = agreement.caller, agreement.grant
    await repository.add(
        session,
        ReceiptRow(
            id=receipt.id,
            customer_id=grant.customer,
            order_number=receipt.order,
            conversation=caller.conversation,
            action=receipt.action.value,
            content=receipt_content(receipt),
            undo=undo,
            undo_until=receipt.undo_until,
            at=receipt.at,
        ),
        AuditEntry(
            at=receipt.at,
            actor=caller.actor.value,
            actor_name=caller.name,
            word=grant.word,
            conversation=caller.conversation,
            customer_id=grant.customer,
            order_number=receipt.order,
            action=receipt.action.value,
            receipt_id=receipt.id,
        ),
        IdempotencyKey(
            customer_id=grant.customer,
            key=agreement.key,
            request_hash=agreement.request_hash,
            receipt_id=receipt.id,
            at=receipt.at,
        ),
    )


def _receipt_id(agreement: Agreement) -> str:
    told = f"{agreement.grant.customer}\n{agreement.key}".encode("utf-8", "surrogatepass")
    return f"R-{sha256(told).hexdigest()[:16]}"
