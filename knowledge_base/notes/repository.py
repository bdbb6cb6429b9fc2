"""Every query of the review. Nothing here decides or commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from knowledge_base.articles.models import Article, ArticleState, ArticleVersion, Tier
from knowledge_base.notes.marks import NEWEST
from knowledge_base.notes.models import Decision, NoteDecision, NoteMark, QuarantinedAuthor

_MARKED = and_(NoteMark.article_key == Article.key, NoteMark.version == Article.version)
_REJECTED = exists().where(
    NoteDecision.article_key == Article.key,
    NoteDecision.version == Article.version,
    NoteDecision.decision.in_([Decision.REJECTED.value, Decision.DUPLICATE.value]),
)
_WAITS = and_(
    ArticleVersion.tier == Tier.COMMUNITY.value,
    Article.state != ArticleState.ARCHIVED.value,
    or_(Article.live_version.is_(None), Article.live_version != Article.version),
    ~_REJECTED,
)
_HELD = NoteMark.author.in_(select(QuarantinedAuthor.author))

_PER_STATEMENT: Final = 500

WaitingNote = tuple[Article, ArticleVersion, NoteMark]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the waiting notes: those of quarantined authors or the others, and a risk."""

    held: bool = False
    risk: str | None = None
    text: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found = [_WAITS, _HELD if self.held else ~_HELD]
        if self.risk == "none":
            found.append(NoteMark.risks == "")
        elif self.risk:
            found.append(NoteMark.risks.contains(f" {self.risk} ", autoescape=True))
        if self.text:
            columns = (ArticleVersion.title, ArticleVersion.body, ArticleVersion.author)
            text = self.text.lower()
            found.append(or_(*(func.lower(one).contains(text, autoescape=True) for one in columns)))
        return found


def _waiting() -> Select[Article, ArticleVersion, NoteMark]:
    return (
        select(Article, ArticleVersion, NoteMark)
        .join(ArticleVersion, NEWEST)
        .join(NoteMark, _MARKED)
    )


async def count_waiting(session: AsyncSession, wanted: Wanted) -> tuple[int, int]:
    """How many different texts, and how many notes."""
    query = (
        select(func.count(func.distinct(NoteMark.folded)), func.count())
        .select_from(Article)
        .join(ArticleVersion, NEWEST)
        .join(NoteMark, _MARKED)
        .where(*wanted.conditions())
    )
    texts, notes = (await session.execute(query)).one()
    return texts, notes


async def waiting_groups(
    session: AsyncSession, wanted: Wanted, *, limit: int, offset: int
) -> list[tuple[str, int]]:
    """`folded` of each text with how many notes say it, the one that waits longest first."""
    since = func.min(Article.updated_at)
    query = (
        select(NoteMark.folded, func.count())
        .select_from(Article)
        .join(ArticleVersion, NEWEST)
        .join(NoteMark, _MARKED)
        .where(*wanted.conditions())
        .group_by(NoteMark.folded)
        .order_by(since, NoteMark.folded)
        .limit(limit)
        .offset(offset)
    )
    return [(folded, count) for folded, count in await session.execute(query)]


async def first_in_groups(
    session: AsyncSession, groups: Sequence[str], wanted: Wanted, *, most: int
) -> list[WaitingNote]:
    """At most `most` of the notes that wait in each group, oldest first."""
    place = func.row_number().over(
        partition_by=NoteMark.folded, order_by=(Article.updated_at, Article.key)
    )
    placed = (
        select(Article.key, place.label("place"))
        .join(ArticleVersion, NEWEST)
        .join(NoteMark, _MARKED)
        .where(NoteMark.folded.in_(groups), *wanted.conditions())
        .subquery()
    )
    query = (
        _waiting()
        .join(placed, placed.c.key == Article.key)
        .where(placed.c.place <= most)
        .order_by(Article.updated_at, Article.key)
    )
    return [(article, text, mark) for article, text, mark in await session.execute(query)]


