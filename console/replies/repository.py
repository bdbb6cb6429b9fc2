"""Queries on saved replies."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.replies.models import SavedReply


async def all_replies(session: AsyncSession) -> Sequence[SavedReply]:
    query = select(SavedReply).order_by(SavedReply.title, SavedReply.id)
    return (await session.execute(query)).scalars().all()


async def replies_for(session: AsyncSession, teams: Collection[str]) -> Sequence[SavedReply]:
    """Those of everybody, and of these teams."""
    return [
        reply
        for reply in await all_replies(session)
        if reply.team_id is None or reply.team_id in teams
    ]


async def reply_by_shortcut(session: AsyncSession, shortcut: str) -> SavedReply | None:
    query = select(SavedReply).where(SavedReply.shortcut == shortcut)
    return (await session.execute(query)).scalar_one_or_none()
