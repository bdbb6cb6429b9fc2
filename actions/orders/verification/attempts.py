"""One attempt to be verified: looked at within the limits, and stored whichever way it ends."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import Verification
from actions.orders.verification import repository
from actions.orders.verification.schemas import FailureCounts, VerificationLimits


@dataclass(frozen=True)
class Attempt:
    """`key` is what is being guessed at, such as an order number; "" where that was none."""

    conversation: str
    site: str
    now: datetime
    limits: VerificationLimits
    key: str


async def settle_attempt(
    session: AsyncSession, attempt: Attempt, known: str | None, method: str
) -> str | None:
    """`known` is the customer that the evidence shows, or None. The same queries either way."""
    limits = attempt.limits
    counts = await repository.count_failures(
        session,
        order_key=attempt.key,
        conversation=attempt.conversation,
        site=attempt.site,
        since=attempt.now - limits.window,
    )
    before = await repository.customer_of(session, attempt.conversation)
    let_through = _within(limits, counts, counted_key=attempt.key != "")
    if let_through and known is not None and before in (None, known):
        await store_verification(session, attempt.conversation, known, method, attempt.now, limits)
        return known
    await repository.add_failure(
        session,
        order_key=attempt.key,
        conversation=attempt.conversation,
        site=attempt.site,
        at=attempt.now,
        let_through=let_through,
    )
    return None


async def store_verification(
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


def same_text(given: str, expected: str) -> bool:
    """In a time that tells nothing: digests have equal lengths."""
    return hmac.compare_digest(_digest(given), _digest(expected))


def _within(limits: VerificationLimits, counts: FailureCounts, *, counted_key: bool) -> bool:
    return (
        (counts.order < limits.per_order or not counted_key)
        and counts.conversation < limits.per_conversation
        and counts.site < limits.per_site
    )


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
