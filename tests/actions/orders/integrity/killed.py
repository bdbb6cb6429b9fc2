"""Run as a program: do one refund over and over, each time killed at the next statement.

    python -m tests.actions.orders.integrity.killed DATABASE_FILE

For each statement (and for the commit, and for after it) a child process is forked, works on a
copy of the file, and ends itself with SIGKILL there. What it leaves is printed as one JSON line:
`{"killed_at", "signal", "status", "balance", "receipts", "audit", "keys", "ledger"}`.
"""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from actions.orders.access.schemas import by_operator
from actions.orders.cancellation.service import CancelRequest
from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from shopbell.database import open_database
from tests.actions.orders.integrity.dying import Places

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
COUNTS = {
    "receipts": "SELECT count(*) FROM order_receipts",
    "audit": "SELECT count(*) FROM order_audit",
    "keys": "SELECT count(*) FROM order_idempotency_keys",
    "balance": "SELECT balance_minor FROM payment_methods WHERE id = 'gift-x'",
    "status": "SELECT status FROM orders WHERE number = '#X0'",
    "refunds": "SELECT count(*) FROM order_payments WHERE kind = 'refund'",
    "ledger": "SELECT count(*) FROM order_ledger",
    "sum": "SELECT sum(amount_minor) FROM order_ledger",
}


async def refund(file: Path, die_at: int) -> int:
    """How many places there are to die at, for one that was not reached."""
    database = open_database(f"sqlite+aiosqlite:///{file}")
    places = Places(database, die_at)
    store = SqlOrderStore(
        database.writer, database.reader, load_policy(), lambda: NOW, lambda: "token"
    )
    request = CancelRequest(order="#X0", reason="no longer needed")
    await store.make(by_operator("x"), request, "key")
    places.pass_by()
    await database.dispose()
    return places.passed


def left_in(file: Path) -> dict[str, Any]:
    connection = sqlite3.connect(file)
    found = {name: connection.execute(query).fetchone()[0] for name, query in COUNTS.items()}
    (well,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return found | {"well": well}


def main(original: Path) -> None:
    place = 0
    while True:
        place += 1
        file = original.with_name(f"killed-{place}.db")
        shutil.copy(original, file)
        child = os.fork()
        if child == 0:
            asyncio.run(refund(file, place))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not killed and os.WEXITSTATUS(status) != 0:
            raise SystemExit(1)
        print(json.dumps({"killed_at": place if killed else None} | left_in(file)), flush=True)
        if not killed:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
