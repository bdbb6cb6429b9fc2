"""SQLite connections whose every statement costs one way to their thread and back.

The driver runs each connection in a thread of its own, and by itself goes there four times for a
statement: for a cursor, to execute, for the rows, to close the cursor. These ways took most of a
short transaction's time, and each waits for the interpreter, which a busy loop seldom lets go of.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Iterable
from functools import partial
from typing import Any, TypeVar

from aiosqlite import Connection, Cursor
from aiosqlite.context import contextmanager

# As many rows come back along with their statement. Of a larger result that is read in pieces, no
# more than these lie in memory before they are asked for.
AT_ONCE = 200
Answer = TypeVar("Answer")


class EagerCursor(sqlite3.Cursor):
    """Has the first rows when it has executed; is used in the connection's thread."""

    whole = True
    """Whether nothing is left to be fetched but what it has."""
    begins_with: str | None = None
    """The statement that opens the transaction, where this cursor's is the first in it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._rows: list[Any] = []

    def execute(self, sql: str, parameters: Any = ()) -> EagerCursor:
        self._rows, self.whole = [], True
        self._begin()
        super().execute(sql, parameters)
        if self.description is not None:
            self._rows = super().fetchmany(AT_ONCE)
            self.whole = len(self._rows) < AT_ONCE
        return self

    def executemany(self, sql: str, parameters: Iterable[Any]) -> EagerCursor:
        self._rows, self.whole = [], True
        self._begin()
        super().executemany(sql, parameters)
        return self

    def _begin(self) -> None:
        begin, self.begins_with = self.begins_with, None
        if begin is not None:
            super().execute(begin)

    @property
    def held(self) -> int:
        return len(self._rows)

    def fetchone(self) -> Any:
        return next(iter(self.fetchmany(1)), None)

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        size = 1 if size is None else size
        if not self.whole and len(self._rows) < size:
            more = super().fetchmany(size - len(self._rows))
            self.whole = len(more) < size - len(self._rows)
            self._rows += more
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self) -> list[Any]:
        rest = [] if self.whole else super().fetchall()
        taken, self._rows, self.whole = self._rows + rest, [], True
        return taken


class DirectCursor(Cursor):
    """Goes to the connection's thread only for what is not here already."""

    def __init__(self, connection: DirectConnection, eager: EagerCursor) -> None:
        super().__init__(connection, eager)
        self._direct, self._eager = connection, eager

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Cursor:
        self._eager.begins_with = self._direct.taken_beginning()
        return await self._direct.settling(super().execute(sql, parameters))

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Cursor:
        self._eager.begins_with = self._direct.taken_beginning()
        return await self._direct.settling(super().executemany(sql, parameters))

    async def fetchone(self) -> Any:
        if self._eager.whole or self._eager.held:
            return self._eager.fetchone()
        return await self._direct.settling(super().fetchone())

    async def fetchmany(self, size: int | None = None) -> Iterable[Any]:
        if self._eager.whole or self._eager.held >= (size or 1):
            return self._eager.fetchmany(size)
        return await self._direct.settling(super().fetchmany(size))

    async def fetchall(self) -> Iterable[Any]:
        if self._eager.whole:
            return self._eager.fetchall()
        return await self._direct.settling(super().fetchall())

    async def close(self) -> None:
        if self._direct.settled:
            self._eager.close()
        else:
            await super().close()


class DirectConnection(Connection):
    settled = True
    """Whether the last thing it was asked for is known to be over. It is not when whoever asked
    stopped waiting: then nothing goes past the thread's queue."""
    reads_only = False
    """Nobody waits for the end of a transaction that has changed nothing."""
    _beginning: str | None = None

    def begin(self, statement: str) -> None:
        """A transaction is opened by `statement`, which goes along with the first one in it."""
        self._beginning = statement

    def taken_beginning(self) -> str | None:
        beginning, self._beginning = self._beginning, None
        return beginning

    async def settling(self, way: Awaitable[Answer]) -> Answer:
        self.settled = False
        answer = await way
        self.settled = True
        return answer

    @contextmanager
    async def cursor(self) -> Cursor:
        return DirectCursor(self, self._conn.cursor(EagerCursor))

    async def commit(self) -> None:
        self._beginning = None
        if self.in_transaction or not self.settled:
            await super().commit()

    async def rollback(self) -> None:
        self._beginning = None
        if self.reads_only and self.settled:
            if self.in_transaction:
                self._tx.put_nowait((None, self._conn.rollback))
        elif self.in_transaction or not self.settled:
            await super().rollback()


def connect(database: str, *, reads_only: bool, **options: Any) -> DirectConnection:
    """To be awaited, as the driver's own `connect`, for which SQLAlchemy takes it."""
    # Cursors are made and closed past the thread, when it has nothing to do.
    options["check_same_thread"] = False
    connection = DirectConnection(partial(sqlite3.connect, database, **options), AT_ONCE)
    connection.reads_only = reads_only
    connection._thread.daemon = True
    return connection
