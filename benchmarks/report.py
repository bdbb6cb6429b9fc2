"""The report at 3,000 and 30,000 conversations: read from the log, and from what is kept of it.

    uv run python -m benchmarks.report [--conversations 3000 30000]

Everything that `GET /api/console/report` does behind its route, on SQLite in a temporary folder:
thirty days, nine rows of log for each conversation, a third of them handed to a person.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from console.report.facts import Scope
from console.report.figures import report_of
from console.report.keeping import FactsKeeper
from console.report.models import KeptFacts
from console.report.repository import facts_of
from conversations.identifiers import new_id
from conversations.models import Conversation, LogRow, Shopper
from conversations.sites.service import save_site
from shopbell.database import Database, open_database
from shopbell.schema import migrate
from shopbell.settings import Settings

NOW = datetime(2026, 11, 27, tzinfo=UTC)
DAYS = 30
SCOPE = Scope(since=NOW - timedelta(days=DAYS), before=NOW + timedelta(days=1))
ZONE = ZoneInfo("Europe/Berlin")
TIMES = 5
AT_ONCE = 3_000


def rows_of(conversation: str, began: datetime, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Question, understood, answered, twice; then a person or thanks; then closed or not."""

    def row(event: str, role: str, seconds: float, **body: Any) -> dict[str, Any]:
        at = began + timedelta(seconds=seconds)
        return {"conversation_id": conversation, "id": new_id(), "event": event,
                "author_role": role, "at": at, "body": body}  # fmt: skip

    said = {"kind": "text", "sources": []}
    for turn in (0, 60):
        yield row("message.posted", "shopper", turn, text="Where is my parcel?", **said)
        yield row("turn.understood", "bot", turn + 1, intent="order_status", confidence=0.9)
        yield row("message.posted", "bot", turn + 1, text="It is on its way. " * 8, **said)
    if chance.random() < 1 / 3:
        yield row("conversation.escalated", "system", 90, state="queued", reason="angry")
        yield row("conversation.claimed", "agent", 150, state="human", reason="", agent="Ana")
        yield row("message.posted", "agent", chance.uniform(160, 600), text="Let me see.", **said)
    elif chance.random() < 1 / 2:
        yield row("message.posted", "shopper", 90, text="Thank you!", **said)
        yield row("conversation.closed", "system", 95, state="closed", reason="", agent=None)
        score = str(chance.randint(1, 5))
        yield row("conversation.rated", "shopper", 99, state="closed", reason=score, agent=None)


async def fill(session: AsyncSession, number: int, first: int) -> None:
    chance = random.Random(first)
    shopper = Shopper(id=new_id(), token_hash=new_id(), site="demo", created_at=NOW)
    session.add(shopper)
    await session.flush()
    conversations: list[dict[str, Any]] = []
    log: list[dict[str, Any]] = []
    for _ in range(number):
        began = NOW - timedelta(seconds=chance.uniform(3_600, DAYS * 86_400))
        own = list(rows_of(new_id(), began, chance))
        seq = aseq = 0
        for row in own:
            hidden = row["event"] == "turn.understood"
            seq, aseq = seq + (not hidden), aseq + hidden
            log.append({**row, "seq": None if hidden else seq, "aseq": aseq if hidden else None})
        conversations.append(
            {"id": own[0]["conversation_id"], "site": "demo", "shopper_id": shopper.id,
             "state": "closed", "head_seq": seq, "head_aseq": aseq, "locale": "en", "page": {},
             "created_at": began, "updated_at": own[-1]["at"]}
        )  # fmt: skip
    await session.execute(insert(Conversation), conversations)
    await session.execute(insert(LogRow), log)


async def report(database: Database) -> str:
    async with database.reader() as session:
        facts = await facts_of(session, SCOPE)
    return report_of(facts, SCOPE, ZONE).model_dump_json()


async def timed(database: Database) -> tuple[list[float], str]:
    taken, told = [], ""
    for _ in range(TIMES):
        began = time.perf_counter()
        told = await report(database)
        taken.append(time.perf_counter() - began)
    return sorted(taken), told


async def measure(database: Database, number: int) -> None:
    for first in range(0, number, AT_ONCE):
        async with database.writer.begin() as session:
            await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
            await fill(session, min(AT_ONCE, number - first), first)
    from_log, slow = await timed(database)
    keeper = FactsKeeper(writer=database.writer, reader=database.reader, clock=lambda: NOW)
    began = time.perf_counter()
    await keeper.look()
    keeping = time.perf_counter() - began
    kept, quick = await timed(database)
    assert slow == quick, "what is kept tells something else than the log"
    print(
        f"{number:>7,} conversations: from the log {from_log[TIMES // 2]:.2f} s"
        f" (slowest {from_log[-1]:.2f}), kept {kept[TIMES // 2]:.3f} s (slowest {kept[-1]:.3f});"
        f" keeping all of them once {keeping:.1f} s"
    )
    async with database.writer.begin() as session:
        await session.execute(delete(KeptFacts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, nargs="+", default=[3_000, 30_000])
    for number in parser.parse_args().conversations:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(home=Path(folder))
            migrate(settings)
            database = open_database(settings.database)

            async def run(opened: Database = database, size: int = number) -> None:
                await measure(opened, size)
                await opened.dispose()

            asyncio.run(run())


if __name__ == "__main__":
    main()
