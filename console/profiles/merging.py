"""Two conversations of one shopper become one. Nothing is moved: both logs stay as they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.verification.service import verified_customer
from console.accounts.sessions import SignedIn
from console.errors import ConsoleCode, ConsoleError
from console.inbox.access import (
    NotAssigneeError,
    has_conversation,
    is_with_person,
    locked_conversation,
)
from console.profiles.repository import conversations_of, last_messages
from console.profiles.schemas import MergeBody
from conversations.contract import Author, EventName, Role, State
from conversations.errors import ConversationVersionError
from conversations.log.service import append_agent_row
from conversations.models import Conversation
from conversations.ratings.service import DUPLICATE
from conversations.states.service import close_conversation


class MergeRefusedError(ConsoleError):
    code = ConsoleCode.MERGE_REFUSED


async def merge_conversations(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    body: MergeBody,
    at: datetime,
) -> Conversation:
    """The other one is closed and points here; this one, in which the shopper wrote last, goes
    on, so that they are never cut off.

    Raises `ConversationNotFoundError`, `ConversationVersionError`, `NotAssigneeError`,
    `MergeRefusedError`.
    """
    # Always in the same order, so that two merges the other way round do not lock each other.
    locked = {
        one: await locked_conversation(session, one)
        for one in sorted({conversation_id, body.other})
    }
    kept, other = locked[conversation_id], locked[body.other]
    for one, version in ((kept, body.version), (other, body.other_version)):
        if one.version != version:
            raise ConversationVersionError(one.version)
    if not has_conversation(kept, agent.agent_id):
        raise NotAssigneeError(kept)
    if is_with_person(other) and other.assignee_id != agent.agent_id and not agent.is_admin:
        raise NotAssigneeError(other)
    await _require_same_shopper(session, kept, other, at)
    await _require_later(session, kept, other)
    if State(other.state) is not State.CLOSED:
        await close_conversation(
            session,
            conversation_id=other.id,
            version=None,
            at=at,
            agent_name=agent.name,
            reason=DUPLICATE,
        )
        other.close_reason = DUPLICATE
    other.merged_into = kept.id
    for one, role, linked in ((kept, "kept", other.id), (other, "ended", kept.id)):
        await append_agent_row(
            session,
            conversation=one,
            event=EventName.MERGED,
            author=Author(Role.AGENT, agent.name),
            body={"role": role, "other": linked},
            at=at,
        )
    return kept


async def _require_same_shopper(
    session: AsyncSession, kept: Conversation, other: Conversation, at: datetime
) -> None:
    if kept.id == other.id or other.merged_into is not None:
        said = "This conversation has been merged already."
        raise MergeRefusedError(said, reason="already_merged")
    customer = await verified_customer(session, conversation=kept.id, now=at)
    known = await conversations_of(session, kept, customer.id if customer else None)
    if other.id not in {one.id for one in known}:
        said = "These are not known to be of the same shopper."
        raise MergeRefusedError(said, reason="other_shopper")


async def _require_later(session: AsyncSession, kept: Conversation, other: Conversation) -> None:
    last = await last_messages(session, [kept.id, other.id])
    ours, theirs = last.get(kept.id), last.get(other.id)
    if theirs is not None and (ours is None or theirs.position > ours.position):
        said = "The shopper wrote last in the other one. Open that and merge this into it."
        raise MergeRefusedError(said, reason="other_is_newer")
