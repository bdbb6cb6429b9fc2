"""Never more refunded than paid, stock never negative, no change without a live verification, no
other customer's order ever read: in every sequence of calls that Hypothesis can think of."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from shopbell.database import open_database
from tests.actions.orders.integrity.machine import Loop, OrderStoreMachine
from tests.actions.orders.shop import load
from tests.actions.orders.thirty import a_shop_of_thirty
from tests.conftest import without_fsync
from tests.threadless import without_thread

STEPS = 5


@pytest.fixture
def loop(tmp_path: Path, migrated_file: Path) -> Iterator[Loop]:
    file = tmp_path / "shopbell.db"
    shutil.copy(migrated_file, file)
    url = f"sqlite+aiosqlite:///{file}"

    async def fill() -> None:
        database = without_fsync(open_database(url))
        await load(database.writer, a_shop_of_thirty())
        await database.dispose()

    asyncio.run(fill())
    loop = Loop(without_thread(without_fsync(open_database(url))))
    yield loop
    loop.close()


def run(loop: Loop, sequences: int, *, alike: bool) -> None:
    """`alike`: the same sequences each time, of which one knows that they change enough."""

    class Machine(OrderStoreMachine):
        pass

    Machine.loop = loop
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=alike,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert loop.done > sequences / 10, "too few changes were made for this to show anything"


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.timeout(600)
def test_two_thousand_sequences(loop: Loop) -> None:
    run(loop, 2_000, alike=True)


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_twenty_thousand_sequences(loop: Loop) -> None:
    run(loop, 20_000, alike=False)
