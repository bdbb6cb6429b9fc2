"""Mails that bring a person their link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.links import link_for_agent
from console.models import Agent, LinkKind
from console.parts import ConsoleParts

LINK_PATH = "/console/link/"


@dataclass(frozen=True)
class AccountMail:
    subject: str
    text: str


def link_url(public_url: str, token: str) -> str:
    """Where the console's page asks for the new password."""
    return f"{public_url}{LINK_PATH}{token}"


def account_mail(kind: LinkKind, *, name: str, url: str) -> AccountMail:
    if kind is LinkKind.INVITE:
        return AccountMail(
            "You are invited to Shopbell",
            f"Hello {name},\n\nyou are invited to answer shoppers in Shopbell. Choose your "
            f"password here:\n\n{url}\n\nThe link works once, for 7 days.\n",
        )
    return AccountMail(
        "A new password for Shopbell",
        f"Hello {name},\n\nchoose a new password here:\n\n{url}\n\nThe link works once, for one "
        "hour. If you did not ask for it, leave it: your password stays as it is.\n",
    )


async def mail_link(
    session: AsyncSession, parts: ConsoleParts, *, agent: Agent, now: datetime
) -> None:
    """A new link, and the mail that brings it, in the caller's transaction."""
    token, kind = await link_for_agent(session, agent=agent, now=now)
    mail = account_mail(kind, name=agent.name, url=link_url(parts.public_url, token))
    await parts.queue_mail(session, to=agent.email, subject=mail.subject, text=mail.text, at=now)
