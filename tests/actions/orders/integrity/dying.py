"""A process that ends itself with SIGKILL at one of the places that it passes."""

import os
import signal
from typing import Any

from sqlalchemy import event

from shopbell.database import Database


class Places:
    """Every statement and every commit of a database, and each call of `pass_by`. `passed` counts
    them; at the one whose number is `die_at` the process dies."""

    def __init__(self, database: Database, die_at: int) -> None:
        self.passed = 0
        self._die_at = die_at
        for engine in database.engines:
            event.listen(engine.sync_engine, "before_cursor_execute", self.pass_by)
            event.listen(engine.sync_engine, "commit", self.pass_by)

    def pass_by(self, *_anything: Any) -> None:
        self.passed += 1
        if self.passed == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)
