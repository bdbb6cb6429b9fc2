"""Reading a file in a child process, so that no file can harm the one that shoppers talk to."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from typing import Final

from knowledge_base.importing.child.limits import Limits
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.kinds import FileKind, check_bytes
from knowledge_base.importing.readers.rows import Row

_MODULE: Final = "knowledge_base.importing.child"
_REFUSED: Final = 3
_AT_ONCE: Final = 2
_KEPT: Final = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")
_TOO_MUCH: Final = "reading it takes more memory or time than is allowed; is it damaged?"
_PIECE: Final = 256 * 1024


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
            code, printed = await self._run(kind, data, name, url or "")
        if code == _REFUSED:
            raise ImportFileError(_said(printed))
        if code != 0:
            raise ImportFileError(_TOO_MUCH)
        return [Row(*json.loads(line)) for line in printed.split(b"\n") if line]

    async def _run(self, kind: FileKind, data: bytes, name: str, url: str) -> tuple[int, bytes]:
        limits = self._limits
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", _MODULE, kind.value, _argument(name), _argument(url),
            str(limits.memory), str(limits.cpu_s),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
        )  # fmt: skip
        try:
            async with asyncio.timeout(limits.wall_s):
                sending = asyncio.create_task(_send(process, data))
                printed = await _receive(process, limits.output)
                await sending
                return await process.wait(), printed
        except TimeoutError:
            raise ImportFileError(_TOO_MUCH) from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _send(process: asyncio.subprocess.Process, data: bytes) -> None:
    pipe = process.stdin
    if pipe is None:
        return
    # A child that has ended takes no more, and its answer says why.
    with suppress(BrokenPipeError, ConnectionResetError):
        pipe.write(data)
        await pipe.drain()
    pipe.close()


async def _receive(process: asyncio.subprocess.Process, most: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while process.stdout is not None and (piece := await process.stdout.read(_PIECE)):
        size += len(piece)
        if size > most:
            raise ImportFileError("it holds far more text than can be imported at once")
        pieces.append(piece)
    return b"".join(pieces)


def _argument(text: str) -> str:
    return text.replace("\x00", "")[:2_000]


def _said(printed: bytes) -> str:
    """The child's last line is why it refused."""
    return str(json.loads(printed.strip().rpartition(b"\n")[2]))
