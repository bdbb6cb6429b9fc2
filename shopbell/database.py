"""The database engine and its two kinds of session.

On SQLite the journal is WAL with `synchronous=FULL`, so that a commit is on disk before it is
acknowledged, and what is deleted is overwritten. Writing transactions begin IMMEDIATE and queue for
one connection, because a lock that is upgraded in the middle of a transaction fails at once instead
of waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import ConnectionPoolEntry

from shopbell.sqlite_connection import connect

READERS = 8
READING = "BEGIN"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


@dataclass(frozen=True)
class Database:
    """`writer` sessions may change rows, `reader` sessions must not; both close themselves."""

    writer: async_sessionmaker[AsyncSession]
    reader: async_sessionmaker[AsyncSession]
    engines: tuple[AsyncEngine, ...]

    async def dispose(self) -> None:
        for engine in self.engines:
            await engine.dispose()


def open_database(url: str, *, lock_wait_s: float = 5.0, queue_wait_s: float = 30.0) -> Database:
    """Open `url` (`sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`).

    `lock_wait_s` is how long a statement waits for another process's lock on SQLite before it
    raises `OperationalError`; `queue_wait_s` how long a session waits for a free connection before
    it raises `sqlalchemy.exc.TimeoutError`. Errors never carry a statement's values into a log.
    """
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_async_engine(
            url,
            pool_size=10,
            max_overflow=10,
            pool_pre_ping=True,
            pool_timeout=queue_wait_s,
            hide_parameters=True,
        )
        sessions = async_sessionmaker(engine, expire_on_commit=False)
        return Database(writer=sessions, reader=sessions, engines=(engine,))
    writer = _sqlite_engine(url, "BEGIN IMMEDIATE", 1, lock_wait_s, queue_wait_s)
    reader = _sqlite_engine(url, READING, READERS, lock_wait_s, queue_wait_s)
    return Database(
        writer=async_sessionmaker(writer, expire_on_commit=False),
        reader=async_sessionmaker(reader, expire_on_commit=False),
        engines=(writer, reader),
    )


def _sqlite_engine(
    url: str, begin: str, connections: int, lock_wait_s: float, queue_wait_s: float
) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=queue_wait_s,
        hide_parameters=True,
        connect_args={
            "timeout": lock_wait_s,
            "async_creator_fn": partial(connect, reads_only=begin == READING),
        },
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN is switched off; `start` below tells it ours.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.begin(begin)

    return engine
