"""Run as a program: what is due goes live, each time killed at the next statement.

    python -m tests.knowledge_base.schedule.killed_plan DATABASE_FILE

For each statement and commit of the worker's look (and for after them) a child process is forked,
works on a copy of the file, and ends itself with SIGKILL there. Prints a JSON line for each:
`{"file", "killed"}`.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from knowledge_base.schedule.worker import PublishWorker
from shopbell.database import open_database
from tests.actions.orders.integrity.dying import Places
from tests.conftest import FakeClock, without_fsync


async def look(file: Path, die_at: int) -> None:
    database = without_fsync(open_database(f"sqlite+aiosqlite:///{file}"))
    places = Places(database, die_at)
    clock = FakeClock()
    clock.advance(7_200)
    worker = PublishWorker(
        writer=database.writer,
        reader=database.reader,
        clock=clock,
        on_published=places.pass_by,
    )
    await worker.look()
    places.pass_by()
    await database.dispose()


def main(original: Path) -> None:
    killed, place = True, 0
    while killed:
        place += 1
        file = original.with_name(f"killed-{place}.db")
        shutil.copy(original, file)
        child = os.fork()
        if child == 0:
            asyncio.run(look(file, place))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not killed and os.WEXITSTATUS(status) != 0:
            raise SystemExit(1)
        print(json.dumps({"file": str(file), "killed": killed}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
