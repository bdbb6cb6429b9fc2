"""Keeps `app` and `bot` running: starts again what dies, and ends both together."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GRACE_S = 10.0
FIRST_RESTART_S = 0.25
LONGEST_RESTART_S = 15.0
STEADY_S = 60.0


@dataclass(frozen=True)
class Program:
    """`log` takes everything the process prints; its id is kept beside it in `<name>.pid`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    log: Path


class Supervisor:
    """`report` is told in one line whatever a person at the terminal should know."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._stopping = asyncio.Event()
        self._keepers: list[asyncio.Task[None]] = []
        self.restarts: Counter[str] = Counter()

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def stop(self) -> None:
        self._stopping.set()

    def stop_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.stop)

    def start(self, program: Program) -> None:
        self._keepers.append(asyncio.create_task(self._keep(program)))

    async def wait(self) -> None:
        """Return when `stop` was called and every program has ended."""
        await self._stopping.wait()
        await asyncio.gather(*self._keepers)

    async def _keep(self, program: Program) -> None:
        pause = FIRST_RESTART_S
        loop = asyncio.get_running_loop()
        while not self.stopping:
            started = loop.time()
            status = await self._once(program)
            if self.stopping:
                return
            self.restarts[program.name] += 1
            pause = (
                FIRST_RESTART_S
                if loop.time() - started > STEADY_S
                else min(pause * 2, LONGEST_RESTART_S)
            )
            self._report(
                f"{program.name} ended with status {status} and is started again. "
                f"What it printed: {program.log}"
            )
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._stopping.wait()

    async def _once(self, program: Program) -> int:
        program.log.parent.mkdir(parents=True, exist_ok=True)
        with program.log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *program.command,
                cwd=program.folder,
                env=dict(program.environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        program.log.with_suffix(".pid").write_text(str(process.pid))
        ended = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not ended.done():
            await _end(process)
        return await ended


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            async with asyncio.timeout(GRACE_S):
                await process.wait()
        except TimeoutError:
            process.kill()
