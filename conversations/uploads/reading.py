"""What may be kept of a file that somebody sent, found out in a child process."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from confinement.inside import REFUSED
from confinement.limits import Limits
from confinement.running import Outcome, TooMuchOutputError, TooMuchTimeError, run_confined
from conversations.uploads.errors import (
    FileDamagedError,
    FileKindError,
    FileTooLargeError,
    UploadsBusyError,
)
from conversations.uploads.kinds import (
    MAX_BYTES,
    PDF_TYPE,
    PICTURE_TYPE,
    Kind,
    clean_name,
    is_heic,
    kind_of,
)

_MODULE: Final = "conversations.uploads.child"
_CHECKOUT: Final = Path(__file__).resolve().parents[2]
_MIB: Final = 1024 * 1024
_AT_ONCE: Final = 2
_MOST_WAITING: Final = 16
LIMITS = Limits(memory=900 * _MIB, cpu_s=15, wall_s=40.0, output=2 * MAX_BYTES)


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """`name` and `media_type` are ours. A document has no size in pixels and no preview."""

    name: str
    media_type: str
    full: bytes
    preview: bytes | None
    width: int | None
    height: int | None


class FileReader:
    """Two files at a time, each in a process of its own."""

    def __init__(self, limits: Limits = LIMITS, most_waiting: int = _MOST_WAITING) -> None:
        self._limits = limits
        self._most = most_waiting
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._inside = 0

    async def read(self, data: bytes, *, name: str) -> ReadyFile:
        """Raises `FileTooLargeError`, `FileKindError`, `FileDamagedError`, `UploadsBusyError`."""
        if len(data) > MAX_BYTES:
            raise FileTooLargeError
        kind = kind_of(data)
        if kind is None:
            raise FileKindError(_heic() if is_heic(data) else "")
        if self._inside >= self._most:
            raise UploadsBusyError
        self._inside += 1
        try:
            async with self._turn:
                outcome = await self._run(kind, data)
        finally:
            self._inside -= 1
        if outcome.code == REFUSED:
            raise FileDamagedError(outcome.printed.decode())
        if outcome.code != 0:
            raise FileDamagedError("showing it takes too much memory or time")
        return _ready(clean_name(name, kind), kind, outcome.printed)

    async def _run(self, kind: Kind, data: bytes) -> Outcome:
        environment = {"PYTHONPATH": str(_CHECKOUT)}
        try:
            return await run_confined(
                _MODULE, [kind.value], data, self._limits, environment=environment
            )
        except (TooMuchTimeError, TooMuchOutputError):
            raise FileDamagedError("showing it takes too much memory or time") from None


def _ready(name: str, kind: Kind, printed: bytes) -> ReadyFile:
    line, _, rest = printed.partition(b"\n")
    head = json.loads(line)
    full = rest[: head["parts"][0]]
    if kind is Kind.PDF:
        return ReadyFile(name, PDF_TYPE, full, None, None, None)
    return ReadyFile(
        name, PICTURE_TYPE, full, rest[len(full) :], int(head["width"]), int(head["height"])
    )


def _heic() -> str:
    return (
        "This picture is in a telephone's own format (HEIC) that cannot be shown here. "
        "Please send it as JPEG, or take a screenshot of it."
    )
