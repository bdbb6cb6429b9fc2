"""Run as a program: a turn that refunds, each time killed at the next statement.

    python -m tests.shopbell.killed_turn DATABASE_FILE CONVERSATION TURN

For each statement of the yes and of what the turn does after it (and for each commit, and for
after them) a child process is forked, works on a copy of the file, and ends itself with SIGKILL
there. Prints a JSON line for each: `{"file", "killed"}`.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from actions.orders.access.schemas import by_shopper
from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from actions.wording import load_wording
from conversations.contract import TextBody, TurnMessage, TurnReply
from conversations.turns.service import finish_turn
from shopbell.database import open_database
from shopbell.receipts import OrderReceipts
from tests.actions.orders.integrity.dying import Places
from tests.conftest import FakeClock, without_fsync

OWNER, TOKEN, KEY = "the process that dies", "the plan's token", "the yes"


async def refund_in_turn(file: Path, conversation: str, turn: str, die_at: int) -> None:
    database = without_fsync(open_database(f"sqlite+aiosqlite:///{file}"))
    places = Places(database, die_at)
    now = FakeClock()
    store = SqlOrderStore(database.writer, database.reader, load_policy(), now, lambda: "another")
    await store.confirm(by_shopper(conversation), TOKEN, KEY)
    places.pass_by()
    async with database.writer.begin() as session:
        await finish_turn(
            session,
            turn_id=turn,
            owner=OWNER,
            reply=TurnReply((TurnMessage(TextBody("Done.")),), ()),
            at=now(),
            receipts=OrderReceipts(load_wording()),
        )
    places.pass_by()
    await database.dispose()


def main(original: Path, conversation: str, turn: str) -> None:
    killed, place = True, 0
    while killed:
        place += 1
        file = original.with_name(f"killed-{place}.db")
        shutil.copy(original, file)
        child = os.fork()
        if child == 0:
            asyncio.run(refund_in_turn(file, conversation, turn, place))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not killed and os.WEXITSTATUS(status) != 0:
            raise SystemExit(1)
        print(json.dumps({"file": str(file), "killed": killed}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
