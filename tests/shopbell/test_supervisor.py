from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shopbell.processes.supervisor import Program, Supervisor

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

SLEEPER = "import time; print('up', flush=True); time.sleep(600)"


def program(folder: Path, code: str) -> Program:
    return Program("app", [sys.executable, "-c", code], os.environ, folder, folder / "app.log")


async def eventually(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while True:
            if holds():
                return
            await asyncio.sleep(0.05)


async def running_pid(folder: Path, other_than: int = 0) -> int:
    pid_file = folder / "app.pid"
    async with asyncio.timeout(30):
        while True:
            if pid_file.exists() and (text := pid_file.read_text()) and int(text) != other_than:
                return int(text)
            await asyncio.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_killed_program_is_started_again_and_that_is_reported(tmp_path: Path) -> None:
    told: list[str] = []
    supervisor = Supervisor(told.append)
    supervisor.start(program(tmp_path, SLEEPER))
    first = await running_pid(tmp_path)
    os.kill(first, signal.SIGKILL)
    second = await running_pid(tmp_path, other_than=first)
    assert alive(second)
    assert "app ended with status -9" in told[0]
    supervisor.stop()
    await supervisor.wait()


async def test_stopping_ends_every_program_even_one_that_will_not_listen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shopbell.processes.supervisor.GRACE_S", 0.5)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPER
    supervisor = Supervisor(lambda line: None)
    supervisor.start(program(tmp_path, deaf))
    pid = await running_pid(tmp_path)
    await eventually(lambda: "up" in (tmp_path / "app.log").read_text())
    supervisor.stop()
    await supervisor.wait()
    assert not alive(pid)


async def test_a_program_that_cannot_start_is_counted(tmp_path: Path) -> None:
    supervisor = Supervisor(lambda line: None)
    supervisor.start(program(tmp_path, "raise SystemExit(3)"))
    await eventually(lambda: supervisor.restarts["app"] >= 2)
    supervisor.stop()
    await supervisor.wait()
