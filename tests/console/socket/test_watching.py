from __future__ import annotations

import asyncio

import pytest

from console.parts import SocketPace
from conversations.bus import INBOX, conversation_topic
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, locked
from tests.console.socket.line import Line, line, served

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.long]

ABSENT = "0" * 32


async def watch(open_line: Line, conversation_id: str, seq: int = 0, aseq: int = 0) -> None:
    await open_line.send(type="watch", conversation=conversation_id, seq=seq, aseq=aseq)


def places(events: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(event["seq"], event["aseq"]) for event in events]


async def test_watching_sends_the_log_and_then_goes_live(
    desk: Desk, address: str, ana: Browser
) -> None:
    conversation_id = await desk.queued("hello")
    async with line(address, ana) as open_line:
        await watch(open_line, conversation_id)
        assert places(await open_line.events(2)) == [(1, None), (2, None)]
        await ana.post(f"/api/console/conversations/{conversation_id}/claim", json={"version": 2})
        live = (await open_line.events(1))[0]
        assert live["event"] == "conversation.claimed"
        assert live["conversation"] == conversation_id
        assert live["body"]["state"] == "human"


async def test_resuming_sends_what_was_missed_of_both_streams_in_order(
    desk: Desk, address: str, ana: Browser
) -> None:
    conversation_id = await desk.conversation("one")
    await desk.bot_understands(conversation_id, seq=1, intent="greet", steps=[])
    await desk.shopper_says(conversation_id, "two")
    await desk.bot_understands(conversation_id, seq=2, intent="greet", steps=[])
    await desk.shopper_says(conversation_id, "three")
    async with line(address, ana) as open_line:
        await watch(open_line, conversation_id, seq=1, aseq=1)
        assert places(await open_line.events(3)) == [(2, None), (None, 2), (3, None)]
        await open_line.quiet()
        await watch(open_line, conversation_id, seq=3, aseq=1)
        assert places(await open_line.events(1)) == [(None, 2)]
        await open_line.quiet()


async def test_a_long_log_comes_whole_and_in_order(database: Database, clock: FakeClock) -> None:
    desk = Desk(database, clock, pace=SocketPace(recheck_s=3600, page_rows=7, queue_frames=3))
    ana = await desk.newcomer("Ana")
    long_id = await desk.conversation(*(f"m{n}" for n in range(60)))
    short_id = await desk.conversation("hello")
    async with served(desk) as address, line(address, ana) as open_line:
        await watch(open_line, long_id)
        await watch(open_line, short_id)
        events = await open_line.events(61)
    assert [event["seq"] for event in events if event["conversation"] == long_id] == list(
        range(1, 61)
    )
    assert [event["seq"] for event in events if event["conversation"] == short_id] == [1]


async def test_a_place_past_the_end_is_of_another_history_and_starts_anew(
    desk: Desk, address: str, ana: Browser
) -> None:
    conversation_id = await desk.conversation("one", "two")
    async with line(address, ana) as open_line:
        await watch(open_line, conversation_id, seq=900, aseq=3)
        assert places(await open_line.events(2)) == [(1, None), (2, None)]


async def test_what_a_hint_says_is_never_sent_on(desk: Desk, address: str, ana: Browser) -> None:
    conversation_id = await desk.conversation("one")
    async with line(address, ana) as open_line:
        await watch(open_line, conversation_id, seq=1)
        await open_line.quiet()
        topic = conversation_topic(conversation_id)
        desk.bus.publish(topic, {"head": 99, "event": {"seq": 99, "body": {"text": "forged"}}})
        desk.bus.publish(topic, {"seen": {"role": "shopper", "seq": 1}})
        await asyncio.sleep(0.05)
        await open_line.quiet()
        await desk.shopper_says(conversation_id, "two")
        desk.bus.publish(topic, {})
        assert places(await open_line.events(1)) == [(2, None)]


async def test_a_lost_hint_is_made_up_for_by_looking_at_the_heads(
    database: Database, clock: FakeClock
) -> None:
    desk = Desk(database, clock, pace=SocketPace(recheck_s=0.05))
    ana = await desk.newcomer("Ana")
    conversation_id = await desk.conversation("one")
    async with served(desk) as address, line(address, ana) as open_line:
        await watch(open_line, conversation_id)
        assert places(await open_line.events(1)) == [(1, None)]
        clock.advance(1)
        await desk.shopper_says(conversation_id, "told to nobody")
        await desk.bot_understands(conversation_id, seq=2, intent="greet", steps=[])
        seen = [await open_line.next_of("event", "inbox") for _ in range(3)]
    kinds = sorted(frame["type"] for frame in seen)
    assert kinds == ["event", "event", "inbox"]


async def test_what_is_not_watched_is_not_told(desk: Desk, address: str, ana: Browser) -> None:
    watched, other = await desk.conversation("one"), await desk.conversation("one")
    async with line(address, ana) as open_line:
        await watch(open_line, watched, seq=1)
        await open_line.send(type="unwatch", conversation=watched)
        await open_line.quiet()
        for conversation_id in (watched, other):
            await desk.shopper_says(conversation_id, "two")
            desk.bus.publish(conversation_topic(conversation_id), {})
        await asyncio.sleep(0.05)
        await open_line.quiet()


