"""Sends what is due in the mail outbox; without a mail server mails stay there, readable."""

from __future__ import annotations

import asyncio
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.mail.service import due_mails, note_attempt
from rounds.running import make_rounds

EVERY_S = 2.0
SMTP_TIMEOUT_S = 15.0

log = structlog.get_logger(__name__)


class MailSender(Protocol):
    def send(self, *, to: str, subject: str, text: str) -> None:
        """Blocking. Whatever it raises counts as a failed attempt."""


@dataclass(frozen=True)
class SmtpSender:
    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    start_tls: bool = True

    def send(self, *, to: str, subject: str, text: str) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, subject
        message.set_content(text)
        with smtplib.SMTP(self.host, self.port, timeout=SMTP_TIMEOUT_S) as server:
            if self.start_tls:
                server.starttls()
            if self.user:
                server.login(self.user, self.password or "")
            server.send_message(message)


class MailWorker:
    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        reader: async_sessionmaker[AsyncSession],
        sender: MailSender,
        clock: Callable[[], datetime],
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._sender = sender
        self._clock = clock

    async def run(self) -> None:
        await make_rounds(self.send_due, every_s=EVERY_S, failed="mail_round_failed")

    async def send_due(self) -> None:
        async with self._reader() as session:
            mails = await due_mails(session, self._clock())
        for mail in mails:
            error = None
            try:
                await asyncio.to_thread(
                    self._sender.send, to=mail.recipient, subject=mail.subject, text=mail.text
                )
            except Exception as problem:
                error = type(problem).__name__
                log.warning("mail_not_sent", mail=mail.id, error=error)
            async with self._writer.begin() as session:
                await note_attempt(session, mail_id=mail.id, error=error, now=self._clock())
