"""Ten thousand calls of people who have proven nothing: nothing is told, nothing is changed."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.cancellation.service import CancelRequest
from actions.orders.errors import CustomerNotVerifiedError
from actions.orders.models import Base
from actions.orders.store import SqlOrderStore
from actions.orders.verification.service import end_verification
from shopbell.database import Database
from tests.actions.orders.acts import done, verified
from tests.actions.orders.integrity.unverified import Stranger
from tests.actions.orders.thirty import number
from tests.conftest import FakeClock
from tests.threadless import without_thread

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(300)]

STEPS = 10_000
# What guesses and asking for codes leave behind.
TRIES = {"order_failed_attempts", "order_mailed_codes"}


@pytest.fixture
def database(database: Database) -> Database:
    return without_thread(database)


async def everything(session: AsyncSession) -> dict[str, list[tuple[object, ...]]]:
    """All that the store keeps, but for the tries."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in TRIES]
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in tables:
        rows = await session.execute(select(table).order_by(*table.primary_key.columns))
        found[table.name] = [tuple(row) for row in rows]
    return found


async def a_stranger(store: SqlOrderStore, clock: FakeClock) -> Stranger:
    """One conversation's verification has run out, another's was ended, two never had one; only
    the customer's own is live, and is not the stranger's."""
    await verified(store, 1, "run out")
    clock.advance(31 * 60)
    await verified(store, 5, "ended")
    async with store.writer.begin() as session:
        await end_verification(session, conversation="ended", now=clock())
    customer = await verified(store, 0, "customer")
    receipt = await done(store, customer, CancelRequest(order=number(0), reason="no longer needed"))
    other = await verified(store, 10, "another customer")
    again = CancelRequest(order=number(10), reason="no longer needed")
    waiting = await store.propose(other, again)
    conversations = ("run out", "ended", "new", "newer")
    return Stranger(store, Random(26), conversations, waiting.token, receipt.id)


async def test_nothing_is_told_and_nothing_changed(store: SqlOrderStore, clock: FakeClock) -> None:
    stranger, chance = await a_stranger(store, clock), Random(11)
    async with store.reader() as session:
        before = await everything(session)
    refused = guessed = 0
    for _ in range(STEPS):
        match chance.randrange(16):
            case 0 | 1:
                assert await stranger.guess()() is None
                guessed += 1
            case 2:
                await stranger.ask_for_code()()
            case _:
                with pytest.raises(CustomerNotVerifiedError):
                    await stranger.call()()
                refused += 1
    assert (refused > STEPS / 2, guessed > STEPS / 10) == (True, True)
    async with store.reader() as session:
        assert await everything(session) == before
