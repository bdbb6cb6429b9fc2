"""Links that let somebody set a password, once: the first admin, the invited, the forgetful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts import repository
from console.accounts.sessions import end_sessions_of
from console.errors import ObjectNotFoundError
from console.models import AccountLink, Agent, AgentRole, LinkKind
from conversations.identifiers import new_id, new_token, token_digest

LIFE = {
    LinkKind.FIRST_ADMIN: timedelta(hours=24),
    LinkKind.INVITE: timedelta(days=7),
    LinkKind.RESET: timedelta(hours=1),
}


@dataclass(frozen=True)
class LinkCard:
    """Whom a link is for. A first admin says their own e-mail and name."""

    kind: LinkKind
    email: str | None
    name: str | None


async def first_admin_link(session: AsyncSession, now: datetime) -> str | None:
    """The token of a new link while nobody can administer, else None. It replaces earlier ones."""
    if await repository.has_admin(session):
        return None
    await repository.void_links_of_kind(session, LinkKind.FIRST_ADMIN)
    return _add_link(session, LinkKind.FIRST_ADMIN, None, now)


async def link_for_agent(
    session: AsyncSession, *, agent: Agent, now: datetime
) -> tuple[str, LinkKind]:
    """A reset for who has a password, an invitation for who has none yet. Earlier links end."""
    kind = LinkKind.INVITE if agent.password_hash is None else LinkKind.RESET
    await repository.void_links_of(session, agent.id)
    return _add_link(session, kind, agent.id, now), kind


async def look_at_link(session: AsyncSession, token: str, now: datetime) -> LinkCard:
    """Raises `ObjectNotFoundError` for unknown, used and expired links alike."""
    link = await repository.open_link(session, _digest(token), now)
    if link is None:
        raise ObjectNotFoundError
    kind = LinkKind(link.kind)
    if kind is LinkKind.FIRST_ADMIN:
        if await repository.has_admin(session):
            raise ObjectNotFoundError
        return LinkCard(kind, None, None)
    agent = await session.get(Agent, link.agent_id)
    if agent is None or agent.disabled:
        raise ObjectNotFoundError
    return LinkCard(kind, agent.email, agent.name)


async def use_link(
    session: AsyncSession, *, token: str, email: str, name: str, password_hash: str, now: datetime
) -> Agent:
    """Set the password and end the link, and with it every session and link of that person.

    `email` counts only for a first admin. Raises as `look_at_link`, also for the second of two
    who use one link at once.
    """
    card = await look_at_link(session, token, now)
    link_id = _digest(token)
    if not await repository.use_link(session, link_id, now):
        raise ObjectNotFoundError
    if card.kind is LinkKind.FIRST_ADMIN:
        agent = await _first_admin(session, email, name, now)
    else:
        agent = await _agent_of(session, link_id)
        agent.name = name
    agent.password_hash = password_hash
    await session.flush()
    await end_sessions_of(session, agent.id)
    await repository.void_links_of(session, agent.id)
    return agent


async def _first_admin(session: AsyncSession, email: str, name: str, now: datetime) -> Agent:
    """With no admin left, the one who reads the server's output may also revive an account."""
    agent = await repository.agent_by_email(session, email)
    if agent is None:
        agent = Agent(id=new_id(), email=email, created_at=now, password_hash=None)
        session.add(agent)
    agent.name, agent.role, agent.disabled = name, AgentRole.ADMIN, False
    return agent


async def _agent_of(session: AsyncSession, link_id: str) -> Agent:
    link = await session.get_one(AccountLink, link_id)
    return await session.get_one(Agent, link.agent_id)


def _add_link(session: AsyncSession, kind: LinkKind, agent_id: str | None, now: datetime) -> str:
    token = new_token()
    session.add(
        AccountLink(
            id=_digest(token),
            kind=kind,
            agent_id=agent_id,
            created_at=now,
            expires_at=now + LIFE[kind],
            used_at=None,
        )
    )
    return token


def _digest(token: str) -> str:
    return token_digest(token[:128])
