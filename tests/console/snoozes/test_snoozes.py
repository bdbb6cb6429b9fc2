from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from console.snoozes.worker import SnoozeWorker
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio


async def do(browser: Browser, conversation: str, deed: str, **body: Any) -> Response:
    return await browser.post(f"/api/console/conversations/{conversation}/{deed}", json=body)


async def mine(browser: Browser) -> list[str]:
    listed = await browser.get("/api/console/inbox", params={"view": "mine"})
    return [item["id"] for item in listed.json()["items"]]


async def snoozed(desk: Desk, agent: Browser) -> str:
    conversation = await desk.queued("hello")
    await do(agent, conversation, "claim", version=2)
    until = (desk.clock() + timedelta(hours=2)).isoformat()
    put_off = await do(agent, conversation, "snooze", until=until)
    assert put_off.json()["conversation"]["snoozed_until"] is not None
    assert await mine(agent) == []
    return conversation


def worker(desk: Desk) -> SnoozeWorker:
    database = desk.database
    return SnoozeWorker(
        writer=database.writer, reader=database.reader, bus=desk.bus, clock=desk.clock
    )


async def test_it_comes_back_by_its_time_and_not_before(desk: Desk, ana: Browser) -> None:
    conversation = await snoozed(desk, ana)
    desk.clock.advance(2 * 3600 - 1)
    await worker(desk).look()
    assert await mine(ana) == []
    desk.clock.advance(1)
    await worker(desk).look()
    await worker(desk).look()
    assert await mine(ana) == [conversation]
    shown = (await ana.get(f"/api/console/conversations/{conversation}")).json()
    told = [one for one in shown["events"] if one["event"] == "conversation.snoozed"]
    assert [one["author"]["role"] for one in told] == ["agent", "system"]
    assert all(one["seq"] is None for one in told)


async def test_it_comes_back_when_the_shopper_writes(desk: Desk, ana: Browser) -> None:
    conversation = await snoozed(desk, ana)
    await desk.shopper_says(conversation, "still there?")
    assert await mine(ana) == [conversation]


async def test_only_its_agent_puts_it_off_and_only_into_the_future(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation = await snoozed(desk, ana)
    past = (desk.clock() - timedelta(minutes=1)).isoformat()
    assert code_of(await do(ana, conversation, "snooze", until=past)) == "invalid"
    assert code_of(await do(ben, conversation, "snooze")) == "not_assignee"
    assert (await do(ana, conversation, "snooze")).status_code == 200
    assert await mine(ana) == [conversation]


async def test_closing_keeps_reason_and_tags_from_the_shopper(desk: Desk, ana: Browser) -> None:
    conversation = await snoozed(desk, ana)
    tags = ["Late parcel", "late parcel", "vip"]
    closed = await do(ana, conversation, "close", version=3, reason="resolved", tags=tags)
    card = closed.json()["conversation"]
    assert (card["close_reason"], card["tags"]) == ("resolved", ["late parcel", "vip"])
    assert card["snoozed_until"] is None
    shown = (await ana.get(f"/api/console/conversations/{conversation}")).json()
    public = [event for event in shown["events"] if event["seq"] is not None]
    assert "resolved" not in str(public)
    assert "vip" not in str(public)