async def waiting_in_group(
    session: AsyncSession, folded: str
) -> list[tuple[Article, ArticleVersion]]:
    """All notes that wait and say the same, oldest first."""
    query = (
        _waiting()
        .where(NoteMark.folded == folded, _WAITS)
        .order_by(Article.updated_at, Article.key)
    )
    return [(article, text) for article, text, _ in await session.execute(query)]


async def waiting_note(session: AsyncSession, key: str) -> WaitingNote | None:
    query = _waiting().where(Article.key == key, _WAITS)
    row = (await session.execute(query)).first()
    return (row[0], row[1], row[2]) if row else None


async def live_in_groups(session: AsyncSession, groups: Sequence[str]) -> dict[str, int]:
    """How many notes that shoppers get already say the same."""
    query = (
        select(NoteMark.folded, func.count().label("notes"))
        .join(Article, _MARKED)
        .where(NoteMark.folded.in_(groups), Article.live_version == Article.version)
        .group_by(NoteMark.folded)
    )
    return {row.folded: row.notes for row in await session.execute(query)}


async def notes_of(session: AsyncSession, author: str) -> list[tuple[Article, ArticleVersion]]:
    """What shoppers get of this author, by the live text or by the newest."""
    live = and_(
        ArticleVersion.article_key == Article.key, ArticleVersion.number == Article.live_version
    )
    query = (
        select(Article, ArticleVersion)
        .join(ArticleVersion, live)
        .outerjoin(NoteMark, NoteMark.article_key == Article.key)
        .where(
            ArticleVersion.tier == Tier.COMMUNITY.value,
            or_(NoteMark.author == author, Article.live_version != Article.version),
        )
    )
    return [(article, text) for article, text in await session.execute(query)]


async def withdraw(
    session: AsyncSession, keys: Sequence[str], *, revision: int, at: dt.datetime
) -> None:
    """Takes many away from shoppers at once, whatever their version is by now."""
    archived: dict[str, object] = {"live_version": None, "state": ArticleState.ARCHIVED.value}
    await _change(session, keys, archived | {"revision": revision, "updated_at": at})


async def archive_unseen(session: AsyncSession, keys: Sequence[str], *, at: dt.datetime) -> None:
    """Of what shoppers do not get: the index has nothing to learn, so no revision is raised."""
    await _change(session, keys, {"state": ArticleState.ARCHIVED.value, "updated_at": at})


async def quarantined_notes(session: AsyncSession, author: str) -> list[str]:
    """Keys of what was taken away when the author was quarantined and nobody touched since."""
    earlier = aliased(NoteDecision)
    last = select(func.max(earlier.id)).where(earlier.article_key == Article.key).scalar_subquery()
    query = (
        select(Article.key)
        .join(NoteMark, NoteMark.article_key == Article.key)
        .join(NoteDecision, NoteDecision.id == last)
        .where(
            NoteMark.author == author,
            Article.state == ArticleState.ARCHIVED.value,
            NoteDecision.decision == Decision.QUARANTINED.value,
        )
    )
    return list(await session.scalars(query))


async def put_back_in_queue(session: AsyncSession, keys: Sequence[str]) -> None:
    await _change(session, keys, {"state": ArticleState.DRAFT.value})


async def _change(session: AsyncSession, keys: Sequence[str], values: dict[str, object]) -> None:
    for start in range(0, len(keys), _PER_STATEMENT):
        await session.execute(
            update(Article)
            .where(Article.key.in_(keys[start : start + _PER_STATEMENT]))
            .values(**values)
            .execution_options(synchronize_session=False)
        )


async def quarantined_authors(session: AsyncSession) -> list[QuarantinedAuthor]:
    query = select(QuarantinedAuthor).order_by(QuarantinedAuthor.quarantined_at.desc())
    return list(await session.scalars(query))


async def decisions(
    session: AsyncSession, *, key: str | None, limit: int, offset: int
) -> tuple[int, list[NoteDecision]]:
    """How many were made and one page of them, the last one first."""
    conditions = [NoteDecision.article_key == key] if key else []
    total = await session.scalar(select(func.count(NoteDecision.id)).where(*conditions)) or 0
    query = (
        select(NoteDecision)
        .where(*conditions)
        .order_by(NoteDecision.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return total, list(await session.scalars(query))
