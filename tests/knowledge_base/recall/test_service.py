from __future__ import annotations

import datetime as dt

import pytest

from knowledge_base.recall.schemas import PRICE, PROMOTION, DueCorrection, Fact
from knowledge_base.recall.service import (
    corrections_due,
    forget_conversation,
    forget_old,
    note_told,
)
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

OLD = Fact(PRICE, "boots-40", "89.00 USD")
NEW = Fact(PRICE, "boots-40", "99.00 USD")


async def tell(database: Database, clock: FakeClock, who: str, fact: Fact, seq: int = 9) -> None:
    async with database.writer.begin() as session:
        await note_told(session, conversation=who, seq=seq, facts=[fact], at=clock())


async def due(
    database: Database, clock: FakeClock, fact: Fact, hours: float = 24
) -> list[DueCorrection]:
    async with database.writer.begin() as session:
        return await corrections_due(session, fact, at=clock(), within=dt.timedelta(hours=hours))


async def test_who_was_told_the_old_price_is_corrected_once(
    database: Database, clock: FakeClock
) -> None:
    await tell(database, clock, "ana", OLD)
    await tell(database, clock, "bo", Fact(PRICE, "boots-41", "89.00 USD"))
    clock.advance(3_600)
    expected = DueCorrection("ana", 9, "price:boots-40", "89.00 USD", "99.00 USD")
    assert await due(database, clock, NEW) == [expected]
    assert await due(database, clock, NEW) == []


async def test_who_was_told_the_new_price_since_needs_no_correction(
    database: Database, clock: FakeClock
) -> None:
    await tell(database, clock, "ana", OLD)
    await tell(database, clock, "ana", NEW, seq=12)
    assert await due(database, clock, NEW) == []


async def test_a_day_later_and_with_the_setting_off_nothing_is_recalled(
    database: Database, clock: FakeClock
) -> None:
    await tell(database, clock, "ana", OLD)
    assert await due(database, clock, NEW, hours=0) == []
    clock.advance(24 * 3_600 + 1)
    assert await due(database, clock, NEW) == []


async def test_an_answer_that_said_when_it_ends_is_not_corrected_after_that(
    database: Database, clock: FakeClock
) -> None:
    ends = clock() + dt.timedelta(hours=2)
    await tell(database, clock, "ana", Fact(PROMOTION, "winter", "half price", ends))
    over = Fact(PROMOTION, "winter", "over")
    clock.advance(2 * 3_600)
    assert await due(database, clock, over) == []


async def test_what_is_erased_or_old_is_gone(database: Database, clock: FakeClock) -> None:
    await tell(database, clock, "ana", OLD)
    await tell(database, clock, "bo", OLD)
    async with database.writer.begin() as session:
        await forget_conversation(session, "ana")
    assert [one.conversation for one in await due(database, clock, NEW)] == ["bo"]
    await tell(database, clock, "cy", OLD)
    clock.advance(48 * 3_600)
    async with database.writer.begin() as session:
        await forget_old(session, at=clock())
    assert await due(database, clock, NEW, hours=100) == []
