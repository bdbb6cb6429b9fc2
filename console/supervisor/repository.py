"""Queries behind the supervisor's view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from console.models import Agent
from console.teams.models import Team, TeamMember
from conversations.callbacks.models import Callback
from conversations.contract import State
from conversations.models import Conversation
from conversations.queue.missed import was_missed
from conversations.queue.models import Handling


@dataclass(frozen=True)
class Load:
    held: dict[str, int]
    unanswered: dict[str, int]


async def load_by_agent(session: AsyncSession) -> Load:
    """What each person has now, and how much of it they have not answered yet."""
    held = (
        select(Conversation.assignee_id, func.count())
        .where(Conversation.state == State.HUMAN.value, Conversation.assignee_id.is_not(None))
        .group_by(Conversation.assignee_id)
    )
    silent = (
        select(Handling.agent_id, func.count())
        .where(Handling.ended_at.is_(None), Handling.answered_at.is_(None))
        .group_by(Handling.agent_id)
    )
    return Load(
        {row[0]: row[1] for row in (await session.execute(held)).all() if row[0]},
        {row[0]: row[1] for row in (await session.execute(silent)).all()},
    )


async def unanswered_by(session: AsyncSession, waiting: Sequence[str]) -> dict[str, list[str]]:
    """Of each waiting conversation, who had it since the shopper waits and did not answer."""
    query = (
        select(Conversation.id, Agent.name)
        .join(Handling, was_missed())
        .join(Agent, Agent.id == Handling.agent_id)
        .where(Conversation.id.in_(waiting))
        .group_by(Conversation.id, Agent.id, Agent.name)
        .order_by(Agent.name)
    )
    silent: defaultdict[str, list[str]] = defaultdict(list)
    for conversation_id, name in (await session.execute(query)).all():
        silent[conversation_id].append(name)
    return silent


async def team_names(session: AsyncSession) -> dict[str, str]:
    rows = (await session.execute(select(Team.id, Team.name))).all()
    return {row[0]: row[1] for row in rows}


async def teams_by_agent(session: AsyncSession) -> dict[str, list[str]]:
    query = (
        select(TeamMember.agent_id, Team.name)
        .join(Team, Team.id == TeamMember.team_id)
        .order_by(Team.name)
    )
    teams: defaultdict[str, list[str]] = defaultdict(list)
    for agent_id, name in (await session.execute(query)).all():
        teams[agent_id].append(name)
    return teams


async def working_agents(session: AsyncSession) -> list[Agent]:
    query = (
        select(Agent)
        .where(Agent.disabled.is_(False), Agent.password_hash.is_not(None))
        .order_by(Agent.name, Agent.id)
    )
    return list((await session.execute(query)).scalars())


async def open_callbacks(session: AsyncSession) -> int:
    query = select(func.count()).where(
        Callback.promised_at.is_not(None), Callback.done_at.is_(None)
    )
    return await session.scalar(query) or 0
