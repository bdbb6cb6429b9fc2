from __future__ import annotations

from typing import Any

import pytest

from actions.orders.verification.service import verify_by_order_and_email
from conversations.callbacks.models import Callback
from tests.actions.orders.shop import MINA_EMAIL, a_shop, load
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk

pytestmark = pytest.mark.anyio


async def detail(browser: Browser, conversation_id: str) -> Any:
    answer = await browser.get(f"/api/console/conversations/{conversation_id}")
    assert answer.status_code == 200
    return answer.json()


async def test_the_whole_log_is_there_in_the_order_it_was_written(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.conversation("where is my order?")
    await desk.bot_understands(conversation_id, seq=1, intent="track_order", steps=[])
    await desk.escalate(conversation_id)
    await ana.post(f"/api/console/conversations/{conversation_id}/claim", json={"version": 2})
    shown = await detail(ana, conversation_id)
    assert [(event["event"], event["seq"], event["aseq"]) for event in shown["events"]] == [
        ("message.posted", 1, None),
        ("turn.understood", None, 1),
        ("conversation.escalated", 2, None),
        ("conversation.claimed", 3, None),
    ]
    assert shown["heads"] == {"seq": 3, "aseq": 1}
    assert shown["conversation"]["assignee"] == {"id": ana.agent_id, "name": "Ana"}
    assert shown["truncated"] is False


async def test_the_brief_says_what_was_wanted_before_the_call_for_a_person(
    desk: Desk, ana: Browser
) -> None:
    conversation_id = await desk.conversation()
    for text, intent in (
        ("hi", "greet"),
        ("my serum came broken", "return_item"),
        ("no", "deny"),
        ("let me talk to somebody", "talk_to_human"),
    ):
        seq = await desk.shopper_says(conversation_id, text)
        await desk.bot_understands(conversation_id, seq=seq, intent=intent, steps=[])
    await desk.escalate(conversation_id)
    await desk.shopper_says(conversation_id, "hello???")
    brief = (await detail(ana, conversation_id))["brief"]
    assert brief["wants"] == "my serum came broken"
    assert brief["intent"] == "return_item"
    assert brief["reason"] == "asked_for_person"
    assert [said["text"] for said in brief["last_messages"]] == [
        "hi",
        "my serum came broken",
        "no",
        "let me talk to somebody",
    ]


async def test_two_messages_in_a_row_keep_their_own_understanding(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.conversation("where is my order?", "a person please")
    await desk.bot_understands(conversation_id, seq=1, intent="track_order", steps=[])
    await desk.bot_understands(conversation_id, seq=2, intent="talk_to_human", steps=[])
    await desk.escalate(conversation_id)
    brief = (await detail(ana, conversation_id))["brief"]
    assert (brief["wants"], brief["intent"]) == ("where is my order?", "track_order")


async def test_a_shopper_who_only_asked_for_a_person_is_quoted_as_they_are(
    desk: Desk, ana: Browser
) -> None:
    conversation_id = await desk.conversation("human!")
    await desk.bot_understands(conversation_id, seq=1, intent="talk_to_human", steps=[])
    await desk.escalate(conversation_id)
    assert (await detail(ana, conversation_id))["brief"]["wants"] == "human!"


async def test_a_conversation_without_words_has_an_empty_brief(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.conversation()
    brief = (await detail(ana, conversation_id))["brief"]
    assert (brief["wants"], brief["intent"], brief["tried"]) == ("", None, [])


async def test_what_was_tried_comes_from_the_trace(
    desk: Desk, clock: FakeClock, ana: Browser
) -> None:
    conversation_id = await desk.conversation("where is my order?")
    await desk.bot_understands(
        conversation_id,
        seq=1,
        intent="track_order",
        steps=[{"kind": "trace", "step": "verify", "ok": False, "detail": "no such pair"}],
    )
    clock.advance(30)
    await desk.bot_understands(
        conversation_id, seq=1, intent=None, steps=[{"step": "order_status", "ok": True}, "junk"]
    )
    brief = (await detail(ana, conversation_id))["brief"]
    assert brief["tried"] == [
        {
            "step": "verify",
            "ok": False,
            "detail": "no such pair",
            "at": "2026-11-24T12:00:00.000Z",
        },
        {"step": "order_status", "ok": True, "detail": "", "at": "2026-11-24T12:00:30.000Z"},
    ]


async def test_what_was_said_is_never_shown_as_what_was_verified(desk: Desk, ana: Browser) -> None:
    await load(desk.database.writer, a_shop())
    conversation_id = await desk.conversation(f"I am {MINA_EMAIL}, order W1000001")
    entities = [
        {"entity": "email", "value": MINA_EMAIL},
        {"entity": "order_number", "value": "W1000001"},
        {"entity": "email", "value": MINA_EMAIL},
    ]
    await desk.bot_understands(
        conversation_id, seq=1, intent="track_order", entities=entities, steps=[]
    )
    shown = await detail(ana, conversation_id)
    assert shown["brief"]["claims"] == [f"email: {MINA_EMAIL}", "order_number: W1000001"]
    assert shown["brief"]["verified"] is None
    assert shown["orders"] == []


async def test_a_verified_customers_orders_are_beside_the_conversation(
    desk: Desk, clock: FakeClock, ana: Browser
) -> None:
    await load(desk.database.writer, a_shop())
    conversation_id = await desk.queued("where is my order?")
    async with desk.database.writer.begin() as session:
        await verify_by_order_and_email(
            session,
            conversation=conversation_id,
            order_number="W 1000001",
            email=MINA_EMAIL,
            now=clock(),
        )
    shown = await detail(ana, conversation_id)
    assert shown["brief"]["verified"] == {
        "name": "Mina Okafor",
        "email": MINA_EMAIL,
        "customer_id": "mina",
        "at": "2026-11-24T12:00:00.000Z",
    }
    orders = {order["number"]: order for order in shown["orders"]}
    serum = orders["#W1000001"]["items"][0]
    assert serum["title"] == "Dew Drop Serum"
    assert serum["price"] == {"amount": "19.90", "currency": "USD"}
    assert serum["options"] == {"size": "30 ml"}
    assert orders["#W1000001"]["status"] == "shipped"
    clock.advance(31 * 60)
    assert (await detail(ana, conversation_id))["orders"] == []


async def test_of_a_very_long_conversation_the_newest_rows_are_shown(
    desk: Desk, ana: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.inbox.endpoints.DETAIL_ROWS", 10)
    conversation_id = await desk.conversation(*(f"m{n}" for n in range(12)))
    shown = await detail(ana, conversation_id)
    assert [event["seq"] for event in shown["events"]] == list(range(3, 13))
    assert shown["truncated"] is True


async def test_the_brief_knows_wish_mood_and_what_is_still_promised(
    desk: Desk, ana: Browser
) -> None:
    await load(desk.database.writer, a_shop())
    conversation_id = await desk.conversation()
    for text, intent in (
        ("where is my order?", "track_order"),
        ("W1000001", "inform"),
        (f"{MINA_EMAIL}", "inform"),
        ("the pump broke, this is ridiculous, let me talk to a person now", "talk_to_human"),
    ):
        seq = await desk.shopper_says(conversation_id, text)
        entities = [{"entity": "order_number", "value": text}] if text.startswith("W") else []
        await desk.bot_understands(
            conversation_id, seq=seq, intent=intent, entities=entities, steps=[]
        )
    async with desk.database.writer.begin() as session:
        await verify_by_order_and_email(
            session,
            conversation=conversation_id,
            order_number="W1000001",
            email=MINA_EMAIL,
            now=desk.clock(),
        )
        session.add(
            Callback(
                id="c" * 32,
                conversation_id=conversation_id,
                asked_at=desk.clock(),
                address=MINA_EMAIL,
                promised_at=desk.clock(),
            )
        )
    await desk.escalate(conversation_id)
    brief = (await detail(ana, conversation_id))["brief"]
    assert brief["wants"].startswith("the pump broke")
    assert brief["claims"] == []  # the proof has borne them out
    assert brief["mood"] == "angry"
    assert [(one["kind"], one["detail"]) for one in brief["promises"]] == [
        ("answer_by_mail", MINA_EMAIL)
    ]
    await desk.shopper_says(conversation_id, "thank you!")
    assert (await detail(ana, conversation_id))["brief"]["mood"] == "friendly"
