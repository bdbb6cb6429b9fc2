"""Files made to do harm are refused, and the process that shoppers talk to does not feel them."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from confinement.limits import Limits
from knowledge_base.importing.child.running import ChildReader
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.kinds import FileKind
from tests.knowledge_base.importing.bombs import bombs

pytestmark = pytest.mark.anyio

TIGHT = Limits(memory=384 << 20, cpu_s=2, wall_s=30)


def resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


async def outcome(reader: ChildReader, kind: FileKind, content: bytes) -> str | None:
    """Why it was refused; None where it was taken."""
    try:
        await reader.read(kind, content, name=f"bomb.{kind.value}")
    except ImportFileError as error:
        return str(error)
    return None


async def test_every_bomb_is_refused_and_this_process_goes_on() -> None:
    files = list(bombs())
    reader = ChildReader(TIGHT)
    longest = 0.0
    done = False

    async def others() -> None:
        """What a shopper's turn would feel: how late a waiting task is called."""
        nonlocal longest
        clock = asyncio.get_running_loop().time
        while not done:
            before = clock()
            await asyncio.sleep(0.01)
            longest = max(longest, clock() - before)

    watching = asyncio.create_task(others())
    before = resident_mib()
    found = await asyncio.gather(*(outcome(reader, kind, data) for _, kind, data in files))
    done = True
    await watching
    grown = resident_mib() - before
    taken = [what for (what, _, _), why in zip(files, found, strict=True) if why is None]
    print(
        f"{len(files)} bombs: {len(files) - len(taken)} refused; this process grew by {grown:.0f}"
        f" MiB; the longest that another task waited was {longest * 1000:.0f} ms"
    )
    for (what, _, _), why in zip(files, found, strict=True):
        print(f"  {what}: {why}")
    assert len(files) >= 30
    assert taken == []
    assert grown < 150


async def test_the_child_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPBELL_INTERNAL_SECRET", "canary")
    environments = []
    start = asyncio.create_subprocess_exec

    async def spy(*arguments: str, **options: dict[str, str]) -> asyncio.subprocess.Process:
        environments.append(options["env"])
        return await start(*arguments, **options)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", spy)
    await ChildReader().read(FileKind.CSV, b"id,title,body\na,A,Text.\n", name="a.csv")
    (environment,) = environments
    assert not [name for name in environment if name.startswith("SHOPBELL")]


async def test_a_reading_that_is_given_up_leaves_no_process_behind() -> None:
    reader = ChildReader(Limits(wall_s=0.05))
    others = children()
    with pytest.raises(ImportFileError, match="more memory or time"):
        await reader.read(FileKind.HTML, b"<p>Text.</p>" * 100_000, name="a.html")
    assert children() == others
