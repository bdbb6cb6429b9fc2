from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import insert, update

from connectors.gateway.context import GatewayTiming
from connectors.gateway.delivery import PAGE
from conversations.bus import conversation_topic
from conversations.contract import RESUME_GAP, Author, EventName, Role, TextBody
from conversations.log.service import append_agent_row, append_message
from conversations.models import Conversation, LogRow
from tests.connectors.gateway.conftest import StartGateway
from tests.connectors.gateway.widget import Frame, Gateway
from tests.conversations.waiting import eventually

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
BOT = Author(Role.BOT)


async def fill(gateway: Gateway, conversation_id: str, count: int, text: str = "") -> None:
    """Put `count` messages into the log at once."""
    head = (await gateway.conversation(conversation_id)).head_seq
    rows: list[dict[str, Any]] = [
        {
            "id": f"{conversation_id[:20]}{seq}",
            "conversation_id": conversation_id,
            "seq": seq,
            "at": gateway.clock(),
            "event": "message.posted",
            "author_role": "bot",
            "author_name": "",
            "author_key": "",
            "body": {"kind": "text", "text": text or f"m{seq}", "sources": []},
        }
        for seq in range(head + 1, head + count + 1)
    ]
    async with gateway.database.writer.begin() as session:
        await session.execute(insert(LogRow), rows)
        await session.execute(
            update(Conversation)
            .where(Conversation.id == conversation_id)
            .values(head_seq=head + count)
        )


def seqs(frames: list[Frame]) -> list[int]:
    return [frame["seq"] for frame in frames]


async def test_a_new_socket_is_sent_exactly_what_it_missed(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        for text in ("one", "two"):
            await widget.said(text)
    await fill(gateway, widget.conversation, 5)
    async with gateway.widget(
        token=widget.token, epoch=widget.welcome["epoch"], last_seq=2
    ) as again:
        assert again.welcome["head"] == 7
        assert seqs(await again.events(5)) == [3, 4, 5, 6, 7]
        assert not [frame for frame in await again.barrier() if frame["type"] == "event"]
        await again.said("three")
        assert seqs(await again.events(1)) == [8]


async def test_who_has_everything_is_sent_nothing_and_who_has_nothing_everything(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        await fill(gateway, widget.conversation, RESUME_GAP)
    async with gateway.widget(token=widget.token, last_seq=RESUME_GAP) as current:
        await current.said("go on")
        assert seqs(await current.events(1)) == [RESUME_GAP + 1]
    async with gateway.widget(token=widget.token, last_seq=1) as behind:
        assert seqs(await behind.events(RESUME_GAP)) == list(range(2, RESUME_GAP + 2))
        assert "snapshot" not in {frame["type"] for frame in await behind.barrier()}


@pytest.mark.parametrize(
    ("rows", "epoch", "last_seq"),
    [
        (RESUME_GAP + 1, None, 0),
        (5, "f" * 32, 2),
        (5, None, 6),
    ],
    ids=["gap over 1,000", "another epoch", "ahead of the log"],
)
async def test_who_cannot_be_caught_up_gets_a_snapshot_and_then_goes_on(
    gateway: Gateway, rows: int, epoch: str | None, last_seq: int
) -> None:
    async with gateway.widget() as widget:
        await fill(gateway, widget.conversation, rows)
    async with gateway.widget(token=widget.token, epoch=epoch, last_seq=last_seq) as again:
        snapshot = await again.receive("snapshot")
        assert snapshot["epoch"] == again.welcome["epoch"] == widget.welcome["epoch"]
        assert snapshot["head"] == rows
        assert seqs(snapshot["events"]) == list(range(max(1, rows - PAGE + 1), rows + 1))
        await again.said("go on")
        assert seqs(await again.events(1)) == [rows + 1]


async def test_older_rows_come_by_the_page(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await fill(gateway, widget.conversation, 450)
        pages = []
        after: int | None = 0
        while after is not None:
            await widget.send(type="backfill", after=after, limit=1_000)
            page = await widget.receive("backfill", after=after)
            pages.append(seqs(page["events"]))
            after = pages[-1][-1] if page["more"] else None
        assert [len(page) for page in pages] == [200, 200, 50]
        assert [seq for page in pages for seq in page] == list(range(1, 451))
        await widget.send(type="backfill", after=400, limit=3)
        page = await widget.receive("backfill", after=400)
        assert (seqs(page["events"]), page["more"]) == ([401, 402, 403], True)
        await widget.send(type="backfill", after=449, limit=-7)
        page = await widget.receive("backfill", after=449)
        assert (seqs(page["events"]), page["more"]) == ([450], False)
        await widget.send(type="backfill", after=2**31 - 1)
        page = await widget.receive("backfill", after=2**31 - 1)
        assert (page["events"], page["more"]) == ([], False)


async def test_two_tabs_that_write_at_once_see_one_order(gateway: Gateway) -> None:
    async with gateway.widget() as one, gateway.widget(token=one.token) as two:
        await asyncio.gather(
            *(tab.say(f"{name}{n}") for n in range(15) for name, tab in (("a", one), ("b", two)))
        )
        seen = [await tab.events(30) for tab in (one, two)]
        assert seqs(seen[0]) == list(range(1, 31))
        assert seen[0] == seen[1]


async def test_what_only_agents_see_is_neither_sent_nor_leaves_a_gap(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.said("hello")
        for event in (EventName.TURN_UNDERSTOOD, EventName.REPLY_SUPPRESSED, EventName.NOTE_ADDED):
            await gateway.change(
                widget.conversation,
                append_agent_row,
                event=event,
                author=BOT,
                body={"text": "between us"},
            )
        await gateway.change(
            widget.conversation, append_message, author=BOT, body=TextBody("for all")
        )
        events = await widget.events(2)
        assert seqs(events) == [1, 2]
        await widget.send(type="backfill", after=0)
        page = await widget.receive("backfill")
        assert page["events"] == events
    async with gateway.widget(token=widget.token, epoch="0" * 32) as again:
        assert (await again.receive("snapshot"))["events"] == events


async def test_a_lost_hint_delays_a_message_and_does_not_lose_it(
    start_gateway: StartGateway,
) -> None:
    timing = GatewayTiming(heads_every_s=0.05)
    async with start_gateway(timing) as gateway, gateway.widget() as widget:
        await gateway.change(
            widget.conversation,
            append_message,
            author=BOT,
            body=TextBody("unannounced"),
            announce=False,
        )
        assert (await widget.receive("event"))["body"]["text"] == "unannounced"


async def test_a_doubled_hint_doubles_nothing(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.said("hello")
        for _ in range(50):
            gateway.bus.publish(conversation_topic(widget.conversation), {"log": True})
        await widget.said("bye")
        assert seqs(await widget.events(2)) == [1, 2]
        assert not [frame for frame in await widget.barrier() if frame["type"] == "event"]


async def test_a_socket_that_is_gone_leaves_nothing_behind(gateway: Gateway) -> None:
    async def nobody_listens() -> bool:
        return not gateway.bus.listeners

    async with gateway.widget():
        assert gateway.bus.listeners
    await eventually(nobody_listens)
