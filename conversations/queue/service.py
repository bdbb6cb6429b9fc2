"""Place in the queue, and how long the wait may be, from what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Queue, State
from conversations.models import Conversation
from conversations.presence import PresentAgent
from conversations.queue.estimate import wait_range
from conversations.queue.measured import measured
from conversations.queue.missed import missed_by, who_may_answer


async def queue_place(
    session: AsyncSession,
    *,
    conversation: Conversation,
    now: datetime,
    on_shift: Sequence[PresentAgent] = (),
) -> Queue | None:
    """None when the conversation does not wait.

    `wait_s` is from and to in seconds, and empty where nothing honest can be said: nobody on
    shift who may answer, or too little measured.
    """
    if conversation.state != State.QUEUED.value or conversation.queued_at is None:
        return None
    ahead = await session.scalar(
        select(func.count())
        .select_from(Conversation)
        .where(
            Conversation.site == conversation.site,
            Conversation.state == State.QUEUED.value,
            or_(
                Conversation.queued_at < conversation.queued_at,
                (Conversation.queued_at == conversation.queued_at)
                & (Conversation.id < conversation.id),
            ),
            _same_team(conversation),
        )
    )
    position = (ahead or 0) + 1
    missed = await missed_by(session, conversation) if on_shift else {}
    helpers = who_may_answer(on_shift, conversation.team_id, missed)
    if not helpers:
        return Queue(position=position, wait_s=())
    places = sum(agent.capacity for agent in helpers)
    held = await held_by(session, [agent.id for agent in helpers])
    free = sum(max(0, agent.capacity - held.get(agent.id, 0)) for agent in helpers)
    lately = await measured(session, site=conversation.site, now=now)
    wait_s = wait_range(
        ends_awaited=position - free,
        places=places,
        handlings=lately.handlings,
        pick_ups=lately.pick_ups,
    )
    return Queue(position=position, wait_s=wait_s)


async def held_by(session: AsyncSession, agents: Sequence[str]) -> dict[str, int]:
    """How many conversations each of these people has now; who has none is left out."""
    query = (
        select(Conversation.assignee_id, func.count())
        .where(
            Conversation.state == State.HUMAN.value,
            Conversation.assignee_id.in_(agents),
        )
        .group_by(Conversation.assignee_id)
    )
    return {agent: number for agent, number in (await session.execute(query)).all() if agent}


def _same_team(conversation: Conversation) -> ColumnElement[bool]:
    if conversation.team_id is None:
        return Conversation.team_id.is_(None)
    return Conversation.team_id == conversation.team_id
