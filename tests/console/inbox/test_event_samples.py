"""What agents' deeds write into the log has the fields of the golden samples."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from conversations.log.repository import all_rows_after
from tests.console.desk import Browser, Desk

pytestmark = pytest.mark.anyio

SAMPLES = Path(__file__).parents[2] / "conversations" / "contract_samples"
Fields = frozenset[str]


def sampled() -> dict[str, set[Fields]]:
    """The fields that a body of each event may have."""
    found: dict[str, set[Fields]] = {}
    for path in SAMPLES.glob("server-event-*.json"):
        sample = json.loads(path.read_text())
        found.setdefault(sample["event"], set()).add(frozenset(sample["body"]))
    return found


async def do(who: Browser, conversation: str, deed: str, **body: Any) -> Response:
    answer = await who.post(f"/api/console/conversations/{conversation}/{deed}", json=body)
    assert answer.is_success, (deed, answer.text)
    return answer


async def written(desk: Desk, conversation: str) -> list[tuple[str, Fields]]:
    async with desk.database.reader() as session:
        rows = await all_rows_after(session, conversation, 0, 0, 100)
    return [(row.event, frozenset(row.body)) for row in rows]


async def test_every_deed_writes_what_its_sample_shows(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation = await desk.queued("hello")
    earlier = await desk.queued("hello")

    async def at_version(who: Browser, deed: str, **body: Any) -> None:
        version = (await desk.state(conversation)).version
        await do(who, conversation, deed, version=version, **body)

    await at_version(ana, "claim")
    said = await do(ana, conversation, "messages", cmid="cmid-0001", text="Hello")
    path = f"/api/console/conversations/{conversation}/messages/{said.json()['event']['seq']}"
    assert (await ana.put(path, json={"text": "Hello!"})).is_success
    await do(ana, conversation, "notes", cmid="cmid-0002", text="Who knows dresses?")
    await at_version(ana, "transfer", agent=ben.agent_id, reason="Ben does")
    until = (desk.clock() + timedelta(hours=1)).isoformat()
    await do(ben, conversation, "snooze", until=until)
    await do(ben, conversation, "snooze", until=None)
    async with desk.database.writer.begin() as session:
        kept = await desk.state(conversation)
        other = await desk.state(earlier)
        other.shopper_id = kept.shopper_id
        await session.merge(other)
    await desk.shopper_says(conversation, "still here")
    await at_version(ben, "merge", other=earlier, other_version=other.version)
    await at_version(ben, "close", reason="resolved", tags=["dress"])

    rows = await written(desk, conversation) + await written(desk, earlier)
    assert {event for event, _ in rows} >= {
        "message.posted", "message.edited", "note.added", "conversation.escalated",
        "conversation.claimed", "conversation.transferred", "conversation.snoozed",
        "conversation.merged", "conversation.tagged", "conversation.closed",
    }  # fmt: skip
    known = sampled()
    assert [row for row in rows if row[1] not in known[row[0]]] == []
