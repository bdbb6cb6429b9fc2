"""The queue of notes that wait for review."""

from __future__ import annotations

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles import repository as articles
from knowledge_base.notes import repository
from knowledge_base.notes.claims import claims_in
from knowledge_base.notes.marks import note_text
from knowledge_base.notes.repository import WaitingNote, Wanted
from knowledge_base.notes.schemas import NoteToReview, ReviewQueue

_AUTHORS_SHOWN: Final = 5


async def review_queue(
    session: AsyncSession, wanted: Wanted, *, limit: int = 50, offset: int = 0
) -> ReviewQueue:
    """Texts with all the notes that say them, the one that waits longest first.

    Only notes that were marked are found: call `mark_notes` before.
    """
    texts, notes = await repository.count_waiting(session, wanted)
    groups = dict(await repository.waiting_groups(session, wanted, limit=limit, offset=offset))
    live = await repository.live_in_groups(session, list(groups))
    members: dict[str, list[WaitingNote]] = {folded: [] for folded in groups}
    for note in await repository.first_in_groups(
        session, list(groups), wanted, most=_AUTHORS_SHOWN
    ):
        members[note[2].folded].append(note)
    items = [
        await _to_review(session, found, groups[folded], live.get(folded, 0), held=wanted.held)
        for folded, found in members.items()
        if found
    ]
    return ReviewQueue(texts, notes, tuple(items))


async def _to_review(
    session: AsyncSession, members: list[WaitingNote], notes: int, live: int, *, held: bool
) -> NoteToReview:
    article, text, _ = members[0]
    authors = dict.fromkeys(one.author for _, one, _ in members if one.author)
    replaces = None
    if article.live_version is not None:
        shown = await articles.version_of(session, article.key, article.live_version)
        replaces = shown.body if shown else None
    return NoteToReview(
        key=article.key,
        version=article.version,
        locale=article.locale,
        title=text.title,
        body=text.body,
        questions=tuple(text.questions),
        author=text.author,
        date=text.date,
        product_id=text.product_id,
        url=text.url,
        verified_purchase=text.verified_purchase,
        sponsored=text.sponsored,
        sent_at=text.saved_at,
        sent_by=text.editor,
        claims=claims_in(note_text(text)),
        notes=notes,
        authors=tuple(authors),
        live=live,
        replaces=replaces,
        held=held,
    )
