"""What a test sees of transactions that were begun to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from shopbell.database import Database


@contextmanager
def writing(database: Database) -> Iterator[list[Any]]:
    """One entry for each; of SQLite, where those that write have an engine of their own."""
    begun: list[Any] = []
    note, engine = begun.append, database.engines[0].sync_engine
    event.listen(engine, "begin", note)
    yield begun
    event.remove(engine, "begin", note)
