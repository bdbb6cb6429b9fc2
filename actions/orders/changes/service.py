"""A change in two steps: the plan is shown, and a yes that is bound to exactly it is carried out.

Needs a writing session; the caller's transaction holds the effects, the receipt, the audit entry
and the idempotency key together, and an error means that it must be rolled back.
"""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access import repository as customers
from actions.orders.access.schemas import Actor, Caller, Grant
from actions.orders.access.service import authorise
from actions.orders.changes import repository
from actions.orders.changes.encoding import hashed, plan_digest, request_hash
from actions.orders.changes.errors import ConfirmationInvalidError, RefusalCode
from actions.orders.changes.execution import Agreement, carry_out, replayed
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
from actions.orders.models import ConfirmationRow
from actions.orders.policy.schemas import Policy


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
    prepared = await prepare(work, request)
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
    work = await locked_work(session, caller, grant, policy, now)
    agreement = Agreement(caller, grant, key, hashed(token))
    done = await replayed(session, agreement)
    if done is not None:
        return done
    agreed = await agreed_change(work, token, new_token=new_token, expected=expected)
    if isinstance(agreed, Confirmation):
        return agreed
    request, prepared = agreed
    return await carry_out(work, agreement, request.action, prepared)


async def agreed_change(
    work: Work, token: str, *, new_token: str, expected: ChangeRequest | None = None
) -> tuple[ChangeRequest, Prepared] | Confirmation:
    """Use up `token` and answer with what it says yes to, ready to be carried out; or with the new
    plan, where anything has changed. The customer must be locked. Raises what `confirm_change`
    raises."""
    row = await repository.get_confirmation(work.session, hashed(token))
    if row is None or not _is_good(row, work):
        raise ConfirmationInvalidError
    request: ChangeRequest = VERBS[Action(row.action)].request.model_validate(row.arguments)
    if expected not in (None, request):
        raise ConfirmationInvalidError
    prepared = await prepare(work, request)
    if not await repository.use_confirmation(work.session, row.token_hash, work.now):
        raise ConfirmationInvalidError
    if plan_digest(_plan(work, request.action, prepared), request) != row.digest:
        return await _offer(work, request, prepared, new_token)
    return request, prepared


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
    work = await locked_work(session, caller, grant, policy, now)
    require_operator(work)
    agreement = Agreement(caller, grant, key, request_hash(request))
    done = await replayed(session, agreement)
    if done is not None:
        return done
    return await carry_out(work, agreement, request.action, await prepare(work, request))


def require_operator(work: Work) -> None:
    """Nobody else makes a change whose plan was not shown."""
    if work.caller.actor is not Actor.OPERATOR:
        work.refuse(
            "confirmation.needed",
            "A change needs its plan to be confirmed.",
            RefusalCode.ACTOR_NOT_ALLOWED,
        )


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


async def prepare(work: Work, request: ChangeRequest) -> Prepared:
    """Every rule looked at. Raises `ChangeRefusedError`, `OrderNotFoundError`."""
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


def _is_good(row: ConfirmationRow, work: Work) -> bool:
    return (
        row.customer_id == work.customer.id
        and row.conversation == work.caller.conversation
        and row.used_at is None
        and row.expires_at > work.now
    )
