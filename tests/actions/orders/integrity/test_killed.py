"""kill -9 at every statement of a refund leaves none of it or all of it."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from shopbell.database import Database
from tests.actions.orders.integrity.parallel import PRICE, a_shop_of_pending_orders
from tests.actions.orders.shop import load

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

ROOT = Path(__file__).parents[4]
NOTHING = {"receipts": 0, "audit": 0, "keys": 0, "balance": 0, "status": "pending", "refunds": 0,
           "ledger": 2, "sum": 0, "well": "ok"}  # fmt: skip
ALL = {"receipts": 1, "audit": 1, "keys": 1, "balance": PRICE, "status": "cancelled", "refunds": 1,
       "ledger": 4, "sum": 0, "well": "ok"}  # fmt: skip


async def test_a_refund_that_is_killed_is_there_or_not(database: Database, tmp_path: Path) -> None:
    await load(database.writer, a_shop_of_pending_orders(1))
    await database.dispose()
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "tests.actions.orders.integrity.killed", tmp_path / "shopbell.db"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    left = [json.loads(line) for line in done.stdout.splitlines()]
    places = [each.pop("killed_at") for each in left]
    assert places == [*range(1, len(places)), None]
    assert len(places) > 20, "a refund has more statements than that"
    assert all(each in (NOTHING, ALL) for each in left), left
    # Up to and with the commit, nothing; after it, everything.
    assert left[:-2] == [NOTHING] * (len(left) - 2)
    assert left[-2:] == [ALL, ALL]
