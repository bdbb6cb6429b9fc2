"""Moves waiting conversations along, without anybody asking for it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from console.routing import repository
from console.routing.choosing import least_busy
from console.routing.models import Assignment, RoutingRules
from console.routing.service import routing_rules
from console.routing.shared import SharedShift
from console.routing.shift import refresh, takes_another
from console.signals import publish_conversation
from console.teams.repository import teams_by_name
from console.teams.service import team_for
from conversations.bus import INBOX, PRESENCE, Bus
from conversations.callbacks.service import SHOP, ask_address
from conversations.callbacks.words import back_text
from conversations.contract import EventName, State, TextBody
from conversations.hours.service import OpeningTimes
from conversations.log.repository import lock_conversation
from conversations.log.service import append_agent_row, append_message
from conversations.models import Conversation
from conversations.presence import Presence
from conversations.queue.missed import missed_by, who_may_answer
from conversations.queue.service import held_by
from conversations.states.service import claim_conversation, expire_claim
from rounds.running import make_rounds

LOOK_EVERY_S = 2.0
AT_MOST_EVERY_S = 0.25
WAITING_LOOKED_AT = 200
# Within that the consoles have come back after a restart.
CONSOLES_BACK_AFTER = timedelta(seconds=10)


class RoutingWorker:
    """`run` until cancelled; `look` once. Each conversation is a transaction of its own."""

    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        reader: async_sessionmaker[AsyncSession],
        bus: Bus,
        presence: Presence,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._bus = bus
        self._presence = presence
        self._clock = clock
        self._opening = OpeningTimes(reader, monotonic)
        self._shift = SharedShift(writer, presence, clock)
        self._looks_since: datetime | None = None
        self._monotonic = monotonic
        self._exchanged_at = float("-inf")

    async def run(self) -> None:
        with self._bus.subscribe([INBOX, PRESENCE]) as hints:

            async def until_hinted(longest_s: float) -> None:
                await asyncio.sleep(AT_MOST_EVERY_S)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(longest_s):
                        await hints.next()

            await make_rounds(
                self._look_at_hint,
                every_s=LOOK_EVERY_S,
                failed="routing_failed",
                pause=until_hinted,
            )

    async def _look_at_hint(self) -> None:
        """Where much is said there are four looks a second, and not as many of who is here."""
        now = self._monotonic()
        exchange = now - self._exchanged_at >= LOOK_EVERY_S
        if exchange:
            self._exchanged_at = now
        await self.look(exchange=exchange)

    async def look(self, *, exchange: bool = True) -> None:
        """`exchange` with other processes who is here, and take up what was changed of them."""
        now = self._clock()
        await self._opening.load()
        if exchange:
            await self._shift.tell()
        async with self._reader() as session:
            rules = await routing_rules(session)
            if exchange:
                await refresh(session, self._presence, await self._shift.elsewhere(session))
            overdue = await self._overdue(session, rules, now)
            waiting = await repository.waiting(session, WAITING_LOOKED_AT)
        if rules.away_minutes:
            self._presence.rest(now, timedelta(minutes=rules.away_minutes))
        for conversation_id in overdue:
            await self._take_back(conversation_id)
        absent = self._nobody_there(now)
        if unrouted := [one for one in waiting if one.team_id is None]:
            await self._choose_teams(unrouted)
        if absent:
            await self._ask_addresses([one.id for one in waiting])
        elif self._presence.on_shift and rules.assignment == Assignment.AUTOMATIC:
            await self._assign([one.id for one in waiting])

    def _nobody_there(self, now: datetime) -> bool:
        self._looks_since = self._looks_since or now
        return not self._presence.on_shift and now - self._looks_since >= CONSOLES_BACK_AFTER

    async def _overdue(
        self, session: AsyncSession, rules: RoutingRules, now: datetime
    ) -> list[str]:
        if not rules.answer_minutes:
            return []
        before = now - timedelta(minutes=rules.answer_minutes)
        return await repository.unanswered_since(session, before)

    async def _take_back(self, conversation_id: str) -> None:
        at = self._clock()
        async with self._writer.begin() as session:
            if not await expire_claim(session, conversation_id=conversation_id, at=at):
                return
            conversation = await session.get_one(Conversation, conversation_id)
            missed = await missed_by(session, conversation)
            others = who_may_answer(self._presence.on_shift, conversation.team_id, missed)
            await append_message(
                session,
                conversation=conversation,
                author=SHOP,
                body=TextBody(back_text(conversation.locale, others=bool(others))),
                at=at,
            )
        publish_conversation(self._bus, conversation_id)

    async def _choose_teams(self, waiting: list[Conversation]) -> None:
        async with self._reader() as session:
            teams = await teams_by_name(session)
        for one in waiting:
            team = team_for(teams, locale=one.locale, reason=one.reason or "", topic=one.topic)
            if team is None:
                continue
            async with self._writer.begin() as session:
                conversation = await _still_waiting(session, one.id)
                if conversation is None or conversation.team_id is not None:
                    continue
                conversation.team_id = team.id
                await append_agent_row(
                    session,
                    conversation=conversation,
                    event=EventName.ROUTED,
                    author=SHOP,
                    body={"team": team.name, "team_id": team.id},
                    at=self._clock(),
                )
            publish_conversation(self._bus, one.id)

    async def _ask_addresses(self, waiting: list[str]) -> None:
        for conversation_id in waiting:
            at = self._clock()
            async with self._writer.begin() as session:
                conversation = await _still_waiting(session, conversation_id)
                asked = conversation is not None and await ask_address(
                    session,
                    conversation,
                    at=at,
                    opens_at=self._opening.local_opening(conversation.site, at),
                )
            if asked:
                publish_conversation(self._bus, conversation_id)

    async def _assign(self, waiting: list[str]) -> None:
        """The longest wait first, each to the least busy; who is full gets nothing.

        Other processes do the same at the same time: each conversation and each place is one's.
        """
        for conversation_id in waiting:
            on_shift = self._presence.on_shift
            async with self._writer.begin() as session:
                conversation = await _still_waiting(session, conversation_id)
                if conversation is None:
                    continue
                held = await held_by(session, [agent.id for agent in on_shift])
                missed = await missed_by(session, conversation)
                agent = least_busy(on_shift, held, conversation.team_id, missed)
                if agent is None or not await takes_another(session, agent.id):
                    continue
                await claim_conversation(
                    session,
                    conversation_id=conversation_id,
                    version=conversation.version,
                    agent_id=agent.id,
                    agent_name=agent.name,
                    at=self._clock(),
                )
            publish_conversation(self._bus, conversation_id)


async def _still_waiting(session: AsyncSession, conversation_id: str) -> Conversation | None:
    conversation = await lock_conversation(session, conversation_id)
    if conversation is None or State(conversation.state) is not State.QUEUED:
        return None
    return conversation
