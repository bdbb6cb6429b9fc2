"""Every query on facts that were told. Nothing here decides or commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from knowledge_base.recall.models import FactTold


async def last_told(
    session: AsyncSession, subject: str, *, since: dt.datetime
) -> Sequence[FactTold]:
    """The last thing said of a subject in each conversation, where that was after `since`."""
    later = aliased(FactTold)
    query = (
        select(FactTold)
        .outerjoin(
            later,
            (later.conversation == FactTold.conversation)
            & (later.subject == FactTold.subject)
            & (later.seq > FactTold.seq),
        )
        .where(FactTold.subject == subject, FactTold.told_at >= since, later.id.is_(None))
        .order_by(FactTold.told_at, FactTold.id)
    )
    return (await session.scalars(query)).all()


async def subjects_told(session: AsyncSession, *, since: dt.datetime) -> list[tuple[str, str]]:
    """Each subject and value that somebody was told after `since` and was not corrected of."""
    query = (
        select(FactTold.subject, FactTold.value)
        .where(FactTold.told_at >= since, FactTold.corrected_at.is_(None))
        .distinct()
        .order_by(FactTold.subject)
    )
    return [(subject, value) for subject, value in await session.execute(query)]


async def mark_corrected(session: AsyncSession, told_id: int, at: dt.datetime) -> bool:
    """Compare-and-swap: whether this caller is the one that corrects it."""
    changed = await session.execute(
        update(FactTold)
        .where(FactTold.id == told_id, FactTold.corrected_at.is_(None))
        .values(corrected_at=at)
        .returning(FactTold.id)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None


async def delete_conversation(session: AsyncSession, conversation: str) -> None:
    await session.execute(delete(FactTold).where(FactTold.conversation == conversation))


async def delete_before(session: AsyncSession, at: dt.datetime) -> None:
    await session.execute(delete(FactTold).where(FactTold.told_at < at))
