"""What the log says of each conversation of a period, read once and in order."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.report.signs import BAD_RATING, GOOD_RATING, THANKFUL_INTENTS, says_solved
from conversations.contract import EventName, Role
from conversations.models import Conversation, LogRow

EVENTS = (
    EventName.MESSAGE_POSTED, EventName.ESCALATED, EventName.CLAIMED, EventName.REOPENED,
    EventName.TRANSFERRED, EventName.RELEASED, EventName.CLOSED, EventName.RATED,
    EventName.TURN_UNDERSTOOD,
)  # fmt: skip
BATCH = 2_000


@dataclass
class Facts:
    """`asked_person_at` and `person_at` are of the first handoff; `sign` is the last one given.

    `sign` is True for settled, False for a bad rating, None for silence.
    """

    id: str
    started_at: datetime
    locale: str
    team_id: str | None
    state: str
    topic: str
    first_answer_at: datetime | None = None
    asked_person_at: datetime | None = None
    person_at: datetime | None = None
    reasons: list[str] = field(default_factory=list)
    rating: int | None = None
    sign: bool | None = None

    @property
    def with_person(self) -> bool:
        return self.asked_person_at is not None


@dataclass(frozen=True)
class Scope:
    """From and before which moment conversations began, and which of them."""

    since: datetime
    before: datetime
    team_id: str | None = None
    language: str | None = None


async def facts_of(session: AsyncSession, scope: Scope) -> list[Facts]:
    """Of every conversation in which the shopper wrote, by its beginning."""
    conversations = {row.id: row for row in await _conversations(session, scope)}
    found = [facts async for facts in _read(session, conversations)]
    return sorted(found, key=lambda facts: (facts.started_at, facts.id))


async def _conversations(session: AsyncSession, scope: Scope) -> Sequence[Conversation]:
    query = select(Conversation).where(
        Conversation.created_at >= scope.since,
        Conversation.created_at < scope.before,
        Conversation.head_seq > 0,
    )
    if scope.team_id is not None:
        query = query.where(Conversation.team_id == scope.team_id)
    if scope.language is not None:
        query = query.where(
            (Conversation.locale == scope.language)
            | Conversation.locale.startswith(f"{scope.language}-", autoescape=True)
        )
    return (await session.execute(query)).scalars().all()


async def _read(
    session: AsyncSession, conversations: dict[str, Conversation]
) -> AsyncIterator[Facts]:
    ids = list(conversations)
    for start in range(0, len(ids), BATCH):
        query = (
            select(LogRow.conversation_id, LogRow.event, LogRow.author_role, LogRow.at, LogRow.body)
            .where(
                LogRow.conversation_id.in_(ids[start : start + BATCH]),
                LogRow.event.in_([event.value for event in EVENTS]),
            )
            .order_by(LogRow.conversation_id, LogRow.position)
        )
        facts: Facts | None = None
        for conversation_id, event, role, at, body in (await session.execute(query)).all():
            if facts is None or facts.id != conversation_id:
                if facts is not None:
                    yield facts
                facts = _begun(conversations[conversation_id])
            _take(facts, EventName(event), Role(role), at, body)
        if facts is not None:
            yield facts


def _begun(row: Conversation) -> Facts:
    return Facts(row.id, row.created_at, row.locale, row.team_id, row.state, row.topic)


def _take(facts: Facts, event: EventName, role: Role, at: datetime, body: dict[str, Any]) -> None:
    match event:
        case EventName.MESSAGE_POSTED:
            _take_message(facts, role, at, body)
        case EventName.ESCALATED | EventName.REOPENED | EventName.CLAIMED:
            _take_handoff(facts, event, at, body)
        case EventName.RATED:
            _take_rating(facts, body)
        case EventName.TURN_UNDERSTOOD if body.get("intent") in THANKFUL_INTENTS:
            facts.sign = True


def _take_message(facts: Facts, role: Role, at: datetime, body: dict[str, Any]) -> None:
    if role in (Role.BOT, Role.AGENT) and facts.first_answer_at is None:
        facts.first_answer_at = at
    if role is Role.AGENT and facts.person_at is None:
        facts.person_at = at
    if role is Role.SHOPPER and body.get("kind") in ("text", "choice"):
        # Whoever writes again is not silent: only what they say last counts.
        if facts.rating is None:
            facts.sign = None
        if says_solved(str(body.get("text", ""))):
            facts.sign = True


def _take_handoff(facts: Facts, event: EventName, at: datetime, body: dict[str, Any]) -> None:
    if event is EventName.REOPENED and body.get("state") != "queued":
        return
    if facts.asked_person_at is None:
        facts.asked_person_at = at
    facts.sign = None
    if event is EventName.ESCALATED:
        facts.reasons.append(str(body.get("reason") or "unknown"))


def _take_rating(facts: Facts, body: dict[str, Any]) -> None:
    score = str(body.get("reason", ""))
    if not score.isdigit():
        return
    facts.rating = int(score)
    if facts.rating >= GOOD_RATING:
        facts.sign = True
    elif facts.rating <= BAD_RATING:
        facts.sign = False
