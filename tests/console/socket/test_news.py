"""A row that comes with its hint is sent as if it had been read from the log."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from console.parts import SocketPace
from conversations.bus import conversation_topic
from conversations.contract import Author, EventName, Role, TextBody
from conversations.log.news import News, log_hint, news_of
from conversations.log.service import append_agent_row, append_message
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, locked
from tests.console.socket.line import line, served

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
SHOPPER = Author(Role.SHOPPER)
ROWS = 80


async def held_by_ana(desk: Desk, ana: Browser) -> str:
    """A conversation that ends at row 3."""
    conversation_id = await desk.queued("hello")
    await ana.post(f"/api/console/conversations/{conversation_id}/claim", json={"version": 2})
    return conversation_id


async def said(desk: Desk, conversation_id: str, text: str) -> News:
    async with desk.database.writer.begin() as session:
        conversation = await locked(session, conversation_id)
        appended = await append_message(
            session,
            conversation=conversation,
            author=SHOPPER,
            body=TextBody(text),
            at=desk.clock(),
        )
        news = news_of(conversation, appended.row)
    assert news is not None
    return news


async def noted(desk: Desk, conversation_id: str) -> None:
    async with desk.database.writer.begin() as session:
        await append_agent_row(
            session,
            conversation=await locked(session, conversation_id),
            event=EventName.NOTE_ADDED,
            author=Author(Role.AGENT, "Ben"),
            body={"text": "a note"},
            at=desk.clock(),
        )


async def test_who_is_one_row_behind_is_sent_the_row_and_everybody_else_reads_the_log(
    desk: Desk, address: str, ana: Browser
) -> None:
    conversation_id = await held_by_ana(desk, ana)
    topic = conversation_topic(conversation_id)
    async with line(address, ana) as open_line:
        await open_line.send(type="watch", conversation=conversation_id, seq=3, aseq=0)
        await open_line.quiet()
        fourth = await said(desk, conversation_id, "four")
        # Written otherwise than in the log, to tell where it came from.
        marked = replace(fourth, for_agents=fourth.for_agents.replace("four", "with the hint"))
        desk.bus.publish(topic, log_hint(marked))
        desk.bus.publish(topic, log_hint(marked))
        fifth = await said(desk, conversation_id, "five")
        sixth = await said(desk, conversation_id, "six")
        desk.bus.publish(topic, log_hint(sixth))
        desk.bus.publish(topic, log_hint(fifth))
        await noted(desk, conversation_id)
        desk.bus.publish(topic, log_hint(await said(desk, conversation_id, "seven")))
        events = await open_line.events(5)
        await open_line.quiet()
    assert [(event["seq"], event["aseq"]) for event in events] == [
        (4, None), (5, None), (6, None), (None, 1), (7, None),
    ]  # fmt: skip
    texts = [event["body"]["text"] for event in events]
    assert texts == ["with the hint", "five", "six", "a note", "seven"]


async def test_hints_lost_doubled_and_late_leave_the_log_whole_and_in_order(
    database: Database, clock: FakeClock
) -> None:
    desk = Desk(database, clock, pace=SocketPace(recheck_s=3600, page_rows=3, queue_frames=4))
    ana = await desk.newcomer("Ana")
    conversation_id = await held_by_ana(desk, ana)
    topic = conversation_topic(conversation_id)
    chance = random.Random(7)
    late: list[News] = []
    async with served(desk) as address, line(address, ana) as open_line:
        await open_line.send(type="watch", conversation=conversation_id, seq=3, aseq=0)
        for number in range(ROWS):
            news = await said(desk, conversation_id, f"{number}")
            match chance.choice(("told", "told", "told", "lost", "doubled", "late", "plain")):
                case "told":
                    desk.bus.publish(topic, log_hint(news))
                case "doubled":
                    desk.bus.publish(topic, log_hint(news))
                    desk.bus.publish(topic, log_hint(None))
                    desk.bus.publish(topic, log_hint(news))
                case "late":
                    late.append(news)
                case "plain":
                    desk.bus.publish(topic, log_hint(None))
            if late and chance.random() < 0.3:
                desk.bus.publish(topic, log_hint(late.pop(0)))
        desk.bus.publish(topic, log_hint(None))
        events = await open_line.events(ROWS)
        await open_line.quiet()
    assert [event["seq"] for event in events] == list(range(4, ROWS + 4))


async def test_only_the_end_of_the_log_of_a_held_conversation_is_told_with_its_hint(
    desk: Desk, ana: Browser
) -> None:
    held, waiting = await held_by_ana(desk, ana), await desk.queued("hello")
    async with desk.database.writer.begin() as session:
        for conversation_id, expected in ((held, True), (waiting, False)):
            conversation = await locked(session, conversation_id)
            rows = [
                await append_message(
                    session,
                    conversation=conversation,
                    author=SHOPPER,
                    body=TextBody(text),
                    at=desk.clock(),
                )
                for text in ("one", "two")
            ]
            assert news_of(conversation, rows[0].row) is None
            assert (news_of(conversation, rows[1].row) is not None) is expected
