"""The database engine of the tracker store: an SQLite file, or PostgreSQL."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import QueuePool

POSTGRESQL_THREADS = 4


def create_store_engine(database: str) -> tuple[Engine, int]:
    """The engine for a URL or an SQLite file's path, and how many threads may use it at once.

    Nothing is connected yet, so that a bot whose database is away starts and says so.
    """
    url = make_url(database if "://" in database else f"sqlite:///{database}")
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(
            url.set(drivername="sqlite"),
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            connect_args={"check_same_thread": False, "timeout": 5.0},
            hide_parameters=True,
        )
        sa.event.listen(engine, "connect", _prepare_sqlite)
        return engine, 1
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg2"),
        pool_size=POSTGRESQL_THREADS,
        pool_pre_ping=True,
        hide_parameters=True,
    )
    return engine, POSTGRESQL_THREADS


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # NORMAL survives the death of the process. A power cut may lose the newest turns of bot.db,
    # and such a turn is then run again under the same turn id.
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    # What compaction takes out is a shopper's words: they must not stay in the file's free pages.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()
