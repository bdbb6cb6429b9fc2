"""Who is here, as the routing and the socket need to know it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.models import Agent
from console.teams.models import TeamMember
from console.teams.repository import teams_of
from conversations.presence import Availability, Presence


async def arrive(session: AsyncSession, presence: Presence, agent_id: str, at: datetime) -> None:
    """One more socket of this person is open."""
    agent = await session.get_one(Agent, agent_id)
    presence.arrive(
        agent_id,
        agent.name,
        at=at,
        chosen=Availability(agent.availability),
        capacity=agent.capacity,
        teams=await teams_of(session, agent_id),
    )


async def refresh(session: AsyncSession, presence: Presence) -> None:
    """Take up what admins changed of those who are here."""
    here = [agent.id for agent in presence.present]
    if not here:
        return
    teams: defaultdict[str, set[str]] = defaultdict(set)
    members = select(TeamMember.agent_id, TeamMember.team_id).where(TeamMember.agent_id.in_(here))
    for agent_id, team_id in (await session.execute(members)).all():
        teams[agent_id].add(team_id)
    agents = select(Agent.id, Agent.name, Agent.capacity).where(Agent.id.in_(here))
    for agent_id, name, capacity in (await session.execute(agents)).all():
        presence.change(agent_id, name=name, capacity=capacity, teams=teams[agent_id])
