"""Statements that go to the connection's thread once, and what must be as it was without that."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from shopbell.database import Database, open_database
from shopbell.sqlite_connection import AT_ONCE

pytestmark = pytest.mark.anyio

COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last) {select}"
NUMBERS = text(COUNT.format(select="SELECT i FROM n"))
SUM = text(COUNT.format(select="SELECT sum(i) FROM n"))
LENGTHS = [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE]


@pytest.fixture
async def numbers(database: Database) -> Database:
    async with database.writer.begin() as session:
        await session.execute(text("CREATE TABLE numbers (i INTEGER PRIMARY KEY)"))
    return database


@pytest.mark.parametrize("length", LENGTHS)
async def test_a_result_of_any_length_is_whole_and_in_order(numbers: Database, length: int) -> None:
    async with numbers.writer.begin() as session:
        rows = [{"i": number} for number in range(length)]
        if rows:
            await session.execute(text("INSERT INTO numbers VALUES (:i)"), rows)
    every = text("SELECT i FROM numbers ORDER BY i")
    async with numbers.reader() as session:
        assert list(await session.scalars(every)) == list(range(length))
        for piece in (1, 7, AT_ONCE, AT_ONCE + 50):
            streamed = await session.stream_scalars(every)
            pieces = [part async for part in streamed.partitions(piece)]
            assert [number for part in pieces for number in part] == list(range(length))
            assert all(len(part) == piece for part in pieces[:-1])
        streamed = await session.stream_scalars(every)
        assert await streamed.first() == (0 if length else None)


async def test_a_statement_that_nobody_waits_for_any_more_leaves_nothing_open(
    numbers: Database,
) -> None:
    async def write_slowly() -> None:
        async with numbers.writer.begin() as session:
            await session.execute(text("INSERT INTO numbers VALUES (1)"))
            await session.execute(SUM, {"last": 3_000_000})

    async def read_slowly() -> None:
        async with numbers.reader() as session:
            await session.execute(SUM, {"last": 3_000_000})

    for slow in (write_slowly, read_slowly):
        task = asyncio.create_task(slow())
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    async with numbers.writer.begin() as session:
        assert list(await session.scalars(text("SELECT i FROM numbers"))) == []
        await session.execute(text("INSERT INTO numbers VALUES (2)"))
    async with numbers.reader() as session:
        assert list(await session.scalars(text("SELECT i FROM numbers"))) == [2]


async def test_what_was_left_in_the_middle_is_taken_back(numbers: Database) -> None:
    async def write_twice() -> None:
        async with numbers.writer.begin() as session:
            await session.execute(text("INSERT INTO numbers VALUES (1)"))
            await session.execute(text("INSERT INTO numbers VALUES (1)"))

    with pytest.raises(IntegrityError):
        await write_twice()
    async with numbers.writer() as session:
        await session.execute(text("INSERT INTO numbers VALUES (2)"))
    async with numbers.reader() as session:
        streamed = await session.stream_scalars(NUMBERS, {"last": 5 * AT_ONCE})
        assert await anext(streamed) == 1
    async with numbers.writer.begin() as session:
        assert list(await session.scalars(text("SELECT i FROM numbers"))) == []


async def test_a_reading_transaction_sees_one_moment_and_a_writing_one_shuts_others_out(
    numbers: Database,
) -> None:
    every = text("SELECT i FROM numbers")
    async with numbers.reader() as session:
        assert list(await session.scalars(every)) == []
        async with numbers.writer.begin() as writing:
            await writing.execute(text("INSERT INTO numbers VALUES (1)"))
        assert list(await session.scalars(every)) == []
    async with numbers.reader() as session:
        assert list(await session.scalars(every)) == [1]
    async with numbers.writer.begin() as writing:
        assert list(await writing.scalars(every)) == [1]
        other = open_database(str(numbers.engines[0].url), lock_wait_s=0)
        with pytest.raises(OperationalError, match="locked"):
            async with other.writer.begin() as session:
                await session.scalars(every)
    async with other.writer.begin() as session:
        await session.execute(text("INSERT INTO numbers VALUES (:i)"), [{"i": 2}, {"i": 3}])
        await session.rollback()
    async with other.writer.begin():
        pass
    async with numbers.writer.begin() as session:
        assert list(await session.scalars(every)) == [1]
    await other.dispose()


async def test_a_row_that_was_changed_or_written_is_told(numbers: Database) -> None:
    async with numbers.writer.begin() as session:
        made = await session.execute(
            text("INSERT INTO numbers SELECT i FROM (" + NUMBERS.text + ") RETURNING i"),
            {"last": AT_ONCE + 3},
        )
        assert len(made.all()) == AT_ONCE + 3
        changed = await session.execute(text("UPDATE numbers SET i = -i WHERE i < 4"))
        assert changed.rowcount == 3
