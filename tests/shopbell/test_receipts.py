"""A receipt is in the log once, wherever the process that made the refund died and whoever had
claimed the conversation by then."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from actions.orders.access.schemas import by_bot
from actions.orders.cancellation.service import CancelRequest
from actions.orders.models import Payment, PaymentKind
from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from actions.orders.verification.service import verify_by_identity
from actions.wording import load_wording
from conversations.models import Conversation
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from conversations.states.service import claim_conversation
from conversations.turns.service import LEASE, take_turn
from shopbell.database import Database, open_database
from shopbell.receipts import OrderReceipts
from shopbell.settings import CHECKOUT
from tests.actions.orders.books import check_books
from tests.actions.orders.integrity.parallel import a_shop_of_pending_orders
from tests.actions.orders.shop import load
from tests.conftest import FakeClock, without_fsync
from tests.conversations.turns.scripted import rows_of, say
from tests.shopbell.killed_turn import OWNER, TOKEN

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.timeout(200)]


async def a_turn_about_to_refund(database: Database, clock: FakeClock) -> tuple[str, str]:
    """The conversation and its turn: the customer is verified, and has said yes to a plan."""
    await load(database.writer, a_shop_of_pending_orders(1))
    async with database.writer.begin() as session:
        await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
        shopper, _ = await welcome_shopper(session, site="demo", at=clock())
        conversation = await begin_conversation(session, shopper=shopper, locale="en", at=clock())
        await verify_by_identity(session, conversation=conversation.id, customer="x", now=clock())
    store = SqlOrderStore(database.writer, database.reader, load_policy(), clock, lambda: TOKEN)
    plan = CancelRequest(order="#X0", reason="no longer needed")
    await store.propose(by_bot(conversation.id), plan)
    await say(database, clock, conversation.id, "yes")
    async with database.writer.begin() as session:
        turn = await take_turn(session, conversation_id=conversation.id, owner=OWNER, now=clock())
    assert turn is not None
    return conversation.id, turn.id


async def killed_everywhere(file: Path, conversation: str, turn: str) -> list[tuple[Path, bool]]:
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "tests.shopbell.killed_turn", str(file), conversation, turn],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [(Path(line["file"]), line["killed"]) for line in lines]


async def claimed_and_looked_at(file: Path, conversation: str, clock: FakeClock) -> tuple[int, int]:
    """An agent claims it and the next process looks for turns, twice: how many refunds there are,
    and how many receipts in the log."""
    database = without_fsync(open_database(f"sqlite+aiosqlite:///{file}"))
    async with database.writer.begin() as session:
        version = (await session.get_one(Conversation, conversation)).version
        await claim_conversation(
            session, conversation_id=conversation, version=version, agent_id="ana",
            agent_name="Ana", at=clock(),
        )  # fmt: skip
    for _ in range(2):
        async with database.writer.begin() as session:
            left = await take_turn(
                session, conversation_id=conversation, owner="the next process", now=clock(),
                receipts=OrderReceipts(load_wording()),
            )  # fmt: skip
        assert left is None
    refunds = select(func.count()).select_from(Payment).where(Payment.kind == PaymentKind.REFUND)
    async with database.reader() as session:
        await check_books(session)
        made = (await session.execute(refunds)).scalar_one()
    rows = await rows_of(database, conversation)
    await database.dispose()
    return made, sum(row.body.get("kind") == "receipt" for row in rows if row.seq)


async def test_killed_at_every_statement_and_claimed_meanwhile(
    database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    conversation, turn = await a_turn_about_to_refund(database, clock)
    await database.dispose()
    places = await killed_everywhere(tmp_path / "shopbell.db", conversation, turn)
    assert [killed for _, killed in places] == [True] * (len(places) - 1) + [False]
    assert len(places) > 30, "a refund and its turn have more statements than that"
    clock.advance(LEASE.total_seconds() + 1)
    left = [await claimed_and_looked_at(file, conversation, clock) for file, _ in places]
    assert set(left) == {(0, 0), (1, 1)}, left
    # Up to and with the refund's commit, nothing; from then on, refund and receipt.
    assert left == sorted(left)
