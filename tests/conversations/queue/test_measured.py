"""What an estimate rests on, from what people did."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from conversations.identifiers import new_id
from conversations.models import Conversation
from conversations.queue.measured import Measured, measured
from conversations.queue.models import Handling
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio


class Desk:
    """Times are seconds before now."""

    def __init__(self, database: Database, clock: FakeClock, conversation: Conversation) -> None:
        self.database, self.clock, self.conversation = database, clock, conversation

    def at(self, ago: float) -> datetime:
        return self.clock() - timedelta(seconds=ago)

    async def had(
        self, asked: float, claimed: float, ended: float | None, ending: str = "closed"
    ) -> None:
        async with self.database.writer.begin() as session:
            session.add(
                Handling(
                    id=new_id(),
                    conversation_id=self.conversation.id,
                    site=self.conversation.site,
                    agent_id="ana",
                    asked_at=self.at(asked),
                    claimed_at=self.at(claimed),
                    ended_at=None if ended is None else self.at(ended),
                    ending=None if ended is None else ending,
                )
            )

    async def measured(self) -> Measured:
        async with self.database.reader() as session:
            return await measured(session, site=self.conversation.site, now=self.clock())


@pytest.fixture
def desk(database: Database, clock: FakeClock, conversation: Conversation) -> Desk:
    return Desk(database, clock, conversation)


async def test_long_handlings_count_as_soon_as_they_end_however_many_short_ones_came_since(
    desk: Desk,
) -> None:
    """Of those claimed last only the short ones have ended: a mean of them promises too little."""
    for number in range(110):
        await desk.had(asked=600 - number, claimed=600 - number, ended=590 - number)
    for _ in range(20):
        await desk.had(asked=5_000, claimed=5_000, ended=10)
    handlings = (await desk.measured()).handlings
    assert (len(handlings), handlings.count(4_990.0)) == (100, 20)


async def test_coming_is_counted_from_when_a_place_was_free_for_who_waited(desk: Desk) -> None:
    await desk.had(asked=9_000, claimed=9_000, ended=1_000)
    await desk.had(asked=5_000, claimed=980, ended=None)
    await desk.had(asked=700, claimed=670, ended=None)
    assert sorted((await desk.measured()).pick_ups) == [20.0, 30.0]


async def test_a_claim_that_ran_out_and_what_is_older_than_a_week_are_no_measure(
    desk: Desk,
) -> None:
    await desk.had(asked=900, claimed=900, ended=300, ending="expired")
    await desk.had(asked=800_000, claimed=800_000, ended=700_000)
    assert await desk.measured() == Measured([], [])
