"""The mood is kept with the conversation, so that a list, a filter and the brief say the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast, get_args

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import EventName, Role
from conversations.models import Conversation, LogRow
from conversations.mood.listening import (
    LISTENED_TO,
    Heard,
    Mood,
    RoughMood,
    mood_heard,
    mood_with_reason,
    reasons_for,
)
from conversations.search.texts import words_of

HEARD_CHARS = 140
# The messages that are listened to, and what the bot understood of each.
ROWS_LOOKED_AT = 4 * LISTENED_TO


def mood_now(conversation: Conversation) -> Mood:
    """Before a first message is listened to, as after an upgrade, the handoff's reason counts."""
    return mood_with_reason(cast(Mood | None, conversation.mood), conversation.reason)


def is_in_mood(mood: str) -> ColumnElement[bool]:
    """`mood_now`, as a condition; a list is narrowed by the rough moods only."""
    if mood not in get_args(RoughMood):
        return false()
    unheard = or_(Conversation.mood.is_(None), Conversation.mood == "calm")
    by_reason = Conversation.reason.in_(sorted(reasons_for(mood)))
    return or_(Conversation.mood == mood, and_(unheard, by_reason))


async def hear_message(session: AsyncSession, conversation: Conversation, row: LogRow) -> None:
    """A shopper's message that is being appended; the conversation is locked."""
    before = conversation.heard
    if before is None:
        before = await _said_before(session, conversation, row)
    _keep(conversation, [*before, _heard(row.seq, row.event, row.body)])


def hear_understanding(conversation: Conversation, body: dict[str, Any]) -> None:
    """What the bot understood of a message, where that is one that counts."""
    if conversation.heard is None:
        return
    _keep(
        conversation,
        (
            {**one, "intent": body.get("intent")} if one["seq"] == body.get("seq") else one
            for one in conversation.heard
        ),
    )


def _keep(conversation: Conversation, said: Iterable[dict[str, Any]]) -> None:
    conversation.heard = list(said)[-LISTENED_TO:]
    conversation.mood = mood_heard(
        [Heard(one["text"], one["intent"]) for one in conversation.heard]
    )


def _heard(
    seq: int | None, event: str, body: dict[str, Any], intent: str | None = None
) -> dict[str, Any]:
    text = " ".join(words_of(event, body).split())[:HEARD_CHARS]
    return {"seq": seq, "text": text, "intent": intent}


async def _said_before(
    session: AsyncSession, conversation: Conversation, row: LogRow
) -> list[dict[str, Any]]:
    """From the log, once for a conversation that nobody has listened to yet."""
    if row.seq == 1:
        return []
    query = (
        select(LogRow.event, LogRow.seq, LogRow.body)
        .where(
            LogRow.conversation_id == conversation.id,
            or_(
                LogRow.event == EventName.TURN_UNDERSTOOD.value,
                and_(
                    LogRow.event == EventName.MESSAGE_POSTED.value,
                    LogRow.author_role == Role.SHOPPER.value,
                ),
            ),
        )
        .order_by(LogRow.position.desc())
        .limit(ROWS_LOOKED_AT)
    )
    with session.no_autoflush:
        rows = (await session.execute(query)).all()
    intents = {
        body.get("seq"): body.get("intent")
        for event, _, body in rows
        if event == EventName.TURN_UNDERSTOOD.value
    }
    return [
        _heard(seq, event, body, intents.get(seq))
        for event, seq, body in reversed(rows)
        if event == EventName.MESSAGE_POSTED.value
    ]
