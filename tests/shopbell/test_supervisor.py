from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shopbell.processes.supervisor import Program, Supervisor
from shopbell.settings import CHECKOUT

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


async def test_one_on_trial_is_not_started_again_until_it_is_adopted(tmp_path: Path) -> None:
    supervisor = Supervisor(lambda line: None)
    failing = supervisor.start(program(tmp_path, "raise SystemExit(3)"), on_trial=True)
    await asyncio.wait_for(failing.over.wait(), 30)
    assert not supervisor.restarts

    steady = supervisor.start(program(tmp_path, SLEEPER), on_trial=True)
    first = await running_pid(tmp_path, other_than=int((tmp_path / "app.pid").read_text()))
    supervisor.adopt(steady, "bot")
    assert (tmp_path / "bot.pid").read_text() == str(first)
    os.kill(first, signal.SIGKILL)
    await eventually(lambda: (tmp_path / "bot.pid").read_text() not in ("", str(first)))
    supervisor.stop()
    await supervisor.wait()


async def test_ending_one_program_leaves_the_others(tmp_path: Path) -> None:
    supervisor = Supervisor(lambda line: None)
    other = Program(
        "bot", [sys.executable, "-c", SLEEPER], os.environ, tmp_path, tmp_path / "bot.log"
    )
    leaving = supervisor.start(program(tmp_path, SLEEPER))
    supervisor.start(other)
    pid = await running_pid(tmp_path)
    await eventually(lambda: (tmp_path / "bot.pid").exists())
    await supervisor.end(leaving)
    assert not alive(pid)
    assert alive(int((tmp_path / "bot.pid").read_text()))
    assert not supervisor.restarts
    supervisor.stop()
    await supervisor.wait()


async def test_no_program_outlives_a_supervisor_that_was_killed(tmp_path: Path) -> None:
    child = "from bot.lifeline import end_with_supervisor; end_with_supervisor(); " + SLEEPER
    code = f"""
import asyncio, os, sys
from pathlib import Path
from shopbell.processes.supervisor import Program, Supervisor
from shopbell.settings import CHECKOUT

async def main():
    supervisor = Supervisor(print)
    folder = Path({str(tmp_path)!r})
    command = [sys.executable, "-c", {child!r}]
    supervisor.start(Program("app", command, os.environ, Path.cwd(), folder / "app.log"))
    await supervisor.wait()

asyncio.run(main())
"""
    above = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=CHECKOUT)
    pid = await running_pid(tmp_path)
    await eventually(lambda: "up" in (tmp_path / "app.log").read_text())
    assert alive(pid)
    above.kill()
    await above.wait()
    await eventually(lambda: not alive(pid))
