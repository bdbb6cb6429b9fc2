"""In a conversation that a person has, a message is sent on with its hint, as the log has it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.bus import conversation_topic
from conversations.contract import Author, Role, TextBody
from conversations.log.news import News, log_hint, news_in, news_of
from conversations.log.service import append_message
from conversations.models import Conversation
from conversations.states.service import claim_conversation
from tests.connectors.gateway.test_hints import heard
from tests.connectors.gateway.widget import Gateway

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


async def claim(session: AsyncSession, *, conversation: Conversation, at: Any) -> None:
    await claim_conversation(
        session, conversation_id=conversation.id, version=conversation.version,
        agent_id="ana", agent_name="Ana", at=at,
    )  # fmt: skip


async def reply(session: AsyncSession, *, conversation: Conversation, at: Any, text: str) -> News:
    said = await append_message(
        session, conversation=conversation, author=Author(Role.AGENT), body=TextBody(text), at=at
    )
    news = news_of(conversation, said.row)
    assert news is not None
    return news


async def test_every_tab_has_each_message_once_and_in_order_however_it_was_told(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as one, gateway.widget(token=one.token) as tab:
        conversation_id = one.conversation
        topic = conversation_topic(conversation_id)
        await gateway.change(conversation_id, claim)
        for widget in (one, tab):
            await widget.receive("event", event="conversation.claimed")
        with gateway.bus.subscribe([topic]) as hints:
            await one.said("two")
            news = news_in(await heard(hints, "log"))
        assert news is not None
        assert '"aseq":null' in news.for_shopper
        assert conversation_id not in news.for_shopper
        third = await gateway.change(conversation_id, reply, announce=False, text="three")
        marked = third.for_shopper.replace("three", "with the hint")
        for _ in range(2):
            gateway.bus.publish(topic, log_hint(replace(third, for_shopper=marked)))
        fourth = await gateway.change(conversation_id, reply, announce=False, text="four")
        fifth = await gateway.change(conversation_id, reply, announce=False, text="five")
        gateway.bus.publish(topic, log_hint(fifth))
        gateway.bus.publish(topic, log_hint(fourth))
        for widget in (one, tab):
            events = await widget.events(4)
            assert [event["seq"] for event in events] == [2, 3, 4, 5]
            texts = [event["body"]["text"] for event in events]
            assert texts == ["two", "with the hint", "four", "five"]
            assert "event" not in {frame["type"] for frame in await widget.barrier()}