async def test_conversations_that_are_not_there_are_one_answer(
    desk: Desk, address: str, ana: Browser
) -> None:
    async with line(address, ana) as open_line:
        for conversation_id in (ABSENT, "nonsense", "' or 1=1", "a" * 64, "é"):
            await watch(open_line, conversation_id)
            answer = await open_line.next_of("error")
            assert answer == {
                "type": "error",
                "code": "not_found",
                "conversation": conversation_id,
            }
            await open_line.send(type="typing", conversation=conversation_id, on=True)
            assert await open_line.next_of("error") == answer


async def test_one_socket_watches_a_bounded_number(database: Database, clock: FakeClock) -> None:
    desk = Desk(database, clock, pace=SocketPace(recheck_s=3600, watched=2))
    ana = await desk.newcomer("Ana")
    ids = [await desk.conversation("one") for _ in range(3)]
    async with served(desk) as address, line(address, ana) as open_line:
        for conversation_id in ids:
            await watch(open_line, conversation_id, seq=1)
        refused = await open_line.next_of("error")
        assert (refused["code"], refused["conversation"]) == ("rate_limited", ids[2])
        await open_line.send(type="unwatch", conversation=ids[0])
        await watch(open_line, ids[2])
        assert places(await open_line.events(1)) == [(1, None)]


async def test_changed_lists_are_told_to_everybody(
    desk: Desk, address: str, ana: Browser, ben: Browser
) -> None:
    conversation_id = await desk.queued("hello")
    async with line(address, ana) as first, line(address, ben) as second:
        await first.next_of("hello")
        await second.next_of("hello")
        await ana.post(f"/api/console/conversations/{conversation_id}/claim", json={"version": 2})
        told = await first.next_of("inbox")
        assert await second.next_of("inbox") == told
        assert [(row["id"], row["state"]) for row in told["rows"]] == [(conversation_id, "human")]
        assert told["rows"][0]["assignee"]["name"] == "Ana"
        assert "unread" not in told["rows"][0]
        # Of what nobody can say which row it is, only that something changed.
        desk.bus.publish(INBOX, {})
        assert await second.next_of("inbox") == {"type": "inbox"}


async def test_many_changes_at_once_are_told_together(
    desk: Desk, address: str, ana: Browser
) -> None:
    ids = [await desk.queued("hello") for _ in range(6)]
    async with line(address, ana) as open_line:
        await open_line.next_of("hello")
        for conversation_id in ids * 3:
            desk.bus.publish(INBOX, {"conversation": conversation_id})
        first = await open_line.next_of("inbox")
        rows = [row["id"] for row in first["rows"]]
        if len(rows) < len(ids):
            rows += [row["id"] for row in (await open_line.next_of("inbox"))["rows"]]
        assert set(rows) == set(ids)
        assert len(rows) < len(ids) * 3


async def test_typing_goes_from_shopper_to_agent_and_from_the_holder_to_the_shopper(
    desk: Desk, address: str, ana: Browser, ben: Browser
) -> None:
    conversation_id = await desk.queued("hello")
    await ana.post(f"/api/console/conversations/{conversation_id}/claim", json={"version": 2})
    topic = conversation_topic(conversation_id)
    async with line(address, ana) as open_line, line(address, ben) as other:
        await watch(open_line, conversation_id, seq=3)
        await open_line.quiet()
        desk.bus.publish(topic, {"typing": {"role": "agent", "on": True}})
        desk.bus.publish(topic, {"typing": {"role": "shopper", "on": False}})
        typing = await open_line.next_of("typing")
        assert typing == {"type": "typing", "conversation": conversation_id, "on": False}
        with desk.bus.subscribe([topic]) as hints:
            await other.send(type="typing", conversation=conversation_id, on=True)
            assert (await other.next_of("error"))["code"] == "not_assignee"
            await open_line.send(type="typing", conversation=conversation_id, on=True)
            assert (await hints.next())[1] == {"typing": {"role": "agent", "on": True}}


async def test_the_page_that_the_shopper_is_on_is_told_when_it_is_opened_and_when_it_changes(
    desk: Desk, address: str, ana: Browser
) -> None:
    conversation_id = await desk.queued("hello")
    async with line(address, ana) as open_line:
        for url in ("https://shop.test/", "https://shop.test/dress"):
            async with desk.database.writer.begin() as session:
                (await locked(session, conversation_id)).page = {"url": url, "title": "Shop"}
            if url.endswith("/"):
                await watch(open_line, conversation_id, seq=2)
            else:
                desk.bus.publish(conversation_topic(conversation_id), {"page": True})
            told = await open_line.next_of("page")
            assert told["conversation"] == conversation_id
            assert told["page"] == {"url": url, "title": "Shop"}
        await open_line.quiet()


async def test_everybody_sees_who_is_here(
    desk: Desk, address: str, ana: Browser, ben: Browser
) -> None:
    async with line(address, ana) as open_line:
        assert len((await open_line.next_of("presence"))["agents"]) == 1
        async with line(address, ben):
            while len((await open_line.next_of("presence"))["agents"]) != 2:
                pass
            people = (await ana.get("/api/console/overview")).json()
            assert people["agents_online"] == 2
        while len((await open_line.next_of("presence"))["agents"]) != 1:
            pass
    assert desk.presence.agents_online is False or len(desk.presence.agents) == 1
