"""Reading a file in a child process, so that no file can harm the one that shoppers talk to."""

from __future__ import annotations

import asyncio
import json
from typing import Final

from confinement.inside import REFUSED
from confinement.limits import Limits
from confinement.running import Outcome, TooMuchOutputError, TooMuchTimeError, run_confined
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.kinds import FileKind, check_bytes
from knowledge_base.importing.readers.rows import Row

_MODULE: Final = "knowledge_base.importing.child"
_AT_ONCE: Final = 2
_TOO_MUCH: Final = "reading it takes more memory or time than is allowed; is it damaged?"


class ChildReader:
    """Reads at most two files at a time, each in a process of its own."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def read(
        self, kind: FileKind, data: bytes, *, name: str, url: str | None = None
    ) -> list[Row]:
        """Raises `ImportFileError`, whatever the file does to the child."""
        check_bytes(kind, data)
        async with self._turn:
            outcome = await self._run(kind, data, name, url or "")
        if outcome.code == REFUSED:
            raise ImportFileError(_said(outcome.printed))
        if outcome.code != 0:
            raise ImportFileError(_TOO_MUCH)
        return [Row(*json.loads(line)) for line in outcome.printed.split(b"\n") if line]

    async def _run(self, kind: FileKind, data: bytes, name: str, url: str) -> Outcome:
        try:
            return await run_confined(_MODULE, [kind.value, name, url], data, self._limits)
        except TooMuchTimeError:
            raise ImportFileError(_TOO_MUCH) from None
        except TooMuchOutputError:
            raise ImportFileError("it holds far more text than can be imported at once") from None


def _said(printed: bytes) -> str:
    """The child's last line is why it refused."""
    return str(json.loads(printed.strip().rpartition(b"\n")[2]))
