"""The review of buyers' notes: what waits, deciding, authors, and who decided what."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query

from console.accounts.access import RequireAdmin
from console.errors import ConsoleError, ObjectNotFoundError
from console.knowledge.refusals import refusals
from console.parts import Parts
from console.reviews.schemas import (
    AuthorAnswer,
    AuthorBody,
    DecideBody,
    DecidedAnswer,
    DecisionRow,
    DecisionsAnswer,
    EditedBody,
    NoteView,
    OutcomeView,
    QuarantinedAnswer,
    QuarantinedRow,
    QueueAnswer,
    RiskFilter,
)
from knowledge_base.articles.service import article_detail
from knowledge_base.notes import repository, review
from knowledge_base.notes.errors import AuthorUnknownError
from knowledge_base.notes.marks import mark_notes
from knowledge_base.notes.models import Decision
from knowledge_base.notes.queue import review_queue
from knowledge_base.notes.repository import Wanted
from knowledge_base.notes.schemas import NoteRef, NoteToReview, Outcome


class NoSuchAuthorError(ConsoleError):
    """The name is empty, or is of nobody who is in quarantine."""


def create_reviews_router() -> APIRouter:
    router = APIRouter(prefix="/reviews", tags=["reviews"])
    router.add_api_route("", list_waiting, methods=["GET"])
    router.add_api_route("/decide", decide, methods=["POST"])
    router.add_api_route("/edit", approve_edited, methods=["POST"])
    router.add_api_route("/quarantine", list_quarantined, methods=["GET"])
    router.add_api_route("/quarantine", quarantine, methods=["POST"])
    router.add_api_route("/release", release, methods=["POST"])
    router.add_api_route("/decisions", list_decisions, methods=["GET"])
    return router


async def list_waiting(
    _: RequireAdmin,
    parts: Parts,
    held: bool = False,
    risk: RiskFilter | None = None,
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> QueueAnswer:
    """What waits longest first; notes that say the same are one."""
    await mark_notes(parts.reader, parts.writer)
    wanted = Wanted(held=held, risk=risk, text=q.replace("\x00", "").strip() or None)
    async with parts.reader() as session:
        found = await review_queue(session, wanted, limit=limit, offset=offset)
    return QueueAnswer(
        texts=found.texts, notes=found.notes, items=[_view(note) for note in found.items]
    )


async def decide(body: DecideBody, admin: RequireAdmin, parts: Parts) -> DecidedAnswer:
    """Many at once; each is decided or not by itself, and nothing that changed meanwhile."""
    await mark_notes(parts.reader, parts.writer)
    notes = [NoteRef(note.id, note.version) for note in body.notes]
    async with parts.writer.begin() as session:
        if body.decision == "approve":
            outcomes = await review.approve_notes(session, notes, by=admin.name, at=parts.clock())
        else:
            outcomes = await review.reject_notes(
                session, notes, by=admin.name, at=parts.clock(), reason=body.reason.strip()
            )
    parts.on_published()
    pairs = zip(notes, outcomes, strict=True)
    return DecidedAnswer(items=[OutcomeView(id=note.key, outcome=one) for note, one in pairs])


async def approve_edited(body: EditedBody, admin: RequireAdmin, parts: Parts) -> DecidedAnswer:
    """Puts a note live as it was edited."""
    await mark_notes(parts.reader, parts.writer)
    with refusals():
        async with parts.writer.begin() as session:
            now = await article_detail(session, body.id)
            content = replace(now.content, title=body.title, body=body.body)
            note = NoteRef(body.id, body.version)
            await review.approve_edited(session, note, content, by=admin.name, at=parts.clock())
    parts.on_published()
    return DecidedAnswer(items=[OutcomeView(id=body.id, outcome=Outcome.DONE)])


async def list_quarantined(_: RequireAdmin, parts: Parts) -> QuarantinedAnswer:
    async with parts.reader() as session:
        found = await repository.quarantined_authors(session)
    rows = [QuarantinedRow.model_validate(one, from_attributes=True) for one in found]
    return QuarantinedAnswer(items=rows)


async def quarantine(body: AuthorBody, admin: RequireAdmin, parts: Parts) -> AuthorAnswer:
    """Takes away all that this author wrote, and holds what comes later."""
    await mark_notes(parts.reader, parts.writer)
    try:
        async with parts.writer.begin() as session:
            notes = await review.quarantine_author(
                session, body.author, by=admin.name, at=parts.clock(), reason=body.reason.strip()
            )
    except AuthorUnknownError:
        said = "A note without an author's name cannot be traced."
        raise NoSuchAuthorError(said, reason="note_without_author") from None
    parts.on_published()
    return AuthorAnswer(author=body.author, notes=notes)


async def release(body: AuthorBody, admin: RequireAdmin, parts: Parts) -> AuthorAnswer:
    """Puts what was taken away into the queue again."""
    try:
        async with parts.writer.begin() as session:
            notes = await review.release_author(
                session, body.author, by=admin.name, at=parts.clock()
            )
    except AuthorUnknownError:
        raise ObjectNotFoundError from None
    return AuthorAnswer(author=body.author, notes=notes)


async def list_decisions(
    _: RequireAdmin,
    parts: Parts,
    note: Annotated[str | None, Query(max_length=240)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> DecisionsAnswer:
    """Who decided what and when, the last first."""
    async with parts.reader() as session:
        total, found = await repository.decisions(session, key=note, limit=limit, offset=offset)
    items = [
        DecisionRow(
            note=one.article_key,
            decision=Decision(one.decision),
            title=one.title,
            author=one.author,
            notes=one.notes,
            reason=one.reason,
            decided_by=one.decided_by,
            decided_at=one.decided_at,
        )
        for one in found
    ]
    return DecisionsAnswer(items=items, total=total)


def _view(note: NoteToReview) -> NoteView:
    return NoteView.model_validate(
        {name: getattr(note, name) for name in NoteView.model_fields if name != "id"}
        | {"id": note.key},
        from_attributes=True,
    )
