"""Who is here, as the routing and the socket need to know it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.models import Agent
from console.routing.shared import LastActive
from console.teams.models import TeamMember
from console.teams.repository import teams_of
from conversations.presence import Availability, Presence, PresentAgent
from conversations.queue.service import held_by


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


async def refresh(session: AsyncSession, presence: Presence, elsewhere: LastActive) -> None:
    """Take up what was changed of those who are here, and who is here in other processes."""
    ids = sorted(elsewhere.keys() | presence.here.keys())
    stored = await _stored(session, ids) if ids else []
    for one in stored:
        presence.change(one)
    presence.hear(
        replace(one, elsewhere=True, active_at=elsewhere[one.id])
        for one in stored
        if one.id in elsewhere
    )


async def takes_another(session: AsyncSession, agent_id: str) -> bool:
    """Asked of the row itself, locked: what was known of them may be some seconds old."""
    query = select(Agent).where(Agent.id == agent_id).with_for_update()
    agent = (await session.execute(query.execution_options(populate_existing=True))).scalar_one()
    if not agent.can_sign_in or agent.availability != Availability.ONLINE:
        return False
    held = await held_by(session, [agent_id])
    return held.get(agent_id, 0) < agent.capacity


async def _stored(session: AsyncSession, ids: Sequence[str]) -> list[PresentAgent]:
    teams: defaultdict[str, set[str]] = defaultdict(set)
    members = select(TeamMember.agent_id, TeamMember.team_id).where(TeamMember.agent_id.in_(ids))
    for agent_id, team_id in (await session.execute(members)).all():
        teams[agent_id].add(team_id)
    query = select(Agent.id, Agent.name, Agent.availability, Agent.capacity).where(
        Agent.id.in_(ids)
    )
    return [
        PresentAgent(
            id=agent_id,
            name=name,
            chosen=Availability(availability),
            capacity=capacity,
            teams=frozenset(teams[agent_id]),
        )
        for agent_id, name, availability, capacity in (await session.execute(query)).all()
    ]
