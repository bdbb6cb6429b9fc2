"""Deciding about notes, and that shoppers get nothing that was not approved."""

from __future__ import annotations

import json
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from knowledge_base.articles.errors import ArticleStaleError
from knowledge_base.articles.schemas import ArticleContent, ArticleDetail
from knowledge_base.articles.service import article_detail, publish_article, save_draft
from knowledge_base.importing.files import read_articles
from knowledge_base.importing.service import ImportReport, ImportRules, import_articles
from knowledge_base.index.view import IndexView
from knowledge_base.notes import repository
from knowledge_base.notes.errors import NoteHeldError
from knowledge_base.notes.marks import mark_notes
from knowledge_base.notes.queue import review_queue
from knowledge_base.notes.repository import Wanted
from knowledge_base.notes.review import (
    approve_edited,
    approve_notes,
    quarantine_author,
    reject_notes,
    release_author,
)
from knowledge_base.notes.schemas import NoteRef, Outcome, ReviewQueue
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

NOTE = {
    "id": "n1",
    "title": "Soft",
    "body": "Very soft wool.",
    "author": "Mia",
    "tier": "community",
}

Send = Callable[..., Awaitable[ImportReport]]


@pytest.fixture
def send(tmp_path: Path, database: Database, clock: FakeClock) -> Send:
    async def take(*notes: dict[str, object], approved: bool = False) -> ImportReport:
        path = tmp_path / "notes.jsonl"
        path.write_text("\n".join(json.dumps(note) for note in notes))
        clock.advance(1)
        return await import_articles(
            database.writer,
            read_articles(path),
            rules=ImportRules(approved=approved, notes_only=True),
            clock=clock,
        )

    return take


