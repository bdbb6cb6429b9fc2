"""Keeps `app` and `bot` running: starts again what dies, and ends both together."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.lifeline import VARIABLE as LIFELINE

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

    @property
    def pid_file(self) -> Path:
        return self.log.with_name(f"{self.name}.pid")


class Child:
    """A program that runs. One on trial is not started again when it ends."""

    def __init__(self, program: Program, *, on_trial: bool) -> None:
        self.program = program
        self.on_trial = on_trial
        self.grace_s = GRACE_S
        self.leaving = asyncio.Event()
        self.over = asyncio.Event()


class Supervisor:
    """`report` is told in one line whatever a person at the terminal should know."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._stopping = asyncio.Event()
        self._keepers: dict[asyncio.Task[None], Child] = {}
        # The children read from it and find its end when this process is gone.
        self._lifeline, self._held = os.pipe()
        self.restarts: Counter[str] = Counter()

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def stop(self) -> None:
        self._stopping.set()
        for child in self._keepers.values():
            child.leaving.set()

    def stop_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.stop)

    def start(self, program: Program, *, on_trial: bool = False) -> Child:
        child = Child(program, on_trial=on_trial)
        if self.stopping:
            child.leaving.set()
        self._keepers[asyncio.create_task(self._keep(child))] = child
        return child

    def adopt(self, child: Child, name: str) -> None:
        """From now on `child` has this name, and is started again when it ends."""
        former, child.on_trial = child.program, False
        child.program = replace(former, name=name)
        former.pid_file.replace(child.program.pid_file)

    async def end(self, child: Child, *, grace_s: float = GRACE_S) -> None:
        """Ask the program to end; after `grace_s` it is killed."""
        child.grace_s = grace_s
        child.leaving.set()
        await child.over.wait()

    async def wait(self) -> None:
        """Return when `stop` was called and every program has ended."""
        await self._stopping.wait()
        await asyncio.gather(*self._keepers)
        os.close(self._lifeline)
        os.close(self._held)

    async def _keep(self, child: Child) -> None:
        try:
            await self._run(child)
        finally:
            child.over.set()

    async def _run(self, child: Child) -> None:
        pause = FIRST_RESTART_S
        loop = asyncio.get_running_loop()
        while not child.leaving.is_set():
            started = loop.time()
            status = await self._once(child)
            program = child.program
            if child.leaving.is_set() or child.on_trial:
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
                    await child.leaving.wait()

    async def _once(self, child: Child) -> int:
        program = child.program
        program.log.parent.mkdir(parents=True, exist_ok=True)
        with program.log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *program.command,
                cwd=program.folder,
                env={**program.environment, LIFELINE: str(self._lifeline)},
                pass_fds=(self._lifeline,),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        program.pid_file.write_text(str(process.pid))
        ended = asyncio.create_task(process.wait())
        leaving = asyncio.create_task(child.leaving.wait())
        await asyncio.wait({ended, leaving}, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        if not ended.done():
            await _end(process, child.grace_s)
        return await ended


async def _end(process: asyncio.subprocess.Process, grace_s: float) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            async with asyncio.timeout(grace_s):
                await process.wait()
        except TimeoutError:
            process.kill()
