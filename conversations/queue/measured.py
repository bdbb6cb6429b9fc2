"""Times that were measured of late: how long people had conversations, and took to come."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.queue.handlings import EXPIRED
from conversations.queue.models import Handling

WINDOW = timedelta(days=7)
SAMPLE = 100


async def handling_seconds(session: AsyncSession, *, site: str, now: datetime) -> list[float]:
    """From claim to end, of the last hundred of a week; claims that ran out are none."""
    query = (
        select(Handling.claimed_at, Handling.ended_at)
        .where(
            Handling.site == site,
            Handling.claimed_at > now - WINDOW,
            Handling.ended_at.is_not(None),
            Handling.ending != EXPIRED,
        )
        .order_by(Handling.claimed_at.desc())
        .limit(SAMPLE)
    )
    rows = (await session.execute(query)).all()
    return [(ended - claimed).total_seconds() for claimed, ended in rows if ended]


async def pick_up_seconds(session: AsyncSession, *, site: str, now: datetime) -> list[float]:
    """From asking to claim, of the last hundred of a week who waited."""
    query = (
        select(Handling.asked_at, Handling.claimed_at)
        .where(
            Handling.site == site,
            Handling.claimed_at > now - WINDOW,
            Handling.claimed_at > Handling.asked_at,
        )
        .order_by(Handling.claimed_at.desc())
        .limit(SAMPLE)
    )
    rows = (await session.execute(query)).all()
    return [(claimed - asked).total_seconds() for asked, claimed in rows]
