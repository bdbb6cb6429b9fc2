"""Buttons as a widget presses them."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import select

from conversations.choices.service import LIFETIME
from conversations.contract import (
    ChoiceOffer,
    TextBody,
    TurnMessage,
    TurnReply,
    TurnRequest,
)
from conversations.models import OfferedChoice
from conversations.turns.engine import EngineError
from tests.connectors.gateway.widget import Frame, Gateway, Widget
from tests.conversations.turns.scripted import ScriptedEngine, working

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
OFFERS = (
    ChoiceOffer("Track it", "track_order", {"order_number": "#W1"}),
    ChoiceOffer("No", "deny"),
)


async def offering(request: TurnRequest) -> TurnReply:
    return TurnReply((TurnMessage(TextBody("What now?"), OFFERS),))


async def press(widget: Widget, choice_id: str, cmid: str) -> Frame:
    """The ack or nack of a press."""
    await widget.send(type="send", cmid=cmid, body={"kind": "choice", "choice_id": choice_id})
    while (frame := await widget.next())["type"] not in ("ack", "nack"):
        pass
    return frame


async def offered(widget: Widget) -> list[str]:
    """Say something and return the ids of the buttons in the reply."""
    await widget.said("hello")
    while (body := (await widget.receive("event"))["body"])["kind"] != "choices":
        pass
    return [choice["id"] for choice in body["choices"]]


async def test_a_press_is_stored_with_its_title_and_means_its_intent_to_the_bot(
    gateway: Gateway,
) -> None:
    engine = ScriptedEngine(offering)
    async with (
        working(gateway.database, engine, gateway.clock, bus=gateway.bus),
        gateway.widget() as widget,
    ):
        [track, _] = await offered(widget)
        await widget.send(
            type="send",
            cmid="p",
            body={"kind": "choice", "choice_id": track, "title": "Refund everything"},
        )
        pressed = await widget.receive("event")
        assert pressed["body"] == {"kind": "choice", "choice_id": track, "title": "Track it"}
        await widget.receive("event")
    asked = engine.asked[1]
    assert (asked.text, asked.cmid) == ("Track it", "p")
    assert asked.chosen is not None
    assert (asked.chosen.intent, asked.chosen.entities) == (
        "track_order",
        {"order_number": "#W1"},
    )


async def test_a_typed_payload_stays_text(gateway: Gateway) -> None:
    engine = ScriptedEngine()
    async with (
        working(gateway.database, engine, gateway.clock, bus=gateway.bus),
        gateway.widget() as widget,
    ):
        await widget.said('/track_order{"order_number":"#W1"}')
        await widget.events(2)
    assert engine.asked[0].chosen is None


async def test_used_expired_foreign_and_unknown_buttons_are_refused_alike(
    gateway: Gateway,
) -> None:
    async with (
        working(gateway.database, ScriptedEngine(offering), gateway.clock, bus=gateway.bus),
        gateway.widget() as widget,
        gateway.widget() as other,
    ):
        [expired, _] = await offered(widget)
        gateway.clock.advance(LIFETIME.total_seconds())
        [used, its_neighbour] = await offered(widget)
        assert (await press(widget, used, "press"))["type"] == "ack"
        [foreign, _] = await offered(other)
        nacks = []
        for number, choice_id in enumerate((used, its_neighbour, expired, foreign, "f" * 32, "")):
            nack = await press(widget, choice_id, f"c{number}")
            assert nack.pop("cmid") == f"c{number}"
            nacks.append(nack)
        assert nacks[0]["code"] == "choice_refused"
        assert nacks[0]["final"] is True
        assert all(nack == nacks[0] for nack in nacks)
        # The refused press of the other shopper's button has not used it up.
        assert (await press(other, foreign, "mine"))["type"] == "ack"


async def test_a_press_that_was_repeated_by_the_network_counts_once(gateway: Gateway) -> None:
    engine = ScriptedEngine(offering)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(
            working(gateway.database, engine, gateway.clock, bus=gateway.bus)
        )
        first = await stack.enter_async_context(gateway.widget())
        [track, deny] = await offered(first)
        tabs = [first] + [
            await stack.enter_async_context(gateway.widget(token=first.token)) for _ in range(3)
        ]
        answers = await asyncio.gather(*(press(tab, track, "same") for tab in tabs))
        assert {answer["type"] for answer in answers} == {"ack"}
        assert sorted(answer["dup"] for answer in answers) == [False, True, True, True]
        assert (await press(first, deny, "other"))["code"] == "choice_refused"
    presses = [r for r in await gateway.rows(first.conversation) if r.body.get("kind") == "choice"]
    assert len(presses) == 1


async def test_a_person_can_be_reached_by_button_while_the_bot_is_down(gateway: Gateway) -> None:
    async def down(request: TurnRequest) -> TurnReply:
        raise EngineError("bot_unreachable", retry=False)

    engine = ScriptedEngine(down)
    async with (
        working(gateway.database, engine, gateway.clock, bus=gateway.bus),
        gateway.widget() as widget,
    ):
        [person] = await offered(widget)
        assert (await press(widget, person, "p"))["type"] == "ack"
        escalated = await widget.receive("event", event="conversation.escalated")
        assert escalated["body"]["reason"] == "asked_for_person"
        assert (await widget.receive("queue"))["position"] == 1
    assert len(engine.asked) == 1
    async with gateway.database.reader() as session:
        stored = (await session.execute(select(OfferedChoice))).scalar_one()
    assert stored.intent == "talk_to_human"
    assert (await gateway.conversation(widget.conversation)).state == "queued"
