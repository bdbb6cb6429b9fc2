"""Queries on teams and who is in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from console.models import Agent
from console.teams.models import Team, TeamMember
from conversations.models import Conversation


async def teams_by_name(session: AsyncSession) -> Sequence[Team]:
    return (await session.execute(select(Team).order_by(Team.name, Team.id))).scalars().all()


async def team_named(session: AsyncSession, name: str) -> Team | None:
    return (await session.execute(select(Team).where(Team.name == name))).scalar_one_or_none()


async def members_by_team(session: AsyncSession) -> dict[str, list[Agent]]:
    """Everybody who may still sign in, by name."""
    query = (
        select(TeamMember.team_id, Agent)
        .join(Agent, Agent.id == TeamMember.agent_id)
        .where(Agent.disabled.is_(False))
        .order_by(Agent.name, Agent.id)
    )
    members: defaultdict[str, list[Agent]] = defaultdict(list)
    for team_id, agent in (await session.execute(query)).all():
        members[team_id].append(agent)
    return members


async def teams_of(session: AsyncSession, agent_id: str) -> frozenset[str]:
    query = select(TeamMember.team_id).where(TeamMember.agent_id == agent_id)
    return frozenset((await session.execute(query)).scalars())


async def known_agents(session: AsyncSession, ids: Sequence[str]) -> set[str]:
    return set((await session.execute(select(Agent.id).where(Agent.id.in_(ids)))).scalars())


async def replace_members(session: AsyncSession, team_id: str, ids: Sequence[str]) -> None:
    await session.execute(delete(TeamMember).where(TeamMember.team_id == team_id))
    session.add_all(TeamMember(team_id=team_id, agent_id=agent_id) for agent_id in ids)
    await session.flush()


async def drop_team(session: AsyncSession, team: Team) -> None:
    """Conversations that waited for it wait for everybody."""
    await session.execute(
        update(Conversation).where(Conversation.team_id == team.id).values(team_id=None)
    )
    await session.execute(delete(TeamMember).where(TeamMember.team_id == team.id))
    await session.delete(team)
