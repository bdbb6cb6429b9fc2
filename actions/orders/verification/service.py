"""Who a conversation's shopper is. Every failure is one answer, reached by the same work.

A verification belongs to one conversation and one customer and ends by itself. Failures are
counted here, whatever the dialogue believes.
"""

from datetime import datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.repository import customer_exists
from actions.orders.customers.names import name_key, postal_key
from actions.orders.customers.repository import with_name_and_postal_code
from actions.orders.emails import email_key
from actions.orders.numbers import normalise_order_number
from actions.orders.verification import repository
from actions.orders.verification.attempts import (
    Attempt,
    same_text,
    settle_attempt,
    store_verification,
)
from actions.orders.verification.schemas import VerificationLimits, VerifiedCustomer

DEFAULT_LIMITS = VerificationLimits()
BY_ORDER_AND_EMAIL = "order_and_email"
BY_NAME_AND_POSTAL_CODE = "name_and_postal_code"
BY_IDENTITY = "identity"


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
    """The customer's id, or None: no such order, another e-mail, a reached limit, and a
    conversation that was another customer's are alike.

    Needs a writing session: success stores the verification, failure an attempt; a failure leaves
    a former verification as it is.
    """
    number = normalise_order_number(order_number) or ""
    owner = await repository.lock_order_owner(session, number)
    attempt = Attempt(conversation, site, now, limits, key=number)
    customer_id, expected = owner or ("", "")
    same = same_text(email_key(email), expected)
    known = customer_id if owner is not None and same else None
    return await settle_attempt(session, attempt, known, BY_ORDER_AND_EMAIL)


async def verify_by_name_and_postal_code(
    session: AsyncSession,
    *,
    conversation: str,
    name: str,
    postal_code: str,
    now: datetime,
    site: str = "",
    limits: VerificationLimits = DEFAULT_LIMITS,
) -> str | None:
    """As `verify_by_order_and_email`; a name and code that several customers share is a failure
    too, and each pair has the limit that an order has."""
    found = await with_name_and_postal_code(session, name, postal_code, lock=True)
    pair = sha256(f"{name_key(name)}\n{postal_key(postal_code)}".encode("utf-8", "surrogatepass"))
    attempt = Attempt(conversation, site, now, limits, key=f"name:{pair.hexdigest()[:40]}")
    known = found[0].id if len(found) == 1 else None
    return await settle_attempt(session, attempt, known, BY_NAME_AND_POSTAL_CODE)


async def verify_by_identity(
    session: AsyncSession,
    *,
    conversation: str,
    customer: str,
    now: datetime,
    limits: VerificationLimits = DEFAULT_LIMITS,
) -> str | None:
    """For a customer id out of the shop's signed identity, whose signature the caller has checked.
    No limit stops it. None where there is no such customer, or the conversation is another's."""
    if not await customer_exists(session, customer):
        return None
    if await belongs_to_another(session, conversation=conversation, customer=customer):
        return None
    await store_verification(session, conversation, customer, BY_IDENTITY, now, limits)
    return customer


async def belongs_to_another(session: AsyncSession, *, conversation: str, customer: str) -> bool:
    """Whether the conversation is, or was, that of another customer than this one."""
    return await repository.customer_of(session, conversation) not in (None, customer)


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
        method=verification.method,
    )


async def end_verification(session: AsyncSession, *, conversation: str, now: datetime) -> None:
    """End it at once, on logout or when the browser changes hands; no error where there is none."""
    await repository.expire_verification(session, conversation, now)


async def forget_failed_attempts(session: AsyncSession, *, before: datetime) -> int:
    """Delete attempts older than `before`, which must be further back than the limits' window.
    Returns how many there were."""
    return await repository.delete_failures(session, before)
