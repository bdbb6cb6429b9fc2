"""An agent's file goes to the shopper once, and no file opens for who is not signed in."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import Response

from conversations.uploads.service import keep_upload
from tests.connectors.uploads.form import BOUNDARY, form
from tests.connectors.uploads.test_uploads import READY
from tests.console.desk import Browser, Desk
from tests.conversations.uploads.pictures import pictures

pytestmark = pytest.mark.anyio
ABSENT = "0" * 32


async def upload(browser: Browser, data: bytes, **more: Any) -> Response:
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return await browser.post(
        "/api/console/uploads", content=form(data), headers={**headers, **more}
    )


async def claimed(desk: Desk, agent: Browser) -> str:
    conversation = await desk.queued()
    path = f"/api/console/conversations/{conversation}/claim"
    assert (await agent.post(path, json={"version": 2})).is_success
    return conversation


async def send(agent: Browser, conversation: str, upload_id: str, cmid: str = "c") -> Response:
    path = f"/api/console/conversations/{conversation}/files"
    body = {"cmid": cmid, "upload_id": upload_id, "caption": "your label"}
    return await agent.post(path, json=body)


async def test_an_agents_picture_is_drawn_again_said_once_and_shown(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation = await claimed(desk, ana)
    kept = await upload(ana, pictures()["turned.jpg"])
    assert kept.status_code == 201
    upload_id = kept.json()["upload_id"]
    assert (await send(ben, conversation, upload_id)).status_code == 409
    assert (await ben.get(f"/api/console/uploads/{upload_id}")).status_code == 404
    said = await send(ana, conversation, upload_id)
    body = said.json()["event"]["body"]
    assert (body["kind"], body["caption"], body["file"]["id"]) == ("file", "your label", upload_id)
    assert (await send(ana, conversation, upload_id)).json() == said.json()
    assert (await send(ana, conversation, upload_id, "again")).status_code == 409
    shown = await ben.get(f"/api/console/uploads/{upload_id}")
    assert (shown.headers["Content-Type"], shown.headers["Cache-Control"]) == (
        "image/jpeg", "no-store",
    )  # fmt: skip
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert b"CANARY" not in shown.content


async def test_files_are_for_the_signed_in_and_sent_from_our_own_pages(
    desk: Desk, ana: Browser
) -> None:
    conversation = await claimed(desk, ana)
    async with desk.database.writer.begin() as session:
        file = await keep_upload(session, owner_key=ana.agent_id, file=READY, at=desk.clock())
    assert (await send(ana, conversation, file.id)).is_success
    stranger = desk.browser()
    for upload_id in (file.id, ABSENT):
        answer = await stranger.get(f"/api/console/uploads/{upload_id}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthenticated")
    photo = pictures()["photo.jpg"]
    assert (await upload(ana, photo, Origin="https://evil.test")).status_code == 403
    assert (await upload(ana, photo, **{"X-CSRF-Token": "x"})).status_code == 403


async def test_what_is_no_picture_and_what_is_not_ones_own_are_refused(
    desk: Desk, ana: Browser
) -> None:
    conversation = await claimed(desk, ana)
    refused = await upload(ana, b"<script>alert(1)</script>")
    assert (refused.status_code, refused.json()["error"]["code"]) == (415, "file_refused")
    async with desk.database.writer.begin() as session:
        theirs = await keep_upload(session, owner_key="shopper", file=READY, at=desk.clock())
    for upload_id in (theirs.id, ABSENT):
        answer = await send(ana, conversation, upload_id)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "upload_refused")


async def test_who_has_lost_the_conversation_is_shown_whose_it_is_now(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation = await claimed(desk, ana)
    mine = (await upload(ben, pictures()["photo.jpg"])).json()["upload_id"]
    refused = await send(ben, conversation, mine)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_assignee")
    assert refused.json()["conversation"]["assignee"]["name"] == "Ana"
