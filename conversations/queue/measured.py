"""Times that were measured of late: how long people had conversations, and took to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.queue.handlings import EXPIRED
from conversations.queue.models import Handling

WINDOW = timedelta(days=7)
SAMPLE = 100


@dataclass(frozen=True)
class Measured:
    """Seconds, each of the last hundred of a week."""

    handlings: Sequence[float]
    pick_ups: Sequence[float]


async def measured(session: AsyncSession, *, site: str, now: datetime) -> Measured:
    """Handlings are from claim to end, pick-ups from when somebody waited and a place was free."""
    ended = await _ended(session, site=site, now=now)
    ends = [end for _, end in ended]
    return Measured(
        handlings=[(end - claimed).total_seconds() for claimed, end in ended],
        pick_ups=[
            (claimed - max(asked, _last_before(ends, claimed) or asked)).total_seconds()
            for asked, claimed in await _claimed(session, site=site, now=now)
        ],
    )


async def _ended(
    session: AsyncSession, *, site: str, now: datetime
) -> list[tuple[datetime, datetime]]:
    """Those that ended last, the oldest end first; claims that ran out are none.

    By their end and not by their claim: of those claimed last only the short ones have ended.
    """
    query = (
        select(Handling.claimed_at, Handling.ended_at)
        .where(
            Handling.site == site,
            Handling.ended_at > now - WINDOW,
            Handling.ending != EXPIRED,
        )
        .order_by(Handling.ended_at.desc())
        .limit(SAMPLE)
    )
    rows = (await session.execute(query)).all()
    return [(claimed, ended) for claimed, ended in reversed(rows) if ended is not None]


async def _claimed(
    session: AsyncSession, *, site: str, now: datetime
) -> list[tuple[datetime, datetime]]:
    """When those who waited and were claimed last had asked, and were claimed."""
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
    return [(asked, claimed) for asked, claimed in (await session.execute(query)).all()]


def _last_before(ends: Sequence[datetime], moment: datetime) -> datetime | None:
    place = bisect_right(ends, moment)
    return ends[place - 1] if place else None
