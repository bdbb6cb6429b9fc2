"""Another shopper's conversation answers exactly as one that does not exist."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from conversations.choices.service import offer_choices
from conversations.contract import CLIENT_FRAMES, Author, ChoiceOffer, Role, TextBody, Wish
from conversations.log.service import append_message
from conversations.models import Conversation, LogRow, Turn
from conversations.sites.service import save_site
from tests.connectors.gateway.widget import Frame, Gateway, Widget

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
ABSENT = "0" * 32


def frames_naming(conversation: str, choice: str) -> list[Frame]:
    """Every frame a client may send, each with a foreign id wherever an id fits."""
    frames: list[Frame] = [
        {"type": "request", "what": wish.value, "conversation": conversation} for wish in Wish
    ]
    frames += [
        {"type": "send", "cmid": "c1", "body": {"kind": "text", "text": conversation}},
        {"type": "send", "cmid": conversation, "body": {"kind": "text", "text": "x"}},
        {"type": "send", "cmid": "c2", "body": {"kind": "choice", "choice_id": choice}},
        {"type": "send", "cmid": "c3", "body": {"kind": "file", "upload_id": conversation}},
        {"type": "send", "cmid": "c4", "body": {"kind": "rating", "score": 5}},
        {"type": "seen", "seq": 1},
        {"type": "typing", "on": True},
        {"type": "backfill", "after": 0},
        {"type": "page", "page": {"url": f"https://shop.test/{conversation}"}},
        {"type": "locale", "locale": "zh"},
        {"type": "identify", "identity": conversation},
        {"type": "ping"},
        {"type": "logout"},
        {"type": "hello", "token": conversation},
        {"type": "ping", "conversation": conversation},
        {"type": "backfill", "after": 0, "conversation": conversation},
        {"type": "seen", "seq": 1, "conversation": conversation},
    ]
    assert {frame["type"] for frame in frames} == set(CLIENT_FRAMES)
    return frames


async def state_of(gateway: Gateway, conversation_id: str) -> list[Any]:
    async with gateway.database.reader() as session:
        row = (
            await session.execute(
                select(*Conversation.__table__.columns).where(Conversation.id == conversation_id)
            )
        ).one()
        counts = [
            await session.scalar(
                select(func.count()).where(table.conversation_id == conversation_id)
            )
            for table in (LogRow, Turn)
        ]
    return [*row, *counts]


async def answers(gateway: Gateway, frame: Frame, *secrets: str) -> list[Frame]:
    """What a fresh visitor is answered, with all that is the visitor's own blotted out."""
    async with gateway.widget() as widget:
        await widget.send(**frame)
        got = await settled(gateway, widget)
    text = repr(got)
    for secret in (*secrets, widget.token, widget.conversation, ABSENT):
        text = text.replace(secret, "ID")
    own = [await gateway.conversation(widget.conversation)]
    assert own[0].shopper_id
    return [text, own[0].state, own[0].head_seq]  # type: ignore[list-item]


async def settled(gateway: Gateway, widget: Widget) -> list[Frame]:
    """Every frame until the log was told and two pings in a row brought nothing new, without ids
    made anew."""
    got: list[Frame] = []
    quiet = 0
    while quiet < 2:
        news = await widget.barrier()
        got += news
        told = max((frame["seq"] for frame in got if frame["type"] == "event"), default=0)
        behind = told < (await gateway.conversation(widget.conversation)).head_seq
        quiet = 0 if news or behind else quiet + 1
    fresh = ("id", "token", "conversation")
    return [
        {
            key: [{k: v for k, v in item.items() if k != "id"} for item in value]
            if key == "items"
            else value
            for key, value in frame.items()
            if key not in fresh
        }
        for frame in got
    ]


async def test_a_foreign_id_in_any_frame_is_answered_as_an_absent_one_and_changes_nothing(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as victim:
        await victim.said("my order is #W2611340")

        async def offer(session: Any, *, conversation: Conversation, at: Any) -> str:
            [choice] = offer_choices(
                session,
                conversation_id=conversation.id,
                offers=[ChoiceOffer("Yes", "affirm")],
                at=at,
            )
            return choice.id

        choice = await gateway.change(victim.conversation, offer)
        await victim.receive("event")
        before = await state_of(gateway, victim.conversation)
        foreign = frames_naming(victim.conversation, choice)
        absent = frames_naming(ABSENT, ABSENT)
        for theirs, nobodys in zip(foreign, absent, strict=True):
            got = await answers(gateway, theirs, victim.conversation, choice)
            assert got == await answers(gateway, nobodys), theirs
            assert "#W2611340" not in repr(got)
        assert await state_of(gateway, victim.conversation) == before
        assert "event" not in {frame["type"] for frame in await victim.barrier()}


@pytest.mark.parametrize("what", ["open", "human", "bot", "close"])
async def test_a_wish_for_a_foreign_conversation_is_not_found_and_ones_own_stays(
    gateway: Gateway, what: str
) -> None:
    async with gateway.widget() as victim, gateway.widget() as intruder:
        for named in (victim.conversation, ABSENT, "", "x" * 10_000):
            if what != "open" and not named:
                continue
            await intruder.request(what, named)
            error = await intruder.receive("error")
            assert (error["code"], error["message"]) == (
                "not_found",
                "There is no such conversation.",
            )
        await intruder.said("still in my own")
        assert (await intruder.receive("event"))["seq"] == 1
    assert await gateway.rows(victim.conversation) == []
    assert (await gateway.conversation(intruder.conversation)).state == "bot"


async def test_a_token_of_one_site_is_nobody_on_another(gateway: Gateway) -> None:
    async with gateway.database.writer.begin() as session:
        await save_site(session, key="other", name="Other", origins=["https://other.test"])
    async with gateway.widget() as widget:
        pass
    async with gateway.socket(site="other", origin="https://other.test") as other:
        await other.send(type="hello", token=widget.token)
        welcome = await other.receive("welcome")
    assert welcome["conversation"] != widget.conversation


async def test_switching_while_both_conversations_grow_never_mixes_or_loses_their_messages(
    gateway: Gateway,
) -> None:
    """Every event after a welcome is of that conversation, from its first row on, densely."""
    bot = Author(Role.BOT)
    async with gateway.widget() as widget:
        first = widget.conversation
        await widget.request("new")
        second = (await widget.receive("welcome"))["conversation"]
        open_here, expected = second, 1
        for round_ in range(60):
            target = (first, second)[round_ % 2] if round_ % 3 else open_here
            for each in (first, second):
                await gateway.change(
                    each, append_message, author=bot, body=TextBody(f"{each} {round_}")
                )
            await widget.request("open", target)
            gateway.bus.publish(f"conversation:{open_here}", {"log": True})
            while (frame := await widget.next())["type"] != "welcome":
                if frame["type"] == "event":
                    assert frame["seq"] == expected
                    assert frame["body"]["text"].startswith(open_here)
                    expected += 1
            assert frame["conversation"] == target
            open_here, expected = target, 1
        for seq in range(1, 61):
            event = await widget.receive("event")
            assert (event["seq"], event["body"]["text"][:32]) == (seq, open_here)
