"""One file through one child process that has limits, so that no file can harm its parent."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from confinement.limits import Limits

_KEPT: Final = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")
_PIECE: Final = 256 * 1024


class TooMuchTimeError(Exception):
    """The child was ended: it had not answered in `Limits.wall_s`."""


class TooMuchOutputError(Exception):
    """The child was ended: it had more to say than `Limits.output`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is the child's exit code; below zero a signal ended it."""

    code: int
    printed: bytes


async def run_confined(
    module: str,
    arguments: Sequence[str],
    data: bytes,
    limits: Limits,
    *,
    environment: dict[str, str] | None = None,
) -> Outcome:
    """Run `python -m module` with `data` as its input. The last two of its arguments are the memory
    and the seconds of CPU that it has to limit itself to, see `inside`.

    It gets the path to Python and nothing of our settings or secrets.
    Raises `TooMuchTimeError` and `TooMuchOutputError`.
    """
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *map(_argument, arguments),
        str(limits.memory), str(limits.cpu_s),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**kept, **(environment or {})},
    )  # fmt: skip
    try:
        async with asyncio.timeout(limits.wall_s):
            sending = asyncio.create_task(_send(process, data))
            printed = await _receive(process, limits.output)
            await sending
            return Outcome(await process.wait(), printed)
    except TimeoutError:
        raise TooMuchTimeError from None
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
            raise TooMuchOutputError
        pieces.append(piece)
    return b"".join(pieces)


def _argument(text: str) -> str:
    return text.replace("\x00", "")[:2_000]
