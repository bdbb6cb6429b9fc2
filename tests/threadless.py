"""SQLite without a thread, for tests in which nothing runs beside what they do."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import Any

from sqlalchemy import event

from shopbell.database import Database
from shopbell.sqlite_connection import AT_ONCE, DirectConnection


class Threadless(DirectConnection):
    async def _execute(self, fn: Any, *arguments: Any, **options: Any) -> Any:
        return fn(*arguments, **options)


def without_thread(database: Database) -> Database:
    """A statement's way to a thread and back takes longer than the statement. Without it, no task
    comes in between two statements: whoever looks for races needs the database as it is."""
    for engine in database.engines:

        @event.listens_for(engine.sync_engine, "do_connect")
        def stay_here(
            _dialect: Any, _record: Any, _arguments: Any, options: dict[str, Any]
        ) -> None:
            options["async_creator_fn"] = opened

    return database


def opened(file: str, **options: Any) -> Threadless:
    options["check_same_thread"] = False
    connection = Threadless(partial(sqlite3.connect, file, **options), AT_ONCE)
    connection._thread.daemon = True
    return connection
