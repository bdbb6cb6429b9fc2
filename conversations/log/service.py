"""Appending to a conversation's log. The caller holds the conversation's row locked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import (
    AGENT_ONLY_EVENTS,
    Author,
    EventName,
    MessageBody,
    Role,
    StateBody,
)
from conversations.errors import CmidReusedError
from conversations.identifiers import new_id
from conversations.log import repository
from conversations.models import Conversation, LogRow
from conversations.mood.service import hear_message, hear_understanding
from conversations.queue.handlings import note_answer
from conversations.search.texts import searched_text
from conversations.wire import encode


@dataclass(frozen=True)
class Appended:
    """`dup` is true when the same author sent the same `cmid` with the same body before."""

    row: LogRow
    dup: bool


def body_digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def order_in(body: dict[str, Any]) -> str | None:
    """The number of the order that a message shows or tells of."""
    match body:
        case {"kind": "order", "order": {"number": str(number)}}:
            return number[:64]
        case {"kind": "receipt", "receipt": {"order": str(number)}}:
            return number[:64]
    return None


async def append_message(
    session: AsyncSession,
    *,
    conversation: Conversation,
    author: Author,
    body: MessageBody,
    at: datetime,
    cmid: str | None = None,
    author_key: str = "",
    known_new: bool = False,
) -> Appended:
    """Append a `message.posted` row that everyone sees.

    `author_key` keeps the `cmid`s of different people apart (shopper's or agent's id). With
    `known_new` the caller has looked for an earlier row of this `cmid` in the same transaction.
    Raises `CmidReusedError` when `cmid` was used for another body.
    """
    stored = encode(body)
    if cmid is not None and not known_new:
        earlier = await sent_before(session, conversation, author_key, cmid, stored)
        if earlier is not None:
            return Appended(earlier, dup=True)
    row = _row(conversation, EventName.MESSAGE_POSTED, author, stored, at)
    row.cmid, row.author_key = cmid, author_key
    row.cmid_digest = body_digest(stored) if cmid is not None else None
    if author.role is Role.SHOPPER:
        conversation.snoozed_until = None
        await hear_message(session, conversation, row)
    conversation.order_number = order_in(stored) or conversation.order_number
    await _store(session, row)
    if author.role is Role.AGENT:
        await note_answer(session, conversation.id, at)
    return Appended(row, dup=False)


async def sent_before(
    session: AsyncSession,
    conversation: Conversation,
    author_key: str,
    cmid: str,
    stored: dict[str, Any],
) -> LogRow | None:
    """The row that this `cmid` made, if any. Raises `CmidReusedError` when the body differs."""
    earlier = await repository.row_by_cmid(session, conversation.id, author_key, cmid)
    if earlier is not None and earlier.cmid_digest != body_digest(stored):
        raise CmidReusedError
    return earlier


async def append_state(
    session: AsyncSession,
    *,
    conversation: Conversation,
    event: EventName,
    body: StateBody,
    at: datetime,
    author: Author | None = None,
) -> LogRow:
    """Append a `conversation.*` row; by the system unless an author is named."""
    row = _row(conversation, event, author or Author(Role.SYSTEM), encode(body), at)
    session.add(row)
    await session.flush()
    return row


async def append_agent_row(
    session: AsyncSession,
    *,
    conversation: Conversation,
    event: EventName,
    author: Author,
    body: dict[str, Any],
    at: datetime,
    cmid: str | None = None,
    author_key: str = "",
) -> Appended:
    """Append a row that only agents see. Same rules for `cmid` as `append_message`."""
    if cmid is not None:
        earlier = await sent_before(session, conversation, author_key, cmid, body)
        if earlier is not None:
            return Appended(earlier, dup=True)
    row = _row(conversation, event, author, body, at)
    row.cmid, row.author_key = cmid, author_key
    row.cmid_digest = body_digest(body) if cmid is not None else None
    if event is EventName.TURN_UNDERSTOOD:
        hear_understanding(conversation, body)
    await _store(session, row)
    return Appended(row, dup=False)


async def append_row(
    session: AsyncSession,
    *,
    conversation: Conversation,
    event: EventName,
    author: Author,
    body: dict[str, Any],
    at: datetime,
) -> LogRow:
    """Append a row of whatever kind, with what can be searched of it."""
    row = _row(conversation, event, author, body, at)
    await _store(session, row)
    return row


async def _store(session: AsyncSession, row: LogRow) -> None:
    """With what can be searched of it, in the same transaction."""
    session.add(row)
    await session.flush()
    searched = searched_text(row)
    if searched is not None:
        session.add(searched)


def _row(
    conversation: Conversation,
    event: EventName,
    author: Author,
    body: dict[str, Any],
    at: datetime,
) -> LogRow:
    row = LogRow(
        id=new_id(),
        conversation_id=conversation.id,
        at=at,
        event=event.value,
        author_role=author.role.value,
        author_name=author.name,
        author_key="",
        body=body,
    )
    if event in AGENT_ONLY_EVENTS:
        conversation.head_aseq += 1
        row.aseq = conversation.head_aseq
    else:
        conversation.head_seq += 1
        row.seq = conversation.head_seq
    conversation.updated_at = at
    return row
