"""A bot never talks over a person: agents claim at any moment of a turn."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict

import pytest
from sqlalchemy import func, select

from conversations.contract import TextBody, TurnReply, TurnRequest
from conversations.log.service import append_message
from conversations.models import LogRow, Shopper, Turn
from conversations.shoppers.service import begin_conversation
from conversations.states.service import claim_conversation
from conversations.turns.service import queue_turn
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.conversations.conftest import SHOPPER
from tests.conversations.turns.scripted import ScriptedEngine, text_reply, working
from tests.conversations.waiting import eventually

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.long]
CLAIMS = 1_000
EARLY = 100
THINKING_S = 0.02


async def test_a_thousand_claims_at_random_moments_leave_no_word_of_the_bot_after_them(
    database: Database, clock: FakeClock, shopper: Shopper
) -> None:
    chance = random.Random(7)
    own = await ask_everywhere(database, clock, shopper)
    claims: dict[str, asyncio.Task[None]] = {}

    async def claim(conversation_id: str, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        async with database.writer.begin() as session:
            await claim_conversation(
                session,
                conversation_id=conversation_id,
                version=1,
                agent_id="ana",
                agent_name="Ana",
                at=clock(),
            )

    def start_claim(conversation_id: str, within_s: float) -> None:
        delay_s = chance.uniform(0, within_s)
        claims[conversation_id] = asyncio.create_task(claim(conversation_id, delay_s))

    async def answer(request: TurnRequest) -> TurnReply:
        if request.conversation not in claims:
            start_claim(request.conversation, 1.5 * THINKING_S)
        await asyncio.sleep(chance.uniform(0, THINKING_S))
        return text_reply("reply")

    async def all_done() -> bool:
        if len(claims) < CLAIMS or not all(task.done() for task in claims.values()):
            return False
        open_turns = select(func.count()).where(Turn.state.in_(["waiting", "running"]))
        async with database.reader() as session:
            return not await session.scalar(open_turns)

    # Some are claimed before their turn is taken, most by an agent who comes while it runs.
    for conversation_id in own[-EARLY:]:
        start_claim(conversation_id, 0)
    async with working(database, ScriptedEngine(answer), clock):
        await eventually(all_done, patience_s=90)
        await asyncio.gather(*claims.values())

    fates = Counter(fate(rows) for rows in (await rows_by_conversation(database)).values())
    assert fates.total() == CLAIMS
    assert min(fates["dropped"], fates["suppressed"], fates["answered"]) > CLAIMS / 50


async def ask_everywhere(database: Database, clock: FakeClock, shopper: Shopper) -> list[str]:
    own = []
    async with database.writer.begin() as session:
        for _ in range(CLAIMS):
            conversation = await begin_conversation(
                session, shopper=shopper, locale="en", at=clock()
            )
            await append_message(
                session,
                conversation=conversation,
                author=SHOPPER,
                body=TextBody("hello"),
                at=clock(),
            )
            await queue_turn(
                session,
                conversation=conversation,
                cmid="c",
                seq=1,
                text="hello",
                chosen=None,
                at=clock(),
            )
            own.append(conversation.id)
    return own


async def rows_by_conversation(database: Database) -> dict[str, list[LogRow]]:
    by_conversation: dict[str, list[LogRow]] = defaultdict(list)
    async with database.reader() as session:
        for row in (await session.execute(select(LogRow).order_by(LogRow.position))).scalars():
            by_conversation[row.conversation_id].append(row)
    return by_conversation


def fate(rows: list[LogRow]) -> str:
    claimed = [row.event for row in rows].index("conversation.claimed")
    spoken = [place for place, row in enumerate(rows) if row.author_role == "bot" and row.seq]
    suppressed = [row for row in rows if row.event == "reply.suppressed"]
    assert all(place < claimed for place in spoken), "the bot talked over a person"
    assert len(spoken) + len(suppressed) <= 1
    assert [row.seq for row in rows if row.seq] == list(range(1, len(spoken) + 3))
    if suppressed:
        assert suppressed[0].aseq is not None
        assert suppressed[0].body["messages"][0]["text"] == "reply"
        return "suppressed"
    return "answered" if spoken else "dropped"
