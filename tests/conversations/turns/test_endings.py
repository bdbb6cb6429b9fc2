"""What an ended turn leaves in the log."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from conversations.contract import (
    ChoiceOffer,
    HandoffReason,
    HandoffSignal,
    Money,
    OrderBody,
    OrderCard,
    Source,
    TextBody,
    Tier,
    TraceSignal,
    TurnMessage,
    TurnReply,
    Understood,
)
from conversations.models import Conversation, LogRow, OfferedChoice
from conversations.states.service import claim_conversation
from conversations.turns.service import fail_turn, finish_turn, take_turn
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.turns.scripted import rows_of, say, text_reply, texts_of

pytestmark = pytest.mark.anyio


async def answer(
    database: Database,
    clock: FakeClock,
    conversation_id: str,
    outcome: TurnReply | str,
    *,
    claim_first: bool = False,
    text: str = "hello",
) -> list[LogRow]:
    """One whole turn: said, taken, ended. A text as `outcome` is the code of a failure."""
    await say(database, clock, conversation_id, text)
    async with database.writer.begin() as session:
        turn = await take_turn(session, conversation_id=conversation_id, owner="me", now=clock())
    assert turn is not None
    async with database.writer.begin() as session:
        if claim_first:
            await claim_conversation(
                session,
                conversation_id=conversation_id,
                version=1,
                agent_id="ana",
                agent_name="Ana",
                at=clock(),
            )
        if isinstance(outcome, str):
            await fail_turn(session, turn_id=turn.id, owner="me", code=outcome, at=clock())
        else:
            await finish_turn(session, turn_id=turn.id, owner="me", reply=outcome, at=clock())
    return await rows_of(database, conversation_id)


async def test_what_the_bot_understood_and_did_is_for_agents_only(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    reply = TurnReply(
        (TurnMessage(TextBody("It is on its way.")),),
        (TraceSignal("order_status", True, "#W1 shipped"),),
        Understood("track_order", 0.93, ({"entity": "order_number", "value": "#W1"},)),
    )
    rows = await answer(database, clock, conversation.id, reply)
    [understood] = [row for row in rows if row.event == "turn.understood"]
    assert understood.seq is None
    assert understood.aseq == 1
    assert understood.body["seq"] == 1
    assert understood.body["intent"] == "track_order"
    assert understood.body["entities"] == [{"entity": "order_number", "value": "#W1"}]
    assert understood.body["steps"] == [
        {
            "kind": "trace",
            "step": "order_status",
            "ok": True,
            "detail": "#W1 shipped",
            "found": None,
        }
    ]
    assert [row.event for row in rows if row.seq] == ["message.posted", "message.posted"]


async def test_a_reply_past_the_fence_is_kept_for_agents_and_never_shown(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    handoff = HandoffSignal(HandoffReason.NOT_UNDERSTOOD)
    reply = text_reply("late", signals=(handoff,))
    rows = await answer(database, clock, conversation.id, reply, claim_first=True)
    [suppressed] = [row for row in rows if row.event == "reply.suppressed"]
    assert suppressed.seq is None
    assert suppressed.aseq is not None
    assert suppressed.body["messages"] == [{"kind": "text", "text": "late", "sources": []}]
    assert await texts_of(database, conversation.id) == ["hello", "conversation.claimed"]


async def test_a_failure_past_the_fence_says_nothing_to_the_shopper(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    await answer(database, clock, conversation.id, "bot_timeout", claim_first=True)
    assert await texts_of(database, conversation.id) == ["hello", "conversation.claimed"]


@pytest.mark.parametrize(
    ("locale", "words", "button"),
    [
        ("en-GB", "talk to a person", "Talk to a person"),
        ("zh-CN", "转人工", "转人工客服"),
        ("xx", "talk to a person", "Talk to a person"),
    ],
)
async def test_a_failure_is_told_honestly_in_the_shoppers_language_and_offers_a_person(
    database: Database,
    clock: FakeClock,
    conversation: Conversation,
    locale: str,
    words: str,
    button: str,
) -> None:
    async with database.writer.begin() as session:
        (await session.get_one(Conversation, conversation.id)).locale = locale
    rows = await answer(database, clock, conversation.id, "bot_unreachable")
    assert rows[-1].author_role == "bot"
    assert rows[-1].body["kind"] == "choices"
    assert words in rows[-1].body["text"]
    assert [choice["title"] for choice in rows[-1].body["choices"]] == [button]
    [failed] = [row for row in rows if row.event == "turn.failed"]
    assert (failed.seq, failed.body["code"]) == (None, "bot_unreachable")


async def test_buttons_become_choices_of_which_only_the_id_leaves_the_server(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    source = Source(Tier.OFFICIAL, "Returns", "/help/returns")
    offers = (
        ChoiceOffer("Where is my order?", "track_order", {"order_number": "#W1"}),
        ChoiceOffer("Nothing else", "goodbye"),
    )
    reply = TurnReply((TurnMessage(TextBody("Anything else?", (source,)), offers),))
    rows = await answer(database, clock, conversation.id, reply)
    body = rows[-1].body
    assert (body["kind"], body["text"]) == ("choices", "Anything else?")
    assert body["sources"][0]["title"] == "Returns"
    assert [sorted(choice) for choice in body["choices"]] == [["id", "title"], ["id", "title"]]
    async with database.reader() as session:
        stored = (await session.execute(select(OfferedChoice))).scalars().all()
    assert {(row.id, row.title, row.intent) for row in stored} == {
        (choice["id"], choice["title"], offer.intent)
        for choice, offer in zip(body["choices"], offers, strict=True)
    }


async def test_buttons_below_a_card_stand_in_a_message_of_their_own(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    card = OrderBody(OrderCard("#W1", "shipped", (), Money("19.90", "USD")))
    reply = TurnReply((TurnMessage(card, (ChoiceOffer("Talk to a person", "talk_to_human"),)),))
    rows = await answer(database, clock, conversation.id, reply)
    posted = [row.body["kind"] for row in rows if row.author_role == "bot" and row.seq]
    assert posted == ["order", "choices"]


async def test_a_handoff_escalates_once_after_what_the_bot_said(
    database: Database, clock: FakeClock, conversation: Conversation
) -> None:
    handoff = HandoffSignal(HandoffReason.CASE, topic="damaged parcel")
    reply = text_reply("I will fetch someone.", signals=(handoff, handoff))
    await answer(database, clock, conversation.id, reply)
    assert await texts_of(database, conversation.id) == [
        "hello",
        "I will fetch someone.",
        "conversation.escalated",
    ]
    async with database.reader() as session:
        stored = await session.get_one(Conversation, conversation.id)
    assert (stored.state, stored.reason, stored.topic) == ("queued", "case", "damaged parcel")
    assert (stored.version, stored.queued_at) == (2, clock())
