"""What an agent has said is corrected where the shopper sees it, and kept as it was in the log."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from httpx import Response

from conversations.log.repository import public_rows_after
from conversations.transcript.service import transcript
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio


def path(conversation: str, rest: str) -> str:
    return f"/api/console/conversations/{conversation}/{rest}"


async def said(agent: Browser, conversation: str, text: str, cmid: str = "cmid-0001") -> int:
    answer = await agent.post(path(conversation, "messages"), json={"cmid": cmid, "text": text})
    return int(answer.json()["event"]["seq"])


async def claimed(desk: Desk, agent: Browser) -> str:
    conversation = await desk.queued("where is it?")
    await agent.post(path(conversation, "claim"), json={"version": 2})
    return conversation


async def edit(agent: Browser, conversation: str, seq: int, text: str) -> Response:
    return await agent.put(path(conversation, f"messages/{seq}"), json={"text": text})


async def rows(desk: Desk, conversation: str) -> list[tuple[str, dict[str, Any]]]:
    async with desk.database.reader() as session:
        found = await public_rows_after(session, conversation, 0, 100)
    return [(row.event, row.body) for row in found if row.event.startswith("message.")]


async def test_the_words_are_corrected_and_the_log_keeps_those_before(
    desk: Desk, ana: Browser
) -> None:
    conversation = await claimed(desk, ana)
    seq = await said(ana, conversation, "It leaves today.")
    answers = await asyncio.gather(
        *(edit(ana, conversation, seq, "It leaves on Monday.") for _ in range(5))
    )
    assert {answer.json()["event"]["seq"] for answer in answers} == {seq + 1}
    assert await rows(desk, conversation) == [
        ("message.posted", {"kind": "text", "text": "where is it?", "sources": []}),
        ("message.posted", {"kind": "text", "text": "It leaves today.", "sources": []}),
        ("message.edited", {"of_seq": seq, "text": "It leaves on Monday."}),
    ]
    again = await edit(ana, conversation, seq, "It leaves on Tuesday. Card 4242 4242 4242 4242.")
    assert "4242 4242 4242" not in again.json()["event"]["body"]["text"]
    back = await edit(ana, conversation, seq, "It leaves on Monday.")
    assert back.json()["event"]["seq"] == seq + 3

    listed = (await ana.get("/api/console/inbox?view=mine")).json()["items"]
    assert listed[0]["last"]["text"] == "It leaves on Monday."
    found = (await ana.get("/api/console/search?q=monday")).json()
    assert conversation in str(found)
    async with desk.database.reader() as session:
        kept = await transcript(
            session, conversation=await desk.state(conversation), site_name="Shop", locale="zh"
        )
    assert "Ana: It leaves on Monday. (已修改)" in kept
    assert "today" not in kept


async def test_only_own_words_are_changed_soon_and_by_who_has_the_conversation(
    desk: Desk, clock: FakeClock, ana: Browser, ben: Browser
) -> None:
    conversation = await claimed(desk, ana)
    seq = await said(ana, conversation, "It leaves today.")
    lost = await edit(ben, conversation, seq, "Nonsense")
    assert (lost.status_code, code_of(lost)) == (409, "not_assignee")
    assert lost.json()["conversation"]["assignee"]["name"] == "Ana"
    for other in (1, 2, seq + 5):
        refused = await edit(ana, conversation, other, "I never said that")
        assert (refused.status_code, code_of(refused)) == (409, "edit_refused")
    assert (await edit(ana, conversation, seq, "  ")).status_code == 422
    assert code_of(await edit(ana, conversation, seq, "Hello {{shopper.name}}")) == "invalid"

    version = (await desk.state(conversation)).version
    passed = {"version": version, "agent": ben.agent_id, "reason": "Ben knows"}
    assert (await ana.post(path(conversation, "transfer"), json=passed)).is_success
    assert code_of(await edit(ben, conversation, seq, "Nonsense")) == "edit_refused"
    own = await said(ben, conversation, "Ben here.", "cmid-0002")
    clock.advance(15 * 60)
    assert (await edit(ben, conversation, own, "Ben here!")).is_success
    clock.advance(1)
    assert code_of(await edit(ben, conversation, own, "Too late")) == "edit_refused"
