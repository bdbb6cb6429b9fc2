"""Facts from the conversations' log, read once and in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.report.facts import Facts
from console.report.signs import BAD_RATING, GOOD_RATING, THANKFUL_INTENTS, says_solved
from conversations.contract import EventName, Role
from conversations.models import LogRow

EVENTS = (
    EventName.MESSAGE_POSTED, EventName.ESCALATED, EventName.CLAIMED, EventName.REOPENED,
    EventName.TRANSFERRED, EventName.RELEASED, EventName.CLOSED, EventName.RATED,
    EventName.TURN_UNDERSTOOD,
)  # fmt: skip
BATCH = 2_000


async def read_log(session: AsyncSession, begun: Sequence[Facts]) -> None:
    """Fill in what the log says of these, which know what stands in the conversation's row."""
    for start in range(0, len(begun), BATCH):
        by_id = {facts.id: facts for facts in begun[start : start + BATCH]}
        query = (
            select(LogRow.conversation_id, LogRow.event, LogRow.author_role, LogRow.at, LogRow.body)
            .where(
                LogRow.conversation_id.in_(by_id),
                LogRow.event.in_([event.value for event in EVENTS]),
            )
            .order_by(LogRow.conversation_id, LogRow.position)
        )
        for conversation_id, event, role, at, body in (await session.execute(query)).all():
            _take(by_id[conversation_id], EventName(event), Role(role), at, body)


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
