"""Typing, seen and presence pass through and are not stored."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from connectors.gateway.delivery import Delivery
from connectors.gateway.outbox import Outbox
from connectors.gateway.visitor import Visitor
from conversations.bus import Subscription, conversation_topic
from conversations.contract import Author, Role, TextBody
from conversations.log.service import append_message
from tests.connectors.gateway.widget import Gateway

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


async def heard(hints: Subscription, kind: str) -> dict[str, Any]:
    async with asyncio.timeout(30):
        while kind not in (hint := (await hints.next())[1]):
            pass
    return hint


async def test_typing_of_the_shopper_reaches_the_agents_side_only(gateway: Gateway) -> None:
    async with gateway.widget() as one, gateway.widget(token=one.token) as tab:
        with gateway.bus.subscribe([conversation_topic(one.conversation)]) as hints:
            await one.send(type="typing", on=True)
            assert await heard(hints, "typing") == {"typing": {"role": "shopper", "on": True}}
        for widget in (one, tab):
            assert "typing" not in {frame["type"] for frame in await widget.barrier()}
    assert await gateway.rows(one.conversation) == []


async def test_typing_and_reading_of_an_agent_reach_every_tab_and_are_not_stored(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as one, gateway.widget(token=one.token) as tab:
        topic = conversation_topic(one.conversation)
        gateway.bus.publish(topic, {"typing": {"role": "agent", "on": True}})
        gateway.bus.publish(topic, {"seen": {"role": "agent", "seq": 3}})
        for widget in (one, tab):
            typing = await widget.receive("typing")
            assert typing == {"type": "typing", "role": "agent", "on": True}
            assert await widget.receive("seen") == {"type": "seen", "role": "agent", "seq": 3}
    assert await gateway.rows(one.conversation) == []


async def test_seen_is_told_once_and_never_beyond_the_log_or_back(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        for text in ("hello", "there"):
            await gateway.change(
                widget.conversation, append_message, author=Author(Role.BOT), body=TextBody(text)
            )
        with gateway.bus.subscribe([conversation_topic(widget.conversation)]) as hints:
            for seq in (3, 1, 1, 0, 2):
                await widget.send(type="seen", seq=seq)
            told = [(await heard(hints, "seen"))["seen"] for _ in range(2)]
        assert told == [{"role": "shopper", "seq": 1}, {"role": "shopper", "seq": 2}]
        assert "seen" not in {frame["type"] for frame in await widget.barrier()}
    assert (await gateway.conversation(widget.conversation)).shopper_seen_seq == 2
    assert len(await gateway.rows(widget.conversation)) == 2


async def test_the_page_that_the_shopper_opens_reaches_the_agents_side_only(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as one:
        with gateway.bus.subscribe([conversation_topic(one.conversation)]) as hints:
            page = {"url": "https://shop.test/dress", "title": "Dress"}
            await one.send(type="page", page=page)
            assert await heard(hints, "page") == {"page": True}
            async with gateway.widget(token=one.token):
                assert await heard(hints, "page") == {"page": True}
        assert "page" not in {frame["type"] for frame in await one.barrier()}
        kept = (await gateway.conversation(one.conversation)).page
    assert await gateway.rows(one.conversation) == []
    assert set(kept) == {"url", "title", "product_id", "note_id", "order"}


async def test_another_chat_is_on_the_page_that_the_shopper_is_on(gateway: Gateway) -> None:
    async with gateway.widget() as one:
        first = one.conversation
        await one.said("hello")
        for url in ("https://shop.test/dress", "https://shop.test/boots"):
            await one.send(type="page", page={"url": url})
            wish = ("new", None) if url.endswith("dress") else ("open", first)
            await one.request(*wish)
            opened = (await one.receive("welcome"))["conversation"]
            assert (await gateway.conversation(opened)).page["url"] == url
    assert opened == first


async def test_agents_who_come_and_go_are_told(gateway: Gateway) -> None:
    presence = gateway.context.presence
    async with gateway.widget() as widget:
        assert not (await widget.receive("presence"))["agents_online"]
        presence.arrive("ana", "Ana")
        assert (await widget.receive("presence"))["agents_online"]
        presence.arrive("ben", "Ben")
        presence.leave("ana")
        presence.leave("ben")
        assert not (await widget.receive("presence"))["agents_online"]
        assert "presence" not in {frame["type"] for frame in await widget.barrier()}


async def test_what_the_bot_does_in_a_conversation_left_behind_is_not_shown_in_the_next(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as one, gateway.widget(token=one.token) as two:
        await two.request("new")
        fresh = (await two.receive("welcome"))["conversation"]
    visitor = Visitor(
        site="demo",
        shopper_id="",
        token="",
        conversation_id=one.conversation,
        epoch="",
        locale="en",
    )
    outbox = Outbox()
    with gateway.bus.subscribe() as hints:
        delivery = Delivery(context=gateway.context, visitor=visitor, outbox=outbox, hints=hints)
        delivery.follow(0)
        gateway.bus.publish(conversation_topic(one.conversation), typing("bot"))
        # The hint still waits to be read when the shopper goes on to another conversation.
        visitor.conversation_id = fresh
        delivery.follow(0)
        gateway.bus.publish(conversation_topic(fresh), typing("agent"))
        watching = asyncio.create_task(delivery.watch())
        async with asyncio.timeout(30):
            assert json.loads(await outbox.take())["role"] == "agent"
        watching.cancel()


def typing(role: str) -> dict[str, Any]:
    return {"typing": {"role": role, "on": True}}
