"""Who let a conversation go without an answer in its present wait, and what that means for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation
from conversations.presence import PresentAgent
from conversations.queue.handlings import EXPIRED
from conversations.queue.models import Handling


@dataclass(frozen=True)
class Missed:
    """How often somebody let the time for an answer pass, and when the last time ran out."""

    times: int
    last_at: datetime


def was_missed() -> ColumnElement[bool]:
    """Joins a conversation to the claims of it that ran out in its present wait."""
    return and_(
        Handling.conversation_id == Conversation.id,
        Handling.asked_at == Conversation.queued_at,
        Handling.ending == EXPIRED,
    )


async def missed_by(session: AsyncSession, conversation: Conversation) -> dict[str, Missed]:
    """By the agent's id."""
    query = (
        select(Handling.agent_id, func.count(), func.max(Handling.ended_at))
        .join(Conversation, was_missed())
        .where(Conversation.id == conversation.id)
        .group_by(Handling.agent_id)
    )
    found = (await session.execute(query)).all()
    return {agent: Missed(times, last_at) for agent, times, last_at in found if last_at}


def who_may_answer(
    agents: Iterable[PresentAgent], team_id: str | None, missed: Mapping[str, Missed]
) -> list[PresentAgent]:
    """Those of the team, without whoever let it run out and has done nothing at all since.

    To them it would only be lost again, and a shopper be told once more of a person who is not
    there. As soon as they move they are asked like everybody else.
    """
    return [
        agent
        for agent in agents
        if (team_id is None or team_id in agent.teams) and not _silent(agent, missed.get(agent.id))
    ]


def _silent(agent: PresentAgent, missed: Missed | None) -> bool:
    if missed is None:
        return False
    return agent.active_at is None or agent.active_at <= missed.last_at
