"""A change in two steps: the plan is shown, and a yes that is bound to exactly it is carried out.

Needs a writing session; the caller's transaction holds the effects, the receipt, the audit entry
and the idempotency key together, and an error means that it must be rolled back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access import repository as customers
from actions.orders.access.schemas import Actor, Caller, Grant
from actions.orders.access.service import authorise
from actions.orders.changes import repository
from actions.orders.changes.encoding import (
    hashed,
    plan_digest,
    receipt_content,
    receipt_of,
    request_hash,
)
from actions.orders.changes.errors import (
    ConfirmationInvalidError,
    IdempotencyKeyReusedError,
    OrderChangedError,
    RefusalCode,
)
from actions.orders.changes.registry import VERBS
from actions.orders.changes.schemas import (
    Action,
    ChangeRequest,
    Confirmation,
    Plan,
    Prepared,
    Receipt,
)
from actions.orders.changes.work import PERSON, Work
from actions.orders.models import AuditEntry, ConfirmationRow, IdempotencyKey, ReceiptRow
from actions.orders.policy.schemas import Policy


@dataclass(frozen=True)
class Agreement:
    """What a change is carried out under: its key, and the request that the key stands for."""

    caller: Caller
    grant: Grant
    key: str
    request_hash: str


async def propose_change(
    session: AsyncSession,
    caller: Caller,
    request: ChangeRequest,
    *,
    policy: Policy,
    token: str,
    now: datetime,
) -> Confirmation:
    """The plan, and `token` as the yes to it. `token` must be fresh and not to be guessed.

    Raises `CustomerNotVerifiedError`, `OrderNotFoundError`, `ChangeRefusedError`.
    """
    grant = await authorise(session, caller, now)
    work = await _work(session, caller, grant, policy, now, lock=False)
    prepared = await _prepare(work, request)
    return await _offer(work, request, prepared, token)


async def confirm_change(
    session: AsyncSession,
    caller: Caller,
    token: str,
    *,
    key: str,
    policy: Policy,
    new_token: str,
    now: datetime,
    expected: ChangeRequest | None = None,
) -> Receipt | Confirmation:
    """Carry out what `token` says yes to. The same `key` again gives the same receipt. Where
    anything has changed since the plan was shown, the new plan is the answer, with `new_token`.
    `expected` is the request that the token must stand for, where the caller knows it.

    Raises what `propose_change` raises, `ConfirmationInvalidError`, `IdempotencyKeyReusedError`,
    and `OrderChangedError` where another writer was faster.
    """
    grant = await authorise(session, caller, now)
    work = await _work(session, caller, grant, policy, now, lock=True)
    agreement = Agreement(caller, grant, key, hashed(token))
    done = await replayed(session, agreement)
    if done is not None:
        return done
    row = await repository.get_confirmation(session, hashed(token))
    if row is None or not _is_good(row, caller, grant, now):
        raise ConfirmationInvalidError
    request: ChangeRequest = VERBS[Action(row.action)].request.model_validate(row.arguments)
    if expected not in (None, request):
        raise ConfirmationInvalidError
    prepared = await _prepare(work, request)
    if not await repository.use_confirmation(session, row.token_hash, now):
        raise ConfirmationInvalidError
    if plan_digest(_plan(work, request.action, prepared), request) != row.digest:
        return await _offer(work, request, prepared, new_token)
    return await carry_out(work, agreement, request.action, prepared)


async def make_change(
    session: AsyncSession,
    caller: Caller,
    request: ChangeRequest,
    *,
    key: str,
    policy: Policy,
    now: datetime,
) -> Receipt:
    """Without a plan being shown first: for operators, whose request is their yes. The same `key`
    again gives the same receipt. Raises what `propose_change` and `confirm_change` raise."""
    grant = await authorise(session, caller, now)
    work = await _work(session, caller, grant, policy, now, lock=True)
    if caller.actor is not Actor.OPERATOR:
        work.refuse(
            "confirmation.needed",
            "A change needs its plan to be confirmed.",
            RefusalCode.ACTOR_NOT_ALLOWED,
        )
    agreement = Agreement(caller, grant, key, request_hash(request))
    done = await replayed(session, agreement)
    if done is not None:
        return done
    return await carry_out(work, agreement, request.action, await _prepare(work, request))


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
    receipt = Receipt(
        id=_receipt_id(agreement),
        action=action,
        customer=agreement.grant.customer,
        order=order.number if order else None,
        currency=prepared.currency,
        lines=prepared.lines,
        at=now,
        undo_until=now + timedelta(minutes=rules.minutes) if can_undo else None,
        trace=work.trace,
    )
    await _record(session, agreement, receipt, undo if can_undo else None)
    return receipt


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


async def locked_work(
    session: AsyncSession, caller: Caller, grant: Grant, policy: Policy, now: datetime
) -> Work:
    return await _work(session, caller, grant, policy, now, lock=True)


async def forget_confirmations(session: AsyncSession, *, before: datetime) -> int:
    """Delete those that expired before then. Returns how many there were."""
    return await repository.delete_confirmations(session, before)


async def _work(
    session: AsyncSession,
    caller: Caller,
    grant: Grant,
    policy: Policy,
    now: datetime,
    *,
    lock: bool,
) -> Work:
    customer = await customers.get_customer(session, grant.customer, lock=lock)
    return Work(session, caller, customer, policy, now)


async def _prepare(work: Work, request: ChangeRequest) -> Prepared:
    verb = VERBS[request.action]
    if verb.actors is not None:
        work.require(
            "access.actors",
            work.caller.actor in verb.actors,
            f"{request.action.value} is for {' and '.join(sorted(verb.actors))}.",
            RefusalCode.ACTOR_NOT_ALLOWED,
            instead=(PERSON,),
        )
    return await verb.prepare(work, request)


def _plan(work: Work, action: Action, prepared: Prepared) -> Plan:
    order = prepared.order
    return Plan(
        action=action,
        customer=work.customer.id,
        order=order.number if order else None,
        currency=prepared.currency,
        version=order.version if order else 0,
        lines=prepared.lines,
        trace=work.trace,
    )


async def _offer(
    work: Work, request: ChangeRequest, prepared: Prepared, token: str
) -> Confirmation:
    plan = _plan(work, request.action, prepared)
    expires_at = work.now + timedelta(minutes=work.policy.confirmation.lifetime_minutes)
    row = ConfirmationRow(
        token_hash=hashed(token),
        customer_id=work.customer.id,
        conversation=work.caller.conversation,
        action=request.action.value,
        arguments=request.model_dump(mode="json"),
        digest=plan_digest(plan, request),
        expires_at=expires_at,
    )
    await repository.add(work.session, row)
    return Confirmation(token, plan, expires_at)


def _is_good(row: ConfirmationRow, caller: Caller, grant: Grant, now: datetime) -> bool:
    return (
        row.customer_id == grant.customer
        and row.conversation == caller.conversation
        and row.used_at is None
        and row.expires_at > now
    )


async def _record(
    session: AsyncSession, agreement: Agreement, receipt: Receipt, undo: dict[str, Any] | None
) -> None:
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
