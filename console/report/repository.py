"""Queries of the report: facts that are kept, and which conversations have gone on since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from console.report.facts import Facts, Scope
from console.report.models import KeptFacts
from console.report.reading import read_log
from conversations.models import Conversation

PIECE = 1_000
Heads = tuple[int, int]
Place = tuple[datetime, str]
_SAME = and_(
    KeptFacts.conversation_id == Conversation.id,
    KeptFacts.head_seq == Conversation.head_seq,
    KeptFacts.head_aseq == Conversation.head_aseq,
)


@dataclass(frozen=True, slots=True)
class Grown:
    """`place` is where it stands among those last written to."""

    facts: Facts
    heads: Heads
    place: Place


async def facts_of(session: AsyncSession, scope: Scope) -> list[Facts]:
    """Of every conversation in which the shopper wrote, by its beginning."""
    query = _told().where(
        Conversation.created_at >= scope.since, Conversation.created_at < scope.before
    )
    if scope.team_id is not None:
        query = query.where(Conversation.team_id == scope.team_id)
    if scope.language is not None:
        query = query.where(
            (Conversation.locale == scope.language)
            | Conversation.locale.startswith(f"{scope.language}-", autoescape=True)
        )
    found: list[Facts] = []
    grown: list[Facts] = []
    # In pieces, so that whoever writes or waits for a message meanwhile does not wait for a report.
    async for rows in (await session.stream(query)).partitions(PIECE):
        for row in rows:
            found.append(_facts(row))
            if _grown(row):
                grown.append(found[-1])
    await read_log(session, grown)
    return sorted(found, key=lambda facts: (facts.started_at, facts.id))


async def grown_facts(
    session: AsyncSession, *, after: Place | None, until: datetime, limit: int
) -> list[Grown]:
    """The next conversations, by when they were last written to, whose facts are not kept as they
    are now."""
    query = (
        _told()
        .where(KeptFacts.conversation_id.is_(None), Conversation.updated_at <= until)
        .order_by(Conversation.updated_at, Conversation.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(Conversation.updated_at, Conversation.id) > tuple_(*after))
    rows = (await session.execute(query)).all()
    found = [
        Grown(_facts(row), (row.head_seq, row.head_aseq), (row.updated_at, row.id)) for row in rows
    ]
    await read_log(session, [one.facts for one in found])
    return found


async def keep(session: AsyncSession, found: Sequence[Grown]) -> None:
    """In place of what was kept; nothing of conversations that were erased meanwhile."""
    ids = [one.facts.id for one in found]
    await session.execute(delete(KeptFacts).where(KeptFacts.conversation_id.in_(ids)))
    there = set(
        (await session.execute(select(Conversation.id).where(Conversation.id.in_(ids)))).scalars()
    )
    rows = [_kept(one.facts, one.heads) for one in found if one.facts.id in there]
    if rows:
        await session.execute(insert(KeptFacts), rows)


def _told() -> Select[*tuple[Any, ...]]:
    """Facts that are kept of another state of the log count as none."""
    return (
        select(
            Conversation.id, Conversation.created_at, Conversation.locale, Conversation.team_id,
            Conversation.state, Conversation.topic, Conversation.head_seq, Conversation.head_aseq,
            Conversation.updated_at,
            KeptFacts.first_answer_at, KeptFacts.asked_person_at, KeptFacts.person_at,
            KeptFacts.reasons, KeptFacts.rating, KeptFacts.sign,
        )
        .outerjoin(KeptFacts, _SAME)
        .where(Conversation.head_seq > 0)
    )  # fmt: skip


def _grown(row: Row[Any]) -> bool:
    return row.reasons is None


def _facts(row: Row[Any]) -> Facts:
    return Facts(
        id=row.id,
        started_at=row.created_at,
        locale=row.locale,
        team_id=row.team_id,
        state=row.state,
        topic=row.topic,
        first_answer_at=row.first_answer_at,
        asked_person_at=row.asked_person_at,
        person_at=row.person_at,
        reasons=row.reasons.split() if row.reasons else [],
        rating=row.rating,
        sign=row.sign,
    )


def _kept(facts: Facts, heads: Heads) -> dict[str, Any]:
    return {
        "conversation_id": facts.id,
        "head_seq": heads[0],
        "head_aseq": heads[1],
        "first_answer_at": facts.first_answer_at,
        "asked_person_at": facts.asked_person_at,
        "person_at": facts.person_at,
        "reasons": " ".join(facts.reasons),
        "rating": facts.rating,
        "sign": facts.sign,
    }
