"""Who was told a price, a stock or a promotion that has changed since. The caller commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.recall import repository
from knowledge_base.recall.models import FactTold
from knowledge_base.recall.schemas import DueCorrection, Fact

RECALLED_FOR: Final = dt.timedelta(hours=24)


async def note_told(
    session: AsyncSession, *, conversation: str, seq: int, facts: Iterable[Fact], at: dt.datetime
) -> None:
    """Remembers what message `seq` rests on, in the transaction that appends that message."""
    session.add_all(
        FactTold(
            conversation=conversation,
            seq=seq,
            subject=fact.subject,
            value=fact.value,
            told_at=at,
            valid_until=fact.valid_until,
            corrected_at=None,
        )
        for fact in facts
    )
    await session.flush()


async def corrections_due(
    session: AsyncSession,
    changed: Fact,
    *,
    at: dt.datetime,
    within: dt.timedelta = RECALLED_FOR,
) -> list[DueCorrection]:
    """Each shopper who was last told otherwise, once; `within` of zero recalls nothing.

    Nobody is corrected who was told the new value since, or whose answer has run out anyway. A
    correction itself tells the new value: `note_told` it, so that the next change finds it.
    """
    due = []
    if within > dt.timedelta(0):
        for told in await repository.last_told(session, changed.subject, since=at - within):
            ran_out = told.valid_until is not None and told.valid_until <= at
            if told.value == changed.value or ran_out:
                continue
            if await repository.mark_corrected(session, told.id, at):
                due.append(
                    DueCorrection(
                        told.conversation, told.seq, told.subject, told.value, changed.value
                    )
                )
    return due


async def told_lately(
    session: AsyncSession, *, at: dt.datetime, within: dt.timedelta = RECALLED_FOR
) -> list[Fact]:
    """The facts that a correction may still be due for, each as it was told."""
    told = await repository.subjects_told(session, since=at - within)
    return [Fact.of_subject(subject, value) for subject, value in told]


async def forget_conversation(session: AsyncSession, conversation: str) -> None:
    await repository.delete_conversation(session, conversation)


async def forget_old(
    session: AsyncSession, *, at: dt.datetime, within: dt.timedelta = RECALLED_FOR
) -> None:
    """Drops what no correction can be due for any more."""
    await repository.delete_before(session, at - within)
