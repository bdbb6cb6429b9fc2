from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from rounds.running import SLOWEST_S, make_rounds, pause_s

pytestmark = pytest.mark.anyio


class RefusedError(Exception):
    code = "refused"


class Work:
    """Fails in the rounds named; after the last one it is cancelled like at the end of an app."""

    def __init__(self, *, rounds: int, failing: frozenset[int]) -> None:
        self.left, self.failing = rounds, failing
        self.looked = 0
        self.pauses: list[float] = []

    async def look(self) -> None:
        self.looked += 1
        if self.looked in self.failing:
            raise RefusedError

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if self.looked == self.left:
            raise asyncio.CancelledError


async def test_a_failure_is_told_and_tried_again_more_and_more_slowly() -> None:
    work = Work(rounds=6, failing=frozenset({2, 3, 4}))
    with capture_logs() as told, pytest.raises(asyncio.CancelledError):
        await make_rounds(work.look, every_s=2.0, failed="work_failed", pause=work.pause)
    assert work.pauses == [2.0, 4.0, 8.0, 10.0, 2.0, 2.0]
    assert [(line["event"], line["error"], line["code"]) for line in told] == [
        ("work_failed", "RefusedError", "refused")
    ] * 3


async def test_it_ends_at_once_also_in_the_middle_of_a_look() -> None:
    begun = asyncio.Event()

    async def look() -> None:
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(make_rounds(look, every_s=3600.0, failed="work_failed"))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("failures", [0, 1, 5, 10_000])
def test_a_pause_is_never_shorter_than_a_round_and_never_endless(failures: int) -> None:
    for every_s in (0.25, 2.0, 3_600.0):
        assert every_s <= pause_s(every_s, failures) <= max(every_s, SLOWEST_S)
