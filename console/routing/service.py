"""The routing rules, with their defaults until somebody saves others."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from console.routing.models import Assignment, RoutingRules
from console.routing.schemas import RulesBody

ONLY = 1


async def routing_rules(session: AsyncSession) -> RoutingRules:
    """Not yet in the session where nobody has saved any."""
    return await session.get(RoutingRules, ONLY) or RoutingRules(
        id=ONLY, assignment=Assignment.OFFERED, answer_minutes=10, away_minutes=15
    )


async def save_rules(session: AsyncSession, body: RulesBody) -> RoutingRules:
    rules = await routing_rules(session)
    session.add(rules)
    rules.assignment = body.assignment.value
    rules.answer_minutes, rules.away_minutes = body.answer_minutes, body.away_minutes
    await session.flush()
    return rules
