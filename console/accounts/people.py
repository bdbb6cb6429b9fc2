"""Who works here: inviting, changing and disabling people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts import repository
from console.accounts.sessions import end_sessions_of
from console.errors import ConsoleCode, ConsoleError, ObjectNotFoundError
from console.models import Agent, AgentRole
from console.schemas import is_id
from conversations.identifiers import new_id


class AgentEmailTakenError(ConsoleError):
    code = ConsoleCode.EMAIL_TAKEN

    def __init__(self) -> None:
        super().__init__("Somebody with this e-mail address is already here.")


class LastAdminError(ConsoleError):
    code = ConsoleCode.LAST_ADMIN

    def __init__(self) -> None:
        super().__init__("This is the last admin. Make somebody else an admin first.")


async def invite_person(
    session: AsyncSession, *, email: str, name: str, role: AgentRole, now: datetime
) -> Agent:
    """Somebody who can sign in once they have used the link that they are sent.

    Raises `AgentEmailTakenError`.
    """
    if await repository.agent_by_email(session, email) is not None:
        raise AgentEmailTakenError
    agent = Agent(
        id=new_id(), email=email, name=name, role=role, disabled=False, created_at=now,
        password_hash=None,
    )  # fmt: skip
    session.add(agent)
    await session.flush()
    return agent


async def person(session: AsyncSession, agent_id: str) -> Agent:
    """Raises `ObjectNotFoundError`."""
    agent = await session.get(Agent, agent_id) if is_id(agent_id) else None
    if agent is None:
        raise ObjectNotFoundError
    return agent


async def change_person(
    session: AsyncSession,
    *,
    agent_id: str,
    role: AgentRole | None,
    disabled: bool | None,
    capacity: int | None = None,
) -> Agent:
    """None leaves as it is. Disabling ends every session and link of that person.

    Raises `ObjectNotFoundError`, `LastAdminError`.
    """
    admins = await repository.lock_admins(session)
    agent = await person(session, agent_id)
    loses = disabled is True or (role is not None and role is not AgentRole.ADMIN)
    if loses and [admin.id for admin in admins] == [agent.id]:
        raise LastAdminError
    if role is not None:
        agent.role = role
    if capacity is not None:
        agent.capacity = capacity
    if disabled is not None:
        agent.disabled = disabled
    if disabled:
        await end_sessions_of(session, agent.id)
        await repository.void_links_of(session, agent.id)
    return agent
