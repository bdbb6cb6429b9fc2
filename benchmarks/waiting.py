"""How long shoppers were told to wait, and how long they waited: two simulated days of a shop.

    uv run python -m benchmarks.waiting [--seeds 1 2 3]

Every shopper asks for a person, is claimed and closed by the product's own services on SQLite, with
a clock that the simulation moves; what they are told is `queue_place`, as the gateway asks it, at
the moment at which they ask for a person. The first day only fills the measured times.

The shop is open from 9 to 19 and asked most around 12 and 17. Between three and seven people of
three places each are online. Handlings are log-normal (median six minutes, deviation 0.8 of its
logarithm), and whoever has a free place takes some 20 s to claim. Beside the product's estimate
stands what is told most often elsewhere: as long as who was claimed last has waited.
"""

from __future__ import annotations

import argparse
import asyncio
import heapq
import math
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median

from sqlalchemy.ext.asyncio import AsyncSession

from console.routing.choosing import least_busy
from conversations.contract import HandoffReason
from conversations.models import Conversation, Shopper
from conversations.presence import PresentAgent
from conversations.queue.service import held_by, queue_place
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from conversations.states.service import (
    claim_conversation,
    close_conversation,
    escalate_conversation,
)
from shopbell.database import Database, open_database
from shopbell.schema import migrate
from shopbell.settings import Settings

FIRST_DAY = datetime(2026, 11, 23, tzinfo=UTC)
DAYS = 2
OPENS_H, CLOSES_H = 9, 19
AGENTS = 7
PLACES = 3
ONLINE = {9: 3, 10: 4, 11: 6, 12: 7, 13: 6, 14: 5, 15: 5, 16: 6, 17: 7, 18: 5}
BY_HOUR = {9: 50, 10: 80, 11: 115, 12: 155, 13: 130, 14: 95, 15: 95, 16: 125, 17: 155, 18: 80}
"""How many ask for a person in the hour that begins then."""


@dataclass
class Wait:
    asked_at: datetime
    told: Sequence[int]
    last_waited: float | None
    waited: float = math.nan


@dataclass
class Day:
    """One run. `_at` is the simulation's clock, in seconds since the first midnight."""

    database: Database
    chance: random.Random
    waits: list[Wait] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._order = count()
        self._due: list[tuple[float, int, str, str]] = []
        self._queue: list[str] = []
        self._open: dict[str, Wait] = {}
        self._coming = 0
        self._last_waited: float | None = None
        self._at = 0.0

    @property
    def now(self) -> datetime:
        return FIRST_DAY + timedelta(seconds=self._at)

    def on_shift(self) -> list[PresentAgent]:
        online = ONLINE.get(self.now.hour, 0)
        return [PresentAgent(f"agent-{n}", f"Agent {n}", capacity=PLACES) for n in range(online)]

    async def run(self) -> None:
        async with self.database.writer.begin() as session:
            await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
            self._shopper, _ = await welcome_shopper(session, site="demo", at=self.now)
        self._plan_arrivals()
        while self._due:
            self._at, _, kind, conversation = heapq.heappop(self._due)
            async with self.database.writer.begin() as session:
                match kind:
                    case "asks":
                        await self._asks(session, self._shopper)
                    case "comes":
                        self._coming -= 1
                        await self._comes(session)
                    case _:
                        await close_conversation(
                            session, conversation_id=conversation, version=None, at=self.now
                        )
                await self._call(session)

    def _plan_arrivals(self) -> None:
        for day in range(DAYS):
            for hour, number in BY_HOUR.items():
                for _ in range(number):
                    at = (day * 24 + hour) * 3600 + self.chance.uniform(0, 3600)
                    self._plan(at, "asks")

    def _plan(self, at: float, kind: str, conversation: str = "") -> None:
        heapq.heappush(self._due, (at, next(self._order), kind, conversation))

    async def _asks(self, session: AsyncSession, shopper: Shopper) -> None:
        conversation = await begin_conversation(session, shopper=shopper, locale="en", at=self.now)
        reason = HandoffReason.ASKED_FOR_PERSON
        await escalate_conversation(session, conversation=conversation, reason=reason, at=self.now)
        place = await queue_place(
            session, conversation=conversation, now=self.now, on_shift=self.on_shift()
        )
        assert place is not None
        wait = Wait(self.now, place.wait_s, self._last_waited)
        self.waits.append(wait)
        self._queue.append(conversation.id)
        self._open[conversation.id] = wait

    async def _call(self, session: AsyncSession) -> None:
        """For each free place and each who waits, somebody is on the way."""
        on_shift = self.on_shift()
        held = await held_by(session, [agent.id for agent in on_shift])
        free = sum(max(0, PLACES - held.get(agent.id, 0)) for agent in on_shift)
        while self._coming < min(free, len(self._queue)):
            self._coming += 1
            self._plan(self._at + self.chance.lognormvariate(math.log(18), 0.6), "comes")

    async def _comes(self, session: AsyncSession) -> None:
        on_shift = self.on_shift()
        agent = least_busy(on_shift, await held_by(session, [one.id for one in on_shift]), None)
        if agent is None or not self._queue:
            return
        conversation = await session.get_one(Conversation, self._queue.pop(0))
        await claim_conversation(
            session,
            conversation_id=conversation.id,
            version=conversation.version,
            agent_id=agent.id,
            agent_name=agent.name,
            at=self.now,
        )
        wait = self._open.pop(conversation.id)
        wait.waited = self._last_waited = (self.now - wait.asked_at).total_seconds()
        handled_s = self.chance.lognormvariate(math.log(360), 0.8)
        self._plan(self._at + handled_s, "ends", conversation.id)


def tell(seed: int, waits: Sequence[Wait]) -> None:
    """Of those of the last day, apart by whether a place was free for them at once or not."""
    second = FIRST_DAY + timedelta(days=DAYS - 1)
    asked = [wait for wait in waits if wait.asked_at >= second]
    told = [wait for wait in asked if wait.told]
    print(f"seed {seed}: {len(asked)} asked for a person, {len(told)} were told a range")
    queued = [wait for wait in told if wait.waited > 90]
    for name, some in (("all", told), ("who waited over 90 s", queued)):
        errors = [abs(sum(wait.told) / 2 - wait.waited) for wait in some]
        naive = [
            abs(wait.last_waited - wait.waited) for wait in some if wait.last_waited is not None
        ]
        inside = sum(wait.told[0] <= wait.waited <= wait.told[1] for wait in some)
        waited = median(wait.waited for wait in some)
        bias = median(sum(wait.told) / 2 - wait.waited for wait in some)
        width = median(wait.told[1] - wait.told[0] for wait in some)
        print(
            f"  {name}: {len(some)}, median wait {waited:.0f} s, error of the range's middle"
            f" {median(errors):.0f} s (median; bias {bias:+.0f} s), inside the range"
            f" {inside / len(some):.0%}, range {width:.0f} s wide;"
            f" told the last one's wait instead: {median(naive):.0f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    for seed in parser.parse_args().seeds:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(home=Path(folder))
            migrate(settings)
            day = Day(open_database(settings.database), random.Random(seed))

            async def run(one: Day = day) -> None:
                await one.run()
                await one.database.dispose()

            asyncio.run(run())
            tell(seed, day.waits)


if __name__ == "__main__":
    main()