class Desk:
    """One who reviews: `Ana`."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.database = database
        self.clock = clock

    async def queue(self, **wanted: object) -> ReviewQueue:
        await mark_notes(self.database.reader, self.database.writer)
        async with self.database.reader() as session:
            return await review_queue(session, Wanted(**wanted), limit=100)

    async def approve(self, *refs: tuple[str, int]) -> list[Outcome]:
        async with self.database.writer.begin() as session:
            notes = [NoteRef(*ref) for ref in refs]
            return await approve_notes(session, notes, by="Ana", at=self.clock())

    async def reject(self, *refs: tuple[str, int]) -> list[Outcome]:
        async with self.database.writer.begin() as session:
            notes = [NoteRef(*ref) for ref in refs]
            return await reject_notes(session, notes, by="Ana", at=self.clock(), reason="spam")

    async def edit(self, key: str, version: int, body: str) -> None:
        async with self.database.writer.begin() as session:
            content = (await article_detail(session, key)).content
            text = ArticleContent(title=content.title, body=body, tier=content.tier,
                                  author=content.author)  # fmt: skip
            await approve_edited(session, NoteRef(key, version), text, by="Ana", at=self.clock())

    async def quarantine(self, author: str) -> int:
        await mark_notes(self.database.reader, self.database.writer)
        async with self.database.writer.begin() as session:
            return await quarantine_author(session, author, by="Ana", at=self.clock())

    async def release(self, author: str) -> int:
        async with self.database.writer.begin() as session:
            return await release_author(session, author, by="Ana", at=self.clock())

    async def detail(self, key: str) -> ArticleDetail:
        async with self.database.reader() as session:
            return await article_detail(session, key)

    async def decided(self) -> list[tuple[str | None, str, str]]:
        async with self.database.reader() as session:
            _, found = await repository.decisions(session, key=None, limit=100, offset=0)
        return [(one.article_key, one.decision, one.decided_by) for one in reversed(found)]


@pytest.fixture
def desk(database: Database, clock: FakeClock) -> Desk:
    return Desk(database, clock)


async def test_a_note_waits_with_its_claims_until_it_is_approved(desk: Desk, send: Send) -> None:
    await send({**NOTE, "body": "It cured my rash. See www.mia.example"})
    (note,) = (await desk.queue()).items
    assert (note.key, note.version, note.author, note.notes) == ("en:n1", 1, "Mia", 1)
    words = [(claim.risk.value, claim.words) for claim in note.claims]
    assert words == [("medical", "cured"), ("medical", "rash"), ("contact", "www.mia.example")]
    assert (await desk.queue(risk="price")).texts == 0
    assert (await desk.queue(risk="medical")).texts == 1
    assert (await desk.queue(risk="none")).texts == 0
    assert await desk.approve(("en:n1", 1)) == [Outcome.DONE]
    assert (await desk.detail("en:n1")).live is not None
    assert (await desk.queue()).texts == 0
    assert await desk.decided() == [("en:n1", "approved", "Ana")]


async def test_notes_that_say_the_same_are_one_and_decided_together(desk: Desk, send: Send) -> None:
    await send(*({**NOTE, "id": f"n{n}", "author": f"A{n}", "body": "Very SOFT wool" + "!" * n}
                 for n in range(40)))  # fmt: skip
    await send({**NOTE, "id": "other", "body": "Scratchy."})
    found = await desk.queue()
    assert (found.texts, found.notes) == (2, 41)
    first = found.items[0]
    assert (first.notes, first.authors) == (40, ("A0", "A1", "A10", "A11", "A12"))
    assert await desk.approve((first.key, first.version)) == [Outcome.DONE]
    assert (await desk.queue()).notes == 1
    decided = await desk.decided()
    assert decided[0] == (first.key, "approved", "Ana")
    assert {decision for _, decision, _ in decided[1:]} == {"duplicate"}
    assert len(decided) == 40
    await send({**NOTE, "id": "again", "author": "Late"})
    (late,) = [note for note in (await desk.queue()).items if note.key == "en:again"]
    assert late.live == 1


async def test_a_rejected_text_leaves_the_queue_and_the_approved_one_stays(
    desk: Desk, send: Send
) -> None:
    await send(NOTE)
    await desk.queue()
    await desk.approve(("en:n1", 1))
    await send({**NOTE, "body": "Buy followers at spam.example"})
    (note,) = (await desk.queue()).items
    assert (note.version, note.replaces) == (2, "Very soft wool.")
    assert await desk.reject(("en:n1", 2)) == [Outcome.DONE]
    assert (await desk.queue()).texts == 0
    live = (await desk.detail("en:n1")).live
    assert live is not None
    assert live.body == "Very soft wool."
    await send({**NOTE, "body": "Buy followers at spam.example"})
    assert (await desk.queue()).texts == 0
    await send({**NOTE, "body": "Still soft after a month."})
    assert [one.version for one in (await desk.queue()).items] == [3]


async def test_a_new_text_of_a_rejected_note_waits_again(desk: Desk, send: Send) -> None:
    await send(NOTE)
    await desk.queue()
    await desk.reject(("en:n1", 1))
    assert (await desk.detail("en:n1")).state == "archived"
    await send(NOTE)
    assert (await desk.queue()).texts == 0
    await send({**NOTE, "body": "What I meant: soft."})
    assert [one.version for one in (await desk.queue()).items] == [2]


async def test_what_changed_or_was_decided_meanwhile_is_not_decided_again(
    desk: Desk, send: Send
) -> None:
    await send(NOTE, {**NOTE, "id": "n2", "body": "Other."})
    await send({**NOTE, "body": "Changed since it was read."})
    await desk.queue()
    assert await desk.approve(("en:n1", 1), ("en:n2", 1)) == [Outcome.CHANGED, Outcome.DONE]
    assert await desk.reject(("en:n2", 1), ("en:none", 1)) == [Outcome.GONE, Outcome.GONE]
    with pytest.raises(ArticleStaleError):
        await desk.edit("en:n1", 1, "Mine.")
    assert (await desk.detail("en:n1")).live is None


async def test_an_edited_note_goes_live_and_what_was_written_is_kept(
    desk: Desk, send: Send
) -> None:
    await send({**NOTE, "body": "Soft. Call me: +49 170 1234567"})
    await desk.queue()
    await desk.edit("en:n1", 1, "Soft.")
    detail = await desk.detail("en:n1")
    assert detail.live is not None
    assert (detail.live.body, detail.version, detail.editor) == ("Soft.", 2, "Ana")
    assert await desk.decided() == [("en:n1", "edited", "Ana")]


async def test_nothing_of_an_author_in_quarantine_is_shown_or_goes_live(
    desk: Desk, send: Send, view: IndexView, search: KnowledgeSearch, database: Database,
    clock: FakeClock,
) -> None:  # fmt: skip
    await send(NOTE, {**NOTE, "id": "n2", "body": "Soft and warm wool.", "author": "Tom"})
    await desk.queue()
    await desk.approve(("en:n1", 1), ("en:n2", 1))
    await view.refresh()
    assert await shown(search) == {"n1", "n2"}
    assert await desk.quarantine(" MIA\u200b ") == 1
    await view.refresh()
    assert await shown(search) == {"n2"}
    later = {**NOTE, "id": "n3", "author": "mia", "body": "Even softer."}
    assert (await send(later, approved=True)).waiting == 1
    assert (await desk.queue()).texts == 0
    assert [note.key for note in (await desk.queue(held=True)).items] == ["en:n3"]
    assert await desk.approve(("en:n3", 1)) == [Outcome.HELD]
    with pytest.raises(NoteHeldError):
        async with database.writer.begin() as session:
            await publish_article(session, key="en:n3", version=1, at=clock())
    await view.refresh()
    assert await shown(search) == {"n2"}

    assert await desk.release("Mia") == 1
    await view.refresh()
    assert await shown(search) == {"n2"}
    assert {note.key for note in (await desk.queue()).items} == {"en:n1", "en:n3"}
    about = [decision for key, decision, _ in await desk.decided() if key is None]
    assert about == ["quarantined", "released"]


async def shown(search: KnowledgeSearch) -> set[str]:
    tiers = frozenset({"community"})
    found = await search.search("is the wool soft and warm", tiers=tiers, top=50)
    return {passage.article_id for passage in found.passages}


async def test_whatever_happens_no_unapproved_passage_is_served(
    desk: Desk, send: Send, view: IndexView, search: KnowledgeSearch, database: Database,
    clock: FakeClock,
) -> None:  # fmt: skip
    """Notes come, change, are decided, edited, published by hand, held and released at random."""
    chance = random.Random(7)
    approved: dict[str, str] = {}
    held: set[str] = set()
    looked = served = 0
    for step in range(120):
        key = f"en:n{chance.randrange(12)}"
        author = f"A{key[-1]}"
        match chance.randrange(7):
            case 0 | 1:
                text = f"The wool is soft, number {step}."
                note = {**NOTE, "id": key.removeprefix("en:"), "author": author, "body": text}
                await send(note)
            case 2:
                for one in (await desk.queue()).items[:2]:
                    if await desk.approve((one.key, one.version)) == [Outcome.DONE]:
                        approved[one.key] = one.body
            case 3:
                for one in (await desk.queue()).items[:1]:
                    await desk.reject((one.key, one.version))
            case 4:
                for one in (await desk.queue()).items[:1]:
                    await desk.edit(one.key, one.version, f"Edited, soft wool {step}.")
                    approved[one.key] = f"Edited, soft wool {step}."
            case 5 if author not in held and approved:
                await desk.quarantine(author)
                held.add(author)
                approved = {key: text for key, text in approved.items() if f"A{key[-1]}" != author}
            case 6 if held:
                await desk.release(held.pop())
        await view.refresh()
        found = await search.search("is the wool soft", tiers=frozenset({"community"}), top=50)
        looked += 1
        served += len(found.passages)
        for passage in found.passages:
            assert approved.get(f"en:{passage.article_id}") == passage.text, step
        live = {f"en:{passage.article_id}" for passage in found.passages}
        assert live == approved.keys()
    print(f"{looked} searches, {served} passages served, 0 of them unapproved")
    assert served > 100


async def test_a_draft_written_by_hand_waits_like_any_other(
    desk: Desk, send: Send, database: Database, clock: FakeClock
) -> None:
    await send(NOTE)
    await desk.queue()
    await desk.approve(("en:n1", 1))
    async with database.writer.begin() as session:
        content = (await article_detail(session, "en:n1")).content
        text = ArticleContent(title=content.title, body="By hand.", tier=content.tier)
        await save_draft(session, key="en:n1", version=1, content=text, editor="Mo", at=clock())
    assert [note.body for note in (await desk.queue()).items] == ["By hand."]


async def test_a_note_cannot_write_over_an_article_of_the_shop(
    send: Send, desk: Desk, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "shop.jsonl"
    path.write_text(json.dumps({"id": "returns", "title": "Returns", "body": "30 days."}))
    await import_articles(database.writer, read_articles(path), rules=ImportRules(), clock=clock)
    report = await send({**NOTE, "id": "returns"}, {**NOTE, "id": "x", "tier": "official"}, NOTE)
    assert [one.problem for one in report.problems] == [
        "returns is the id of an article that is no note",
        "tier must be community for a note",
    ]
    assert (await desk.detail("en:returns")).version == 1
    assert report.created == 1
