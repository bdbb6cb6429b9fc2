"""The mail outbox: queued in the transaction that needs the mail, sent by the worker after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.identifiers import new_id
from conversations.models import Mail

MAX_ATTEMPTS = 6
FIRST_RETRY = timedelta(seconds=30)


async def queue_mail(
    session: AsyncSession,
    *,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    conversation: str | None = None,
) -> Mail:
    """`conversation` is of the shopper whom the mail is about, if it is about one."""
    mail = Mail(
        id=new_id(),
        conversation_id=conversation,
        recipient=to,
        subject=subject,
        text=text,
        created_at=at,
        next_attempt_at=at,
        attempts=0,
    )
    session.add(mail)
    await session.flush()
    return mail


async def due_mails(session: AsyncSession, now: datetime, limit: int = 20) -> Sequence[Mail]:
    query = (
        select(Mail).where(Mail.next_attempt_at <= now).order_by(Mail.next_attempt_at).limit(limit)
    )
    return (await session.execute(query)).scalars().all()


async def recent_mails(session: AsyncSession, limit: int = 50) -> Sequence[Mail]:
    query = select(Mail).order_by(Mail.created_at.desc()).limit(limit)
    return (await session.execute(query)).scalars().all()


async def note_attempt(
    session: AsyncSession, *, mail_id: str, error: str | None, now: datetime
) -> None:
    """Mark a mail as sent, or plan the next try: 30 s, doubling, six tries in all."""
    mail = await session.get_one(Mail, mail_id)
    mail.attempts += 1
    mail.error = error
    if error is None:
        mail.sent_at, mail.next_attempt_at = now, None
    elif mail.attempts >= MAX_ATTEMPTS:
        mail.next_attempt_at = None
    else:
        mail.next_attempt_at = now + FIRST_RETRY * 2 ** (mail.attempts - 1)
