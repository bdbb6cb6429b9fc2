"""Queries on agents, their sessions and their links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from console.models import AccountLink, Agent, AgentRole, AgentSession


async def agent_by_email(session: AsyncSession, email: str) -> Agent | None:
    """`email` as `normalise_email` makes it."""
    return (await session.execute(select(Agent).where(Agent.email == email))).scalar_one_or_none()


async def agents_by_name(session: AsyncSession) -> Sequence[Agent]:
    return (await session.execute(select(Agent).order_by(Agent.name, Agent.id))).scalars().all()


def _admins() -> Select[Agent]:
    return (
        select(Agent)
        .where(Agent.role == AgentRole.ADMIN, Agent.disabled.is_(False))
        .where(Agent.password_hash.is_not(None))
        .order_by(Agent.id)
    )


async def has_admin(session: AsyncSession) -> bool:
    """Whether anybody can sign in as an admin."""
    return (await session.execute(_admins().limit(1))).first() is not None


async def lock_admins(session: AsyncSession) -> Sequence[Agent]:
    """Admins who can sign in, held until the transaction ends."""
    return (await session.execute(_admins().with_for_update())).scalars().all()


async def live_session(
    session: AsyncSession, session_id: str, now: datetime
) -> tuple[AgentSession, Agent] | None:
    query = (
        select(AgentSession, Agent)
        .join(Agent, Agent.id == AgentSession.agent_id)
        .where(
            AgentSession.id == session_id,
            AgentSession.expires_at > now,
            Agent.disabled.is_(False),
            Agent.password_hash.is_not(None),
        )
    )
    row = (await session.execute(query)).one_or_none()
    return (row[0], row[1]) if row else None


async def live_session_ids(session: AsyncSession, now: datetime) -> frozenset[str]:
    """Of everybody who is signed in and may be."""
    query = (
        select(AgentSession.id)
        .join(Agent, Agent.id == AgentSession.agent_id)
        .where(
            AgentSession.expires_at > now,
            Agent.disabled.is_(False),
            Agent.password_hash.is_not(None),
        )
    )
    return frozenset((await session.execute(query)).scalars())


async def drop_session(session: AsyncSession, session_id: str) -> None:
    await session.execute(delete(AgentSession).where(AgentSession.id == session_id))


async def drop_sessions_of(session: AsyncSession, agent_id: str) -> None:
    await session.execute(delete(AgentSession).where(AgentSession.agent_id == agent_id))


async def drop_expired_sessions(session: AsyncSession, now: datetime) -> None:
    await session.execute(delete(AgentSession).where(AgentSession.expires_at <= now))


async def open_link(session: AsyncSession, link_id: str, now: datetime) -> AccountLink | None:
    query = select(AccountLink).where(
        AccountLink.id == link_id, AccountLink.used_at.is_(None), AccountLink.expires_at > now
    )
    return (await session.execute(query)).scalar_one_or_none()


async def use_link(session: AsyncSession, link_id: str, now: datetime) -> bool:
    """True for the one caller who used it."""
    used = await session.execute(
        update(AccountLink)
        .where(AccountLink.id == link_id, AccountLink.used_at.is_(None))
        .where(AccountLink.expires_at > now)
        .values(used_at=now)
        .returning(AccountLink.id)
    )
    return used.scalar_one_or_none() is not None


async def void_links_of(session: AsyncSession, agent_id: str) -> None:
    await session.execute(delete(AccountLink).where(AccountLink.agent_id == agent_id))


async def void_links_of_kind(session: AsyncSession, kind: str) -> None:
    await session.execute(delete(AccountLink).where(AccountLink.kind == kind))
