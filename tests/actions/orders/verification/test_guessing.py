"""Ten thousand guesses against the limits, checked against a model that only sees answers."""

import random
from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from actions.orders.models import FailedAttempt
from actions.orders.verification.schemas import VerificationLimits
from actions.orders.verification.service import verify_by_order_and_email
from shopbell.database import Database
from tests.actions.orders.shop import ADA_EMAIL, MINA_EMAIL, a_shop, load
from tests.conftest import FakeClock
from tests.threadless import without_thread

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

GUESSES, BATCH, STEP_S = 10_000, 1_000, 3
HOUR = timedelta(hours=1)
LIMITS = VerificationLimits(per_site=GUESSES)
OWNERS = {
    "#W1000001": ("mina", MINA_EMAIL),
    "#W1000002": ("mina", MINA_EMAIL),
    "#W2000001": ("ada", ADA_EMAIL),
    "#W5555555": (None, "nobody@shop.example"),
}


class Model:
    """What must be answered: the owner, unless five failures were let through in the last hour."""

    def __init__(self) -> None:
        self.failures: dict[str, list[datetime]] = defaultdict(list)

    def expect(self, order: str, right: bool, now: datetime) -> str | None:
        recent = [at for at in self.failures[order] if at > now - HOUR]
        customer = OWNERS[order][0]
        if len(recent) >= 5:
            return None
        if right and customer is not None:
            return customer
        self.failures[order].append(now)
        return None


@pytest.fixture
def database(database: Database) -> Database:
    return without_thread(database)


async def test_at_most_five_failures_per_order_and_hour_are_let_through(
    database: Database, clock: FakeClock
) -> None:
    await load(database.writer, a_shop())
    chance, model, opened = random.Random(2), Model(), 0
    for batch in range(0, GUESSES, BATCH):
        async with database.writer.begin() as session:
            for guess in range(batch, batch + BATCH):
                order = chance.choice(list(OWNERS))
                right = chance.random() < 0.05
                email = OWNERS[order][1] if right else f"{guess}@shop.example"
                answer = await verify_by_order_and_email(
                    session,
                    conversation=f"c{guess}",
                    order_number=order,
                    email=email,
                    now=clock(),
                    limits=LIMITS,
                )
                assert answer == model.expect(order, right, clock())
                opened += answer is not None
                clock.advance(STEP_S)
    assert opened > 0, "the right answer must get in between locks, or nothing was shown"
    await assert_stored_within_limits(database)


async def assert_stored_within_limits(database: Database) -> None:
    through: dict[str, list[datetime]] = defaultdict(list)
    async with database.reader() as session:
        rows = await session.execute(
            select(FailedAttempt.order_key, FailedAttempt.at)
            .where(FailedAttempt.let_through)
            .order_by(FailedAttempt.at)
        )
        for order, at in rows:
            through[order].append(at)
    assert set(through) == set(OWNERS)
    for times in through.values():
        for first, sixth in zip(times, times[5:], strict=False):
            assert sixth - first >= HOUR
