"""Whether the time of a refused verification tells why it was refused.

    uv run python -m benchmarks.guessing_times [--attempts 2000]

On a new database with the tests' shop, four kinds of failures in turn, each in a conversation of
its own: no such order, another's e-mail, and a reached limit with an order and without one. Prints
the median of each and how often an attempt took longer than one of the first kind: 50 % where the
time tells nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
import uuid
from bisect import bisect_left
from datetime import UTC, datetime
from pathlib import Path

from actions.orders.verification.schemas import VerificationLimits
from actions.orders.verification.service import verify_by_order_and_email
from shopbell.database import Database, open_database
from shopbell.schema import migrate
from shopbell.settings import Settings
from tests.actions.orders.shop import ADA_EMAIL, MINA_EMAIL, a_shop, load

ABSENT, LOCKED_ABSENT, THERE, LOCKED = "#W5555555", "#W6666666", "#W1000001", "#W2000001"
# The locked ones have had their failures; the others have no limit that this reaches.
UNLIMITED = VerificationLimits(per_order=1_000_000, per_site=1_000_000)
LIMITED = VerificationLimits(per_site=1_000_000)
KINDS = {
    "no such order": (ABSENT, MINA_EMAIL, UNLIMITED),
    "another's e-mail": (THERE, ADA_EMAIL, UNLIMITED),
    "limit reached, no such order": (LOCKED_ABSENT, MINA_EMAIL, LIMITED),
    "limit reached, the right e-mail": (LOCKED, ADA_EMAIL, LIMITED),
}
FAILURES = 6


async def attempt(database: Database, kind: str, *, email: str | None = None) -> float:
    number, right, limits = KINDS[kind]
    began = time.perf_counter()
    async with database.writer.begin() as session:
        customer = await verify_by_order_and_email(
            session,
            conversation=uuid.uuid4().hex,
            order_number=number,
            email=email or right,
            now=datetime.now(UTC),
            limits=limits,
        )
    if customer is not None:
        raise RuntimeError(f"{kind}: an attempt that has to fail did not")
    return time.perf_counter() - began


async def measure(database: Database, attempts: int) -> dict[str, list[float]]:
    await load(database.writer, a_shop())
    for kind in list(KINDS)[2:]:
        for _ in range(FAILURES):
            await attempt(database, kind, email="nobody@shop.example")
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    chance = random.Random(1)
    for _ in range(attempts):
        for kind in chance.sample(list(KINDS), len(KINDS)):
            times[kind].append(await attempt(database, kind))
    return times


def longer(mine: list[float], theirs: list[float]) -> float:
    """The share of all pairs."""
    ordered = sorted(theirs)
    return sum(bisect_left(ordered, took) for took in mine) / (len(mine) * len(theirs))


async def run(attempts: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        await asyncio.to_thread(migrate, settings)
        database = open_database(settings.database)
        try:
            times = await measure(database, attempts)
        finally:
            await database.dispose()
    first = next(iter(times.values()))
    print("| refused because | median | longer than the first |\n|---|---|---|")
    for kind, took in times.items():
        print(f"| {kind} | {statistics.median(took) * 1000:.2f} ms | {longer(took, first):.1%} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--attempts", type=int, default=2000, help="of each kind")
    asyncio.run(run(parser.parse_args().attempts))


if __name__ == "__main__":
    main()
