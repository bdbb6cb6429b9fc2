"""Deciding about notes. The caller commits, and wakes the index then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles import repository as articles
from knowledge_base.articles.errors import ArticleNotFoundError, ArticleStaleError
from knowledge_base.articles.models import Article, ArticleVersion, Tier
from knowledge_base.articles.schemas import ArticleContent, content_of
from knowledge_base.articles.service import publish_article, save_draft
from knowledge_base.notes import repository
from knowledge_base.notes.authors import author_key
from knowledge_base.notes.errors import AuthorUnknownError, NoteHeldError
from knowledge_base.notes.models import Decision, NoteDecision, NoteMark, QuarantinedAuthor
from knowledge_base.notes.schemas import NoteRef, Outcome


async def approve_notes(
    session: AsyncSession, notes: Sequence[NoteRef], *, by: str, at: dt.datetime
) -> list[Outcome]:
    """Each goes live; those that say the same are put away as duplicates of it."""
    return [await _decide(session, note, Decision.APPROVED, by=by, at=at) for note in notes]


async def reject_notes(
    session: AsyncSession, notes: Sequence[NoteRef], *, by: str, at: dt.datetime, reason: str = ""
) -> list[Outcome]:
    """With all that say the same. A text that was approved earlier stays what shoppers get."""
    return [
        await _decide(session, note, Decision.REJECTED, by=by, at=at, reason=reason)
        for note in notes
    ]


async def approve_edited(
    session: AsyncSession, note: NoteRef, content: ArticleContent, *, by: str, at: dt.datetime
) -> None:
    """Puts the note live as it was edited; what its author wrote is kept as a version.

    Raises `ArticleContentError`, `ArticleNotFoundError`, `ArticleStaleError`, `NoteHeldError`.
    """
    found = await repository.waiting_note(session, note.key)
    if found is None:
        raise ArticleNotFoundError(note.key)
    saved = await save_draft(
        session, key=note.key, version=note.version, content=content, editor=by, at=at
    )
    await publish_article(session, key=note.key, version=saved.version, at=at, editor=by)
    _keep(session, found[0].key, saved.version, found[1], Decision.EDITED, by=by, at=at)
    await _put_away_duplicates(session, found[2].folded, note.key, by=by, at=at)


async def keep_publishing(
    session: AsyncSession, key: str, version: int, *, by: str, at: dt.datetime, reason: str = ""
) -> None:
    """A note that was put live past the queue was decided about all the same.

    Called after its text went live, in the same transaction; other articles are none of its.
    """
    text = await articles.version_of(session, key, version)
    if text is None or text.tier != Tier.COMMUNITY:
        return
    known = select(NoteDecision.id).where(
        NoteDecision.article_key == key,
        NoteDecision.version == version,
        NoteDecision.decision.in_((Decision.APPROVED.value, Decision.EDITED.value)),
    )
    if await session.scalar(known.limit(1)) is not None:
        return
    _keep(session, key, version, text, Decision.APPROVED, by=by, at=at, reason=reason)
    mark = await session.get(NoteMark, key)
    if mark is not None and mark.version == version:
        await _put_away_duplicates(session, mark.folded, key, by=by, at=at)
    await session.flush()


async def quarantine_author(
    session: AsyncSession, name: str, *, by: str, at: dt.datetime, reason: str = ""
) -> int:
    """Nothing of this author is shown from now on; how many notes were taken away.

    What comes from them later is held apart. Raises `AuthorUnknownError`.
    """
    author = author_key(name)
    if not author:
        raise AuthorUnknownError
    if await session.get(QuarantinedAuthor, author) is None:
        session.add(
            QuarantinedAuthor(
                author=author, name=name, reason=reason, quarantined_by=by, quarantined_at=at
            )
        )
    shown = [
        (article, text)
        for article, text in await repository.notes_of(session, author)
        if author_key(text.author) == author
    ]
    if shown:
        revision = await articles.raise_knowledge_revision(session)
        keys = [article.key for article, _ in shown]
        await repository.withdraw(session, keys, revision=revision, at=at)
    for article, text in shown:
        version = article.version
        _keep(session, article.key, version, text, Decision.QUARANTINED, by=by, at=at)
    _keep_author(session, name, len(shown), Decision.QUARANTINED, by=by, at=at, reason=reason)
    await session.flush()
    return len(shown)


async def release_author(session: AsyncSession, name: str, *, by: str, at: dt.datetime) -> int:
    """What was taken away waits for review again; nothing goes live by this. How many wait.

    Raises `AuthorUnknownError` for one who is not in quarantine.
    """
    held = await session.get(QuarantinedAuthor, author_key(name))
    if held is None:
        raise AuthorUnknownError
    keys = await repository.quarantined_notes(session, held.author)
    await repository.put_back_in_queue(session, keys)
    await session.delete(held)
    _keep_author(session, held.name, len(keys), Decision.RELEASED, by=by, at=at, reason="")
    await session.flush()
    return len(keys)


async def _decide(
    session: AsyncSession,
    note: NoteRef,
    decision: Decision,
    *,
    by: str,
    at: dt.datetime,
    reason: str = "",
) -> Outcome:
    found = await repository.waiting_note(session, note.key)
    if found is None:
        return Outcome.GONE
    article, text, mark = found
    if article.version != note.version:
        return Outcome.CHANGED
    try:
        if decision is Decision.APPROVED:
            await publish_article(session, key=note.key, version=note.version, at=at, editor=by)
            _keep(session, note.key, note.version, text, decision, by=by, at=at)
            await _put_away_duplicates(session, mark.folded, note.key, by=by, at=at)
        else:
            members = await repository.waiting_in_group(session, mark.folded)
            await _put_away(session, members, decision, by=by, at=at, reason=reason)
    except ArticleStaleError:
        return Outcome.CHANGED
    except NoteHeldError:
        return Outcome.HELD
    return Outcome.DONE


async def _put_away_duplicates(
    session: AsyncSession, folded: str, key: str, *, by: str, at: dt.datetime
) -> None:
    waiting = await repository.waiting_in_group(session, folded)
    others = [(article, text) for article, text in waiting if article.key != key]
    reason = f"says the same as {key}"
    await _put_away(session, others, Decision.DUPLICATE, by=by, at=at, reason=reason)


async def _put_away(
    session: AsyncSession,
    notes: Sequence[tuple[Article, ArticleVersion]],
    decision: Decision,
    *,
    by: str,
    at: dt.datetime,
    reason: str,
) -> None:
    """What shoppers get already stays; what was never live is archived."""
    for article, text in notes:
        _keep(session, article.key, article.version, text, decision, by=by, at=at, reason=reason)
    await session.flush()
    unseen = [article.key for article, _ in notes if article.live_version is None]
    await repository.archive_unseen(session, unseen, at=at)


def _keep(
    session: AsyncSession,
    key: str,
    version: int,
    text: ArticleVersion,
    decision: Decision,
    *,
    by: str,
    at: dt.datetime,
    reason: str = "",
) -> None:
    content = content_of(text)
    session.add(
        NoteDecision(
            article_key=key, version=version, decision=decision.value, title=content.title,
            author=content.author or "", reason=reason, decided_by=by, decided_at=at, notes=1,
        )
    )  # fmt: skip


def _keep_author(
    session: AsyncSession,
    name: str,
    notes: int,
    decision: Decision,
    *,
    by: str,
    at: dt.datetime,
    reason: str,
) -> None:
    session.add(
        NoteDecision(
            article_key=None, version=None, decision=decision.value, title="", author=name,
            reason=reason, decided_by=by, decided_at=at, notes=notes,
        )
    )  # fmt: skip
