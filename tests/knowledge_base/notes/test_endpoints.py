"""`POST /api/kb/notes`, as a shop's own system calls it."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response

from knowledge_base.articles.service import article_detail
from knowledge_base.notes import keys
from knowledge_base.notes.endpoints import MAX_BYTES, MAX_NOTES, create_router
from knowledge_base.notes.pace import REQUESTS
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

NOTE = {"id": "n1", "title": "Soft", "body": "Very soft.", "author": "Mia", "product_id": "p1"}


class Shop:
    """A system of the shop with its key."""

    def __init__(self, database: Database, clock: FakeClock, key: str) -> None:
        app = FastAPI()
        app.include_router(
            create_router(
                writer=database.writer,
                reader=database.reader,
                clock=clock,
                monotonic=lambda: clock().timestamp(),
            )
        )
        self.http = AsyncClient(transport=ASGITransport(app), base_url="http://app.test")
        self.key = key

    async def send(self, body: Any, key: str | None = None, **more: Any) -> Response:
        headers = {"Authorization": f"Bearer {key or self.key}"}
        return await self.http.post("/api/kb/notes", json=body, headers=headers, **more)


@pytest.fixture
async def shop(database: Database, clock: FakeClock) -> Shop:
    async with database.writer.begin() as session:
        key, _ = await keys.make_key(session, name="review mails", by="Ana", at=clock())
    return Shop(database, clock, key)


async def test_a_note_waits_for_review_and_the_same_again_changes_nothing(
    shop: Shop, database: Database
) -> None:
    first = await shop.send(NOTE)
    counts = {"created": 1, "updated": 0, "unchanged": 0, "waiting": 1, "problems": []}
    assert (first.status_code, first.json()) == (200, counts)
    again = await shop.send({"notes": [NOTE]})
    assert again.json() == counts | {"created": 0, "unchanged": 1}
    async with database.reader() as session:
        note = await article_detail(session, "en:n1")
    assert (note.state, note.live, note.editor) == ("draft", None, "review mails")
    assert note.content.tier == "community"


async def test_good_notes_are_taken_and_bad_ones_named(shop: Shop) -> None:
    bad = [{**NOTE, "id": "n2", "title": ""}, 7, {**NOTE, "id": "n3", "state": "published"},
           {**NOTE, "id": "n4", "tier": "official"}]  # fmt: skip
    answer = await shop.send({"notes": [NOTE, *bad]})
    assert (answer.status_code, answer.json()["created"]) == (200, 1)
    assert [(one["note"], one["message"]) for one in answer.json()["problems"]] == [
        (2, "title is missing"),
        (3, "not an object"),
        (4, "unknown field state"),
        (5, "tier must be community for a note"),
    ]
    nothing = await shop.send({"notes": bad})
    assert (nothing.status_code, nothing.json()["error"]["code"]) == (422, "invalid")


@pytest.mark.parametrize("key", ["", "x", "sbn_", "sbn_wrong", "sbn_" + "x" * 500, "Bearer"])
async def test_without_a_good_key_nothing_is_taken(shop: Shop, key: str) -> None:
    headers = {"Authorization": f"Bearer {key}".strip()}
    for sent in (headers, {}, {"Authorization": f"Basic {shop.key}"}):
        answer = await shop.http.post("/api/kb/notes", json=NOTE, headers=sent)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthenticated")


async def test_a_key_that_was_removed_opens_nothing_any_more(
    shop: Shop, database: Database
) -> None:
    assert (await shop.send(NOTE)).status_code == 200
    async with database.writer.begin() as session:
        (kept,) = await keys.all_keys(session)
        assert kept.used_at is not None
        assert shop.key not in repr(vars(kept))
        await keys.drop_key(session, kept.id)
    assert (await shop.send(NOTE)).status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([NOTE], 422),
        ({"notes": []}, 422),
        ({"notes": "x"}, 422),
        ({"notes": [NOTE] * (MAX_NOTES + 1)}, 422),
        ({**NOTE, "body": "x" * MAX_BYTES}, 413),
    ],
)
async def test_what_is_no_list_of_notes_is_refused(shop: Shop, body: Any, status: int) -> None:
    assert (await shop.send(body)).status_code == status


async def test_a_body_that_is_not_json_is_refused(shop: Shop) -> None:
    headers = {"Authorization": f"Bearer {shop.key}"}
    for body in (b"", b"{", b"[" * 100_000, b"\xff"):
        answer = await shop.http.post("/api/kb/notes", content=body, headers=headers)
        assert answer.status_code == 422


async def test_who_sends_too_fast_is_told_when_to_go_on_and_others_are_not_slowed(
    shop: Shop, database: Database, clock: FakeClock
) -> None:
    async with database.writer.begin() as session:
        other, _ = await keys.make_key(session, name="forum", by="Ana", at=clock())
    codes = [(await shop.send({"notes": []})).status_code for _ in range(REQUESTS)]
    assert codes == [422] * REQUESTS
    clock.advance(20)
    refused = await shop.send(NOTE)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "40")
    assert refused.json()["error"]["code"] == "too_many_requests"
    assert (await shop.send(NOTE, key=other)).status_code == 200
    clock.advance(40)
    assert (await shop.send(NOTE)).status_code == 200
