"""Proving who someone is by a mailed code, or by name and postal code; each answer kept by the
order store, whatever the dialogue believes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.policy.schemas import Policy
from actions.orders.verification.codes import request_code, verify_by_code
from actions.orders.verification.service import verify_by_name_and_postal_code
from actions.wording import Wording


class MailQueue(Protocol):
    """Puts a mail into the outbox within the caller's transaction."""

    def __call__(
        self,
        session: AsyncSession,
        *,
        to: str,
        subject: str,
        text: str,
        at: datetime,
        conversation: str | None = None,
    ) -> Awaitable[object]: ...


@dataclass(frozen=True)
class CodeDesk:
    """`new_code` gives six digits that cannot be guessed. Without `queue_mail` no mail leaves this
    shop, and no code is promised."""

    writer: async_sessionmaker[AsyncSession]
    clock: Callable[[], datetime]
    policy: Policy
    queue_mail: MailQueue | None
    new_code: Callable[[], str]
    wording: Wording

    @property
    def can_mail(self) -> bool:
        return self.queue_mail is not None

    @property
    def minutes(self) -> int:
        return int(self.policy.verification.limits.code_lifetime.total_seconds() // 60)

    async def send(self, conversation: str, email: str, language: str) -> None:
        """Mails a code if the address is a customer's; the work is the same if it is nobody's."""
        if self.queue_mail is None:
            return
        code = self.new_code()
        async with self.writer.begin() as session:
            to = await request_code(
                session,
                conversation=conversation,
                email=email,
                code=code,
                now=self.clock(),
                limits=self.policy.verification.limits,
            )
            mail = await self.queue_mail(
                session,
                to=to or email,
                subject=self.wording.text(language, "code_mail_subject"),
                text=self.wording.text(language, "code_mail", code=code, minutes=str(self.minutes)),
                at=self.clock(),
                conversation=conversation,
            )
            if to is None:
                await session.delete(mail)

    async def enter(self, conversation: str, code: str) -> bool:
        async with self.writer.begin() as session:
            customer = await verify_by_code(
                session,
                conversation=conversation,
                code=code,
                now=self.clock(),
                limits=self.policy.verification.limits,
            )
        return customer is not None

    async def name(self, conversation: str, site: str, name: str, postal_code: str) -> bool:
        async with self.writer.begin() as session:
            customer = await verify_by_name_and_postal_code(
                session,
                conversation=conversation,
                name=name,
                postal_code=postal_code,
                site=site,
                now=self.clock(),
                limits=self.policy.verification.limits,
            )
        return customer is not None
