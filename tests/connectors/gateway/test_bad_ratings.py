"""A chat that its shopper rates badly makes gaps of the questions that the bot answered in it."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.contract import (
    FoundText,
    HandoffReason,
    TraceSignal,
    TurnReply,
    TurnRequest,
)
from conversations.gaps.schemas import Gap, GapState
from conversations.gaps.service import list_gaps
from conversations.log.repository import lock_conversation
from conversations.states.service import close_conversation, escalate_conversation
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from shopbell.gaps.worker import GapWorker
from tests.connectors.gateway.widget import Gateway, Widget
from tests.conversations.turns.scripted import ScriptedEngine, text_reply, working

pytestmark = pytest.mark.anyio

QUESTION = "how long does the scarf last?"


async def answered(request: TurnRequest) -> TurnReply:
    found = FoundText("en:scarves", 0.7)
    return text_reply("For years.", signals=(TraceSignal("search", True, found=found),))


async def rates(widget: Widget, score: int) -> None:
    await widget.send(
        type="send", cmid=f"rating-{score}", body={"kind": "rating", "score": score, "comment": ""}
    )
    await widget.receive("ack", cmid=f"rating-{score}")


@pytest.mark.parametrize(("score", "badly_rated"), [(1, [1]), (2, [1]), (3, []), (5, [])])
async def test_a_rating_of_one_or_two_after_the_close_makes_a_gap_of_an_answered_question(
    gateway: Gateway, tmp_path: Path, score: int, badly_rated: list[int]
) -> None:
    view = IndexView(tmp_path / "index", UniversalEncoder(), gateway.database.reader)
    gaps = GapWorker(
        writer=gateway.database.writer,
        reader=gateway.database.reader,
        view=view,
        clock=gateway.clock,
        monotonic=time.monotonic,
        kept_for=timedelta(days=30),
    )
    engine = ScriptedEngine(answered)
    async with (
        working(gateway.database, engine, gateway.clock, gateway.bus),
        gateway.widget() as widget,
    ):
        await widget.said(QUESTION)
        await widget.events(2)
        await gaps.look()
        assert await _found(gateway) == []
        await _nobody_came(gateway, widget.conversation)
        await rates(widget, score)
    await gaps.look()
    found = await _found(gateway)
    await view.close()
    assert [gap.badly_rated for gap in found] == badly_rated
    assert [gap.text for gap in found] == [QUESTION] * len(badly_rated)


async def _found(gateway: Gateway) -> list[Gap]:
    async with gateway.database.reader() as session:
        listed = await list_gaps(
            session, state=GapState.OPEN, limit=10, offset=0, now=gateway.clock()
        )
    return list(listed.items)


async def _nobody_came(gateway: Gateway, conversation_id: str) -> None:
    """The shopper asked for a person, and the chat was closed before one wrote."""
    async with gateway.database.writer.begin() as session:
        conversation = await lock_conversation(session, conversation_id)
        assert conversation is not None
        await escalate_conversation(
            session,
            conversation=conversation,
            reason=HandoffReason.ASKED_FOR_PERSON,
            at=gateway.clock(),
        )
        await close_conversation(
            session, conversation_id=conversation_id, version=None, at=gateway.clock()
        )
