"""A file from the form to the log and back, and nobody else's way to it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from conversations.contract import Author, Role
from conversations.log.service import append_message
from conversations.models import Turn
from conversations.sites.service import save_site
from conversations.uploads.models import Upload, UploadContent
from conversations.uploads.reading import ReadyFile
from conversations.uploads.service import (
    MOST_IN_AN_HOUR,
    attach_upload,
    body_of_own,
    erase_uploads,
    export_uploads,
    keep_upload,
)
from conversations.uploads.worker import UploadCleaner
from tests.connectors.gateway.widget import ORIGIN, Gateway, Widget
from tests.connectors.uploads.form import ask, form, refusal, upload
from tests.conversations.uploads.pictures import looked_at, pictures

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
ABSENT = "0" * 32
READY = ReadyFile("photo.jpg", "image/jpeg", b"full", b"small", 40, 30)


async def kept(gateway: Gateway, owner: str) -> str:
    """An upload that is there already, without the time that reading one takes."""
    async with gateway.database.writer.begin() as session:
        found = await keep_upload(session, owner_key=owner, file=READY, at=gateway.clock())
    return found.id


async def owner_of(gateway: Gateway, widget: Widget) -> str:
    return (await gateway.conversation(widget.conversation)).shopper_id


async def send_file(widget: Widget, upload_id: str, cmid: str = "c", caption: str = "") -> None:
    body = {"kind": "file", "upload_id": upload_id, "caption": caption}
    await widget.send(type="send", cmid=cmid, body=body)


async def test_a_photo_is_taken_said_shown_and_has_lost_what_nobody_meant_to_send(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        answer = await upload(gateway, widget.token, pictures()["turned.jpg"], "../IMG 1.png")
        assert answer.status_code == 201
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        file = answer.json()
        assert (file["name"], file["type"]) == ("IMG 1.jpg", "image/jpeg")
        assert (file["width"], file["height"]) == (1365, 2048)
        await send_file(widget, file["upload_id"], caption="the zip, 4111 1111 1111 1111")
        ack = await widget.receive("ack", cmid="c")
        event = await widget.receive("event")
        assert (event["seq"], event["body"]["file"]["id"]) == (ack["seq"], file["upload_id"])
        assert event["body"]["caption"] == "the zip, •••• •••• •••• 1111"
        shown = await ask(gateway, "GET", f"/{file['upload_id']}", token=widget.token)
        small = await ask(
            gateway, "GET", f"/{file['upload_id']}", token=widget.token, params={"size": "preview"}
        )
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Disposition"].startswith("attachment;")
    assert b"CANARY" not in shown.content
    look = looked_at(shown.content)
    assert (look["size"], look["exif"]) == ((1365, 2048), 0)
    assert max(looked_at(small.content)["size"]) == 480
    async with gateway.database.reader() as session:
        [turn] = (await session.execute(select(Turn))).scalars()
    assert turn.chosen == {"intent": "inform", "entities": {"upload": file["upload_id"]}}


async def test_a_file_is_said_once_and_the_same_message_gets_the_same_ack(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        upload_id = await kept(gateway, await owner_of(gateway, widget))
        await send_file(widget, upload_id)
        ack = await widget.receive("ack")
        await send_file(widget, upload_id)
        assert await widget.receive("ack") == {**ack, "dup": True}
        await send_file(widget, upload_id, cmid="again")
        nack = await widget.receive("nack")
    assert (nack["code"], nack["final"]) == ("upload_refused", True)
    assert len(await gateway.rows(widget.conversation)) == 1


async def test_of_two_sockets_that_say_the_same_file_at_once_one_does(gateway: Gateway) -> None:
    async with gateway.widget() as one, gateway.widget(token=one.token) as other:
        await other.request("new")
        await other.receive("welcome")
        upload_id = await kept(gateway, await owner_of(gateway, one))
        await asyncio.gather(send_file(one, upload_id, "a"), send_file(other, upload_id, "b"))
        kinds = sorted([await _answer(one), await _answer(other)])
    assert kinds == ["ack", "nack"]


async def _answer(widget: Widget) -> str:
    while (frame := await widget.next())["type"] not in ("ack", "nack"):
        pass
    return str(frame["type"])


async def test_a_foreign_a_used_an_old_and_no_upload_are_refused_alike(gateway: Gateway) -> None:
    async with gateway.widget() as victim, gateway.widget() as intruder:
        owner, own = await owner_of(gateway, victim), await owner_of(gateway, intruder)
        foreign, said = await kept(gateway, owner), await kept(gateway, own)
        old = await kept(gateway, own)
        await send_file(intruder, said, "said")
        await intruder.receive("ack")
        gateway.clock.advance(24 * 3600)
        nacks: list[Any] = []
        for number, one in enumerate((foreign, said, old, ABSENT, "", "x" * 9_000)):
            await send_file(intruder, one, f"c{number}")
            nacks.append(await intruder.receive("nack", cmid=f"c{number}"))
        assert len({(n["code"], n["message"], n["final"]) for n in nacks}) == 1
        assert nacks[0]["code"] == "upload_refused"


async def test_only_the_conversations_own_shopper_gets_a_file(gateway: Gateway) -> None:
    async with gateway.database.writer.begin() as session:
        await save_site(session, key="other", name="Other", origins=["https://other.test"])
    async with gateway.widget() as victim, gateway.widget() as intruder:
        mine = await kept(gateway, await owner_of(gateway, victim))
        await send_file(victim, mine)
        await victim.receive("ack")
        agents = await _sent_by_agent(gateway, victim.conversation)
        for one in (mine, agents):
            good = await ask(gateway, "GET", f"/{one}", token=victim.token)
            assert (good.status_code, good.content) == (200, b"full")
            theirs = await ask(gateway, "GET", f"/{one}", token=intruder.token)
            nobodys = await ask(gateway, "GET", f"/{ABSENT}", token=intruder.token)
            assert refusal(theirs) == (404, "not_found")
            assert (theirs.content, theirs.headers.keys()) == (
                nobodys.content, nobodys.headers.keys(),
            )  # fmt: skip
            for token in (None, "nobody", victim.token[:-1]):
                answer = await ask(gateway, "GET", f"/{one}", token=token)
                assert refusal(answer) == (401, "unauthenticated")
            elsewhere = await ask(
                gateway, "GET", f"/{one}", token=victim.token, site="other", origin=None
            )
            assert refusal(elsewhere) == (401, "unauthenticated")


async def _sent_by_agent(gateway: Gateway, conversation_id: str) -> str:
    upload_id = await kept(gateway, "agent-1")

    async def say(session: Any, *, conversation: Any, at: Any) -> None:
        body = await body_of_own(session, upload_id=upload_id, owner_key="agent-1", caption="")
        await attach_upload(session, upload_id=upload_id, conversation=conversation, at=at)
        author = Author(Role.AGENT, "Ana")
        await append_message(session, conversation=conversation, author=author, body=body, at=at)

    await gateway.change(conversation_id, say)
    return upload_id


async def test_no_page_but_the_sites_own_may_send_or_read(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        mine = await kept(gateway, await owner_of(gateway, widget))
        for origin in ("https://evil.test", "null", "https://shop.test.evil.test", f"{ORIGIN}/"):
            sent = await upload(gateway, widget.token, b"x", origin=origin)
            read = await ask(gateway, "GET", f"/{mine}", token=widget.token, origin=origin)
            asked = await ask(gateway, "OPTIONS", token=None, origin=origin)
            for answer in (sent, read, asked):
                assert refusal(answer) == (403, "origin_refused")
                assert "Access-Control-Allow-Origin" not in answer.headers
        missing = await upload(gateway, widget.token, b"x", origin=None)
        assert refusal(missing) == (403, "origin_refused")
        asked = await ask(gateway, "OPTIONS", token=None)
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Headers"] == "authorization, content-type"


async def test_the_twenty_first_file_of_an_hour_is_told_when_to_come_again(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        owner = await owner_of(gateway, widget)
        for _ in range(MOST_IN_AN_HOUR):
            await kept(gateway, owner)
        gateway.clock.advance(600)
        answer = await upload(gateway, widget.token, pictures()["photo.jpg"])
        assert refusal(answer) == (429, "rate_limited")
        assert answer.headers["Retry-After"] == "3000"
        gateway.clock.advance(3_000)
        assert (await upload(gateway, widget.token, pictures()["photo.jpg"])).status_code == 201


@pytest.mark.parametrize(
    ("headers", "content", "status", "code"),
    [
        ({"Content-Type": "image/jpeg"}, b"\xff\xd8\xff", 400, "invalid"),
        ({"Content-Type": "multipart/form-data"}, b"", 400, "invalid"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\n", 400, "invalid"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x--\r\n" * 99, 400, "invalid"),
        ({"Content-Type": f"multipart/form-data; boundary={'x' * 999}"}, b"-", 400, "invalid"),
        (
            {"Content-Type": "multipart/form-data; boundary=----a-browsers-own"},
            form(b"\xff\xd8\xff" + b"\0" * (11 << 20)),
            413,
            "file_too_large",
        ),
    ],
)
async def test_a_body_that_is_no_form_or_too_large_is_refused(
    gateway: Gateway, headers: dict[str, str], content: bytes, status: int, code: str
) -> None:
    async with gateway.widget() as widget:
        answer = await ask(gateway, "POST", token=widget.token, headers=headers, content=content)
        assert refusal(answer) == (status, code)
        assert (await widget.said("still here"))["seq"] == 1


async def test_what_was_never_said_goes_after_a_day_and_an_erasure_takes_the_rest(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        owner = await owner_of(gateway, widget)
        said, unsaid = await kept(gateway, owner), await kept(gateway, owner)
        await send_file(widget, said)
        await widget.receive("ack")
    cleaner = UploadCleaner(writer=gateway.database.writer, clock=gateway.clock)
    assert await cleaner.clean() == 0
    gateway.clock.advance(24 * 3600)
    assert await cleaner.clean() == 1
    async with gateway.database.reader() as session:
        files = export_uploads(session, conversation_id=widget.conversation)
        assert [data async for _, data in files] == [b"full"]
        assert await session.get(Upload, unsaid) is None
    async with gateway.database.writer.begin() as session:
        assert await erase_uploads(session, conversation_id=widget.conversation) == 1
    async with gateway.database.reader() as session:
        left = [
            await session.scalar(select(func.count()).select_from(table))
            for table in (Upload, UploadContent)
        ]
    assert left == [0, 0]
