"""Signing in and staying signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts import repository
from console.errors import ConsoleCode, ConsoleError
from console.models import Agent, AgentRole, AgentSession
from conversations.identifiers import new_token, token_digest

IDLE = timedelta(hours=12)
LIFE = timedelta(days=7)
TOUCH_EVERY = timedelta(minutes=1)


class SignInRefusedError(ConsoleError):
    """Unknown, invited, disabled and wrong password are one answer."""

    code = ConsoleCode.SIGN_IN_REFUSED

    def __init__(self) -> None:
        super().__init__("This e-mail and password do not belong together.")


@dataclass(frozen=True)
class SignedIn:
    """Who asks, read once per request. `stale` asks for `touch_session`."""

    session_id: str
    csrf: str
    agent_id: str
    name: str
    email: str
    role: AgentRole
    stale: bool = False

    @property
    def is_admin(self) -> bool:
        return self.role is AgentRole.ADMIN


async def open_session(
    session: AsyncSession, *, agent: Agent, now: datetime
) -> tuple[str, SignedIn]:
    """A new session and the token that goes into its cookie, which is stored nowhere."""
    await repository.drop_expired_sessions(session, now)
    token = new_token()
    row = AgentSession(
        id=token_digest(token),
        agent_id=agent.id,
        csrf=new_token(),
        created_at=now,
        last_seen_at=now,
        expires_at=now + IDLE,
    )
    session.add(row)
    await session.flush()
    return token, _signed_in(row, agent, now)


async def session_of_token(session: AsyncSession, token: str, now: datetime) -> SignedIn | None:
    """None for every cookie that does not sign anybody in."""
    if not token or len(token) > 128:
        return None
    return await session_of_id(session, token_digest(token), now)


async def session_of_id(session: AsyncSession, session_id: str, now: datetime) -> SignedIn | None:
    found = await repository.live_session(session, session_id, now)
    return _signed_in(*found, now) if found else None


async def touch_session(session: AsyncSession, session_id: str, now: datetime) -> None:
    """Twelve more hours, but never past seven days from signing in."""
    row = await session.get(AgentSession, session_id)
    if row is not None:
        row.last_seen_at = now
        row.expires_at = min(now + IDLE, row.created_at + LIFE)


async def end_session(session: AsyncSession, session_id: str) -> None:
    await repository.drop_session(session, session_id)


async def end_sessions_of(session: AsyncSession, agent_id: str) -> None:
    await repository.drop_sessions_of(session, agent_id)


def _signed_in(row: AgentSession, agent: Agent, now: datetime) -> SignedIn:
    return SignedIn(
        session_id=row.id,
        csrf=row.csrf,
        agent_id=agent.id,
        name=agent.name,
        email=agent.email,
        role=AgentRole(agent.role),
        stale=now - row.last_seen_at >= TOUCH_EVERY,
    )
