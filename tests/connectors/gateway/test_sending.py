from __future__ import annotations

import asyncio
import sqlite3
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from connectors.gateway.limits import MESSAGES
from conversations.contract import MAX_TEXT_CHARS, HandoffReason
from conversations.models import LogRow, Turn
from conversations.states.service import escalate_conversation
from shopbell.database import open_database
from tests.connectors.gateway.conftest import StartGateway
from tests.connectors.gateway.widget import Gateway, Widget
from tests.conversations.turns.scripted import ScriptedEngine, working

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

CARD = "4111 1111 1111 1111"
MASKED = "•••• •••• •••• 1111"


async def turns_of(gateway: Gateway, conversation_id: str) -> list[Turn]:
    async with gateway.database.reader() as session:
        query = select(Turn).where(Turn.conversation_id == conversation_id).order_by(Turn.seq)
        return list((await session.execute(query)).scalars())


async def test_a_message_is_acknowledged_stored_sent_back_and_given_to_the_bot(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        cmid = await widget.say("Where is my order?")
        ack = await widget.receive("ack")
        event = await widget.receive("event")
    [row] = await gateway.rows(widget.conversation)
    assert ack == {
        "type": "ack", "cmid": cmid, "seq": 1, "id": row.id,
        "at": "2026-11-24T12:00:00.000Z", "dup": False,
    }  # fmt: skip
    assert (event["seq"], event["id"], event["at"]) == (1, row.id, ack["at"])
    assert event["author"] == {"role": "shopper", "name": ""}
    assert event["body"] == {"kind": "text", "text": "Where is my order?", "sources": []}
    assert (event["aseq"], event["conversation"]) == (None, None)
    [turn] = await turns_of(gateway, widget.conversation)
    assert (turn.cmid, turn.seq, turn.text, turn.state) == (cmid, 1, row.body["text"], "waiting")


async def test_the_bots_answer_reaches_the_shopper(gateway: Gateway) -> None:
    async with (
        working(gateway.database, ScriptedEngine(), gateway.clock, bus=gateway.bus),
        gateway.widget() as widget,
    ):
        await widget.said("hello")
        assert await widget.receive("typing") == {"type": "typing", "role": "bot", "on": True}
        texts = [event["body"]["text"] for event in await widget.events(2)]
        assert texts == ["hello", "re: hello"]
        await widget.receive("typing", on=False)


async def test_a_card_number_is_masked_in_the_log_for_the_bot_and_in_what_comes_back(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        await widget.said(f"charge {CARD} please")
        event = await widget.receive("event")
        await widget.send(
            type="send", cmid="r", body={"kind": "rating", "score": 5, "comment": CARD}
        )
        await widget.receive("ack", cmid="r")
    rows = await gateway.rows(widget.conversation)
    [turn] = await turns_of(gateway, widget.conversation)
    assert event["body"]["text"] == rows[0].body["text"] == turn.text == f"charge {MASKED} please"
    assert rows[1].body == {"kind": "rating", "score": 5, "comment": MASKED}


async def test_a_rating_is_told_in_the_log_and_asks_nothing_of_the_bot(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.send(type="send", cmid="r", body={"kind": "rating", "score": 4, "comment": ""})
        posted, rated = await widget.events(2)
    assert posted["body"]["score"] == 4
    assert (rated["event"], rated["body"]["reason"]) == ("conversation.rated", "4")
    assert await turns_of(gateway, widget.conversation) == []


@pytest.mark.parametrize(
    ("cmid", "body", "code"),
    [
        ("", {"kind": "text", "text": "x"}, "bad_field"),
        ("c" * 65, {"kind": "text", "text": "x"}, "bad_field"),
        ("c", {"kind": "text", "text": " \n\t"}, "bad_field"),
        ("c", {"kind": "text", "text": "x" * (MAX_TEXT_CHARS + 1)}, "bad_field"),
        (
            "c",
            {"kind": "text", "text": "x", "sources": [{"tier": "official", "title": "forged"}]},
            "bad_field",
        ),
        ("c", {"kind": "rating", "score": 0}, "bad_field"),
        ("c", {"kind": "rating", "score": 6}, "bad_field"),
        ("c", {"kind": "rating", "score": 9**40}, "bad_field"),
        ("c", {"kind": "file", "upload_id": "u"}, "upload_refused"),
        ("c", {"kind": "file", "upload_id": "u", "caption": "x" * 1_001}, "bad_field"),
        ("c", {"kind": "choice", "choice_id": "0" * 32}, "choice_refused"),
    ],
)
async def test_a_message_that_can_never_be_taken_is_refused_for_good(
    gateway: Gateway, cmid: str, body: dict[str, Any], code: str
) -> None:
    async with gateway.widget() as widget:
        await widget.send(type="send", cmid=cmid, body=body)
        nack = await widget.receive("nack")
        assert (nack["cmid"], nack["code"], nack["final"]) == (cmid, code, True)
        assert nack["retry_ms"] is None
    assert await gateway.rows(widget.conversation) == []


async def test_the_same_message_twenty_times_at_once_over_several_sockets_is_one_row(
    gateway: Gateway,
) -> None:
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(gateway.widget())
        tabs = [first] + [
            await stack.enter_async_context(gateway.widget(token=first.token)) for _ in range(4)
        ]
        await asyncio.gather(*(tab.say("once", cmid="same") for tab in tabs for _ in range(4)))
        acks = [await tab.receive("ack", cmid="same") for tab in tabs for _ in range(4)]
        assert len({(ack["seq"], ack["id"], ack["at"]) for ack in acks}) == 1
        assert sorted(ack["dup"] for ack in acks) == [False] + [True] * 19
        for tab in tabs:
            await tab.receive("event")
            assert not [frame for frame in await tab.barrier() if frame["type"] == "event"]
    assert len(await gateway.rows(first.conversation)) == 1
    assert len(await turns_of(gateway, first.conversation)) == 1


async def test_the_same_ack_is_given_again_however_late(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.say("hello", cmid="c")
        ack = await widget.receive("ack")
    gateway.clock.advance(400 * 24 * 3600)
    async with gateway.widget(token=widget.token) as later:
        await later.say("hello", cmid="c")
        assert await later.receive("ack") == {**ack, "dup": True}


async def test_a_message_id_used_for_another_message_is_refused_for_good(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.say("hello", cmid="c")
        await widget.say("good bye", cmid="c")
        nack = await widget.receive("nack")
    assert (nack["code"], nack["final"], nack["cmid"]) == ("cmid_reused", True, "c")
    assert len(await gateway.rows(widget.conversation)) == 1


async def test_two_shoppers_may_use_the_same_message_id(gateway: Gateway) -> None:
    async with gateway.widget() as one, gateway.widget() as other:
        for widget in (one, other):
            await widget.say("hello", cmid="c")
            assert (await widget.receive("ack"))["dup"] is False


async def test_more_than_twenty_messages_in_ten_seconds_wait_for_their_turn(
    gateway: Gateway,
) -> None:
    most, window_s = MESSAGES
    assert (most, window_s) == (20, 10.0)
    async with gateway.widget() as widget:
        for number in range(most):
            await widget.said(str(number))
            gateway.ticks.advance(0.1)
        await widget.say("one more", cmid="late")
        nack = await widget.receive("nack", cmid="late")
        assert (nack["code"], nack["final"]) == ("rate_limited", False)
        assert nack["retry_ms"] == pytest.approx(8_000, abs=2)
        gateway.ticks.advance(nack["retry_ms"] / 1000 - 0.1)
        await widget.say("one more", cmid="late")
        assert (await widget.receive("nack", cmid="late"))["retry_ms"] == pytest.approx(100, abs=2)
        gateway.ticks.advance(0.2)
        await widget.say("one more", cmid="late")
        assert (await widget.receive("ack", cmid="late"))["seq"] == most + 1


async def test_without_the_database_nothing_is_acknowledged_and_the_same_message_works_later(
    start_gateway: StartGateway, tmp_path: Path
) -> None:
    file = tmp_path / "shopbell.db"
    impatient = open_database(f"sqlite+aiosqlite:///{file}", lock_wait_s=0.2, queue_wait_s=0.3)
    other_process = sqlite3.connect(file, isolation_level=None)
    async with start_gateway(opened=impatient) as gateway, AsyncExitStack() as stack:
        widgets: list[Widget] = [
            await stack.enter_async_context(gateway.widget()) for _ in range(6)
        ]
        other_process.execute("BEGIN IMMEDIATE")
        for widget in widgets:
            await widget.say("hello", cmid="c")
        for widget in widgets:
            nack = await widget.receive("nack")
            assert (nack["code"], nack["final"]) == ("unavailable", False)
            assert nack["retry_ms"] > 0
            # A reader is not stopped by the lock, and there is no ack among what came.
            assert "ack" not in {frame["type"] for frame in await widget.barrier()}
        await widgets[0].send(type="seen", seq=1)
        assert (await widgets[0].receive("error"))["code"] == "unavailable"
        other_process.execute("ROLLBACK")
        for widget in widgets:
            await widget.say("hello", cmid="c")
            assert (await widget.receive("ack", cmid="c"))["dup"] is False
            assert (await widget.receive("event"))["body"]["text"] == "hello"
    other_process.close()
    async with impatient.reader() as session:
        rows = (await session.execute(select(LogRow))).scalars().all()
    await impatient.dispose()
    assert sorted(row.conversation_id for row in rows) == sorted(w.conversation for w in widgets)


async def test_while_a_person_is_awaited_the_bot_is_not_asked(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await gateway.change(
            widget.conversation, escalate_conversation, reason=HandoffReason.NOT_UNDERSTOOD
        )
        assert (await widget.said("anyone?"))["seq"] == 2
    assert await turns_of(gateway, widget.conversation) == []


async def test_writing_into_a_closed_conversation_opens_it_again(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.request("close")
        assert (await widget.receive("event"))["event"] == "conversation.closed"
        await widget.said("one thing more")
        posted, reopened = await widget.events(2)
        assert posted["body"]["text"] == "one thing more"
        assert (reopened["event"], reopened["body"]["state"]) == ("conversation.reopened", "bot")
    assert len(await turns_of(gateway, widget.conversation)) == 1
