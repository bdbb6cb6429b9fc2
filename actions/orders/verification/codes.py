"""One-time codes by mail: they open what guesses have locked, and only the mailbox's owner has one.

No limit on orders, conversations or sites stops a right code; wrong ones are counted for each.
"""

from datetime import datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.customers.repository import with_email
from actions.orders.emails import email_key
from actions.orders.models import MailedCode
from actions.orders.verification import repository
from actions.orders.verification.attempts import same_text, store_verification
from actions.orders.verification.schemas import VerificationLimits

BY_CODE = "email_code"
CODES_PER_CONVERSATION = 5
CODES_PER_ADDRESS = 20


async def request_code(
    session: AsyncSession,
    *,
    conversation: str,
    email: str,
    code: str,
    now: datetime,
    limits: VerificationLimits,
) -> str | None:
    """Keep `code` (at least six digits that cannot be guessed) for this conversation, in place of
    any before it. Answers with the address to mail it to, or None where nothing is to be mailed:
    nobody has that address, or too many codes were asked for within the hour. The shopper must be
    told the same in either case.
    """
    address = sha256(email_key(email).encode("utf-8", "surrogatepass")).hexdigest()[:40]
    found = await with_email(session, email)
    counts = await repository.count_failures(
        session,
        order_key=f"mail:{address}",
        conversation=f"mail:{conversation}"[:64],
        site="",
        since=now - limits.window,
    )
    within = counts.order < CODES_PER_ADDRESS and counts.conversation < CODES_PER_CONVERSATION
    customer = found[0] if len(found) == 1 and within else None
    await repository.put_code(
        session,
        MailedCode(
            conversation=conversation,
            customer_id=customer.id if customer else None,
            code_hash=_hash(conversation, code),
            failures=0,
            expires_at=now + limits.code_lifetime,
        ),
    )
    await repository.add_failure(
        session,
        order_key=f"mail:{address}",
        conversation=f"mail:{conversation}"[:64],
        site="mail",
        at=now,
        let_through=within,
    )
    return customer.email if customer else None


async def verify_by_code(
    session: AsyncSession,
    *,
    conversation: str,
    code: str,
    now: datetime,
    limits: VerificationLimits,
) -> str | None:
    """The customer's id, or None: no code, a wrong, old, used or void one are alike."""
    stored = await repository.get_code(session, conversation)
    before = await repository.customer_of(session, conversation)
    same = same_text(_hash(conversation, code.strip()), stored.code_hash if stored else "")
    if stored is None:
        return None
    live = stored.expires_at > now and stored.failures < limits.per_code
    customer = stored.customer_id
    if not (same and live and customer is not None and before in (None, customer)):
        stored.failures += 1
        await session.flush()
        return None
    await session.delete(stored)
    await store_verification(session, conversation, customer, BY_CODE, now, limits)
    return customer


def _hash(conversation: str, code: str) -> str:
    return sha256(f"{conversation}\n{code}".encode("utf-8", "surrogatepass")).hexdigest()
