"""Who a conversation's shopper is. Every failure is one answer, reached by the same work.

A verification belongs to one conversation and one customer and ends by itself. Failures are
counted here, whatever the dialogue believes.
"""

import hmac
from datetime import datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.emails import email_key
from actions.orders.models import Verification
from actions.orders.numbers import normalise_order_number
from actions.orders.verification import repository
from actions.orders.verification.schemas import (
    FailureCounts,
    VerificationLimits,
    VerifiedCustomer,
)

DEFAULT_LIMITS = VerificationLimits()
BY_ORDER_AND_EMAIL = "order_and_email"


async def verify_by_order_and_email(
    session: AsyncSession,
    *,
    conversation: str,
    order_number: str,
    email: str,
    now: datetime,
    site: str = "",
    limits: VerificationLimits = DEFAULT_LIMITS,
) -> str | None:
    """The customer's id, or None: no such order, another e-mail and a reached limit are alike.

    Needs a writing session: success stores the verification, replacing the conversation's former
    one; failure stores an attempt and leaves a former verification as it is.
    """
    number = normalise_order_number(order_number) or ""
    owner = await repository.lock_order_owner(session, number)
    counts = await repository.count_failures(
        session, order_key=number, conversation=conversation, site=site, since=now - limits.window
    )
    let_through = _within(limits, counts, known_number=number != "")
    customer_id, expected = owner or ("", "")
    same = hmac.compare_digest(_digest(email_key(email)), _digest(expected))
    if let_through and owner is not None and same:
        await _store(session, conversation, customer_id, BY_ORDER_AND_EMAIL, now, limits)
        return customer_id
    await repository.add_failure(
        session,
        order_key=number,
        conversation=conversation,
        site=site,
        at=now,
        let_through=let_through,
    )
    return None


async def verified_customer(
    session: AsyncSession, *, conversation: str, now: datetime
) -> VerifiedCustomer | None:
    """The customer whom this conversation has shown itself to be, while that is live."""
    found = await repository.live_verification(session, conversation, now)
    if found is None:
        return None
    verification, customer = found
    return VerifiedCustomer(
        id=customer.id,
        name=f"{customer.first_name} {customer.last_name}".strip(),
        email=customer.email,
        verified_at=verification.verified_at,
        expires_at=verification.expires_at,
    )


async def end_verification(session: AsyncSession, *, conversation: str, now: datetime) -> None:
    """End it at once, on logout or when the browser changes hands; no error where there is none."""
    await repository.expire_verification(session, conversation, now)


async def forget_failed_attempts(session: AsyncSession, *, before: datetime) -> int:
    """Delete attempts older than `before`, which must be further back than the limits' window.
    Returns how many there were."""
    return await repository.delete_failures(session, before)


def _within(limits: VerificationLimits, counts: FailureCounts, *, known_number: bool) -> bool:
    return (
        (counts.order < limits.per_order or not known_number)
        and counts.conversation < limits.per_conversation
        and counts.site < limits.per_site
    )


async def _store(
    session: AsyncSession,
    conversation: str,
    customer_id: str,
    method: str,
    now: datetime,
    limits: VerificationLimits,
) -> None:
    await repository.put_verification(
        session,
        Verification(
            conversation=conversation,
            customer_id=customer_id,
            method=method,
            verified_at=now,
            expires_at=now + limits.lifetime,
        ),
    )


def _digest(text: str) -> bytes:
    # Equal lengths, so that the comparison itself takes equal time.
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
