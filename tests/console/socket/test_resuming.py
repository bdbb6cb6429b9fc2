"""A snapshot and the events after it are a fresh snapshot, however long somebody was gone."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from conversations.bus import conversation_topic
from conversations.contract import (
    AGENT_ONLY_EVENTS,
    Author,
    EventName,
    HandoffReason,
    Role,
    StateBody,
)
from conversations.log.edits import append_edit
from conversations.log.repository import all_rows_after
from conversations.log.service import append_agent_row, append_message, append_state
from conversations.states.service import (
    claim_conversation,
    close_conversation,
    escalate_conversation,
    expire_claim,
    release_conversation,
    reopen_conversation,
)
from conversations.wire import decode, decode_body
from tests.console.desk import Browser, Desk, locked
from tests.console.socket.line import Line, line

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
OFFLINE_S = 26 * 3600
SAMPLES = Path(__file__).parents[2] / "conversations" / "contract_samples"
# A kind of event without a golden sample fails here and at the contract's own tests.
EVENTS = [json.loads(path.read_text()) for path in sorted(SAMPLES.glob("server-event-*.json"))]


async def snapshot(browser: Browser, conversation_id: str) -> dict[str, Any]:
    answer = await browser.get(f"/api/console/conversations/{conversation_id}")
    detail: dict[str, Any] = answer.json()
    return detail


async def watch(open_line: Line, conversation_id: str, heads: dict[str, int]) -> None:
    await open_line.send(type="watch", conversation=conversation_id, **heads)


async def write(desk: Desk, conversation_id: str, sample: dict[str, Any]) -> None:
    """A row like this one, as the log takes it from whoever writes such rows."""
    at, event = desk.clock(), EventName(sample["event"])
    author = Author(Role(sample["author"]["role"]), sample["author"]["name"])
    async with desk.database.writer.begin() as session:
        named = {"conversation": await locked(session, conversation_id), "author": author, "at": at}
        if event is EventName.MESSAGE_POSTED:
            await append_message(session, body=decode_body(sample["body"]), **named)
        elif event is EventName.MESSAGE_EDITED:
            await append_edit(session, of_seq=1, text=sample["body"]["text"], **named)
        elif event in AGENT_ONLY_EVENTS:
            await append_agent_row(session, event=event, body=sample["body"], **named)
        else:
            body = decode(StateBody, sample["body"])
            await append_state(session, event=event, body=body, **named)
    desk.bus.publish(conversation_topic(conversation_id), {})


async def test_events_after_a_snapshot_make_a_fresh_one_for_every_kind_of_event(
    desk: Desk, address: str, ana: Browser
) -> None:
    assert {sample["event"] for sample in EVENTS} == {event.value for event in EventName}
    conversation_id = await desk.queued("hello")
    before = await snapshot(ana, conversation_id)
    events = before["events"]
    async with line(address, ana) as open_line:
        await watch(open_line, conversation_id, before["heads"])
        for sample in EVENTS:
            await write(desk, conversation_id, sample)
            [told] = await open_line.events(1)
            assert told["event"] == sample["event"]
            events.append(told)
            # After each kind, not only at the end: two mistakes must not make one truth.
            assert events == (await snapshot(ana, conversation_id))["events"]
        await open_line.quiet()


async def test_every_change_of_state_says_what_a_fresh_snapshot_says(
    desk: Desk, address: str, ana: Browser
) -> None:
    conversation_id = await desk.queued("hello")
    known = await snapshot(ana, conversation_id)
    async with line(address, ana) as open_line:
        await watch(open_line, conversation_id, known["heads"])
        for change in ("claim", "expire", "claim", "release", "escalate", "claim", "close", "open"):
            await do(desk, conversation_id, change)
            desk.bus.publish(conversation_topic(conversation_id), {})
            fresh = await snapshot(ana, conversation_id)
            while known["events"] != fresh["events"]:
                known["events"] += await open_line.events(1)
            states = [event["body"]["state"] for event in known["events"]
                      if event["event"].startswith("conversation.")]  # fmt: skip
            assert states[-1] == fresh["conversation"]["state"], change
        await open_line.quiet()


async def do(desk: Desk, conversation_id: str, change: str) -> None:
    at = desk.clock()
    async with desk.database.writer.begin() as session:
        conversation = await locked(session, conversation_id)
        named = {"conversation_id": conversation_id, "version": conversation.version, "at": at}
        match change:
            case "claim":
                await claim_conversation(session, agent_id="a" * 32, agent_name="Ana", **named)
            case "expire":
                await expire_claim(session, conversation_id=conversation_id, at=at)
            case "release":
                await release_conversation(session, **named)
            case "escalate":
                reason = HandoffReason.CASE
                await escalate_conversation(
                    session, conversation=conversation, reason=reason, at=at
                )
            case "close":
                await close_conversation(session, **named)
            case _:
                await reopen_conversation(
                    session, conversation=conversation, reopen_hours=24, at=at
                )


@pytest.mark.parametrize("rows", [450, pytest.param(5_000, marks=pytest.mark.soak)])
async def test_who_was_gone_for_26_hours_misses_nothing_and_gets_nothing_twice(
    desk: Desk, address: str, ana: Browser, rows: int
) -> None:
    """More than two pages of a socket, of both streams, and the session has ended meanwhile."""
    chance = random.Random(11)
    conversation_id = await desk.queued("hello")
    async with line(address, ana) as open_line:
        known = await snapshot(ana, conversation_id)
        await watch(open_line, conversation_id, known["heads"])
        await open_line.quiet()
    for _ in range(rows):
        desk.clock.advance(OFFLINE_S / rows)
        await write(desk, conversation_id, chance.choice(EVENTS))
    assert (await ana.get("/api/console/session")).status_code == 401
    back = desk.browser()
    await back.sign_in("ana@shop.test")
    async with line(address, back) as open_line:
        await watch(open_line, conversation_id, known["heads"])
        missed = await open_line.events(rows)
        await open_line.quiet()
    assert [event["seq"] for event in missed if event["seq"]] == list(
        range(known["heads"]["seq"] + 1, sum(bool(event["seq"]) for event in missed) + 3)
    )
    async with desk.database.reader() as session:
        stored = await all_rows_after(session, conversation_id, 0, 0, rows + 10)
    assert [event["id"] for event in missed] == [row.id for row in stored[-rows:]]
