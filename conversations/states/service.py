"""Changes of a conversation's state: each a compare-and-swap that raises the fence and is logged.

The caller's transaction holds the conversation's row locked (`log.repository.lock_conversation`),
so that a change read here is a change written here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Author, HandoffReason, Role, State, StateBody
from conversations.errors import (
    ConversationNotFoundError,
    ConversationStateError,
    ConversationVersionError,
)
from conversations.log.repository import lock_conversation
from conversations.log.service import append_state
from conversations.models import Conversation
from conversations.queue.handlings import (
    ENDINGS,
    EXPIRED,
    begin_handling,
    end_handling,
    open_handling,
)
from conversations.ratings.service import UNRATED, ask_for_rating
from conversations.states.transitions import ALLOWED, event_of

CLAIM_EXPIRED = "claim_expired"


async def escalate_conversation(
    session: AsyncSession,
    *,
    conversation: Conversation,
    reason: HandoffReason,
    at: datetime,
    topic: str = "",
) -> bool:
    """Put the conversation into the queue. False when a person has it or it waits already."""
    if State(conversation.state) in (State.QUEUED, State.HUMAN):
        return False
    conversation.reason, conversation.topic = reason.value, topic
    conversation.queued_at = at
    await _change(session, conversation, State.QUEUED, at, reason=reason.value)
    return True


async def claim_conversation(
    session: AsyncSession,
    *,
    conversation_id: str,
    version: int,
    agent_id: str,
    agent_name: str,
    at: datetime,
) -> Conversation:
    """Give the conversation to an agent, from the queue or straight from the bot.

    Raises `ConversationNotFoundError`, `ConversationVersionError`, `ConversationStateError`.
    """
    conversation = await _locked(session, conversation_id, version)
    conversation.assignee_id, conversation.assignee_name = agent_id, agent_name
    conversation.claimed_at = at
    author = Author(Role.AGENT, agent_name)
    await _change(session, conversation, State.HUMAN, at, author=author)
    return conversation


async def release_conversation(
    session: AsyncSession,
    *,
    conversation_id: str,
    version: int | None,
    at: datetime,
    agent_name: str | None = None,
) -> Conversation:
    """Hand the conversation to the bot: by its agent, or by a shopper who would rather not wait.

    `version` None means whatever it is now. Raises as `claim_conversation`.
    """
    conversation = await _locked(session, conversation_id, version)
    author = Author(Role.AGENT, agent_name) if agent_name else None
    conversation.resume_bot = True
    await _change(session, conversation, State.BOT, at, author=author)
    conversation.assignee_id = conversation.assignee_name = conversation.queued_at = None
    return conversation


async def close_conversation(
    session: AsyncSession,
    *,
    conversation_id: str,
    version: int | None,
    at: datetime,
    agent_name: str | None = None,
    reason: str = "",
) -> Conversation:
    """End the conversation and ask how it was. Raises as `claim_conversation`."""
    conversation = await _locked(session, conversation_id, version)
    # Also one that only waited: a person ended it, and a person has it if it opens again.
    if agent_name or State(conversation.state) is State.HUMAN:
        conversation.human_closed_at = at
    author = Author(Role.AGENT, agent_name) if agent_name else None
    await _change(session, conversation, State.CLOSED, at, author=author, reason=reason)
    if reason not in UNRATED:
        await ask_for_rating(session, conversation=conversation, at=at)
    return conversation


async def expire_claim(session: AsyncSession, *, conversation_id: str, at: datetime) -> bool:
    """Back into the queue, to the old place, unless somebody has answered meanwhile."""
    conversation = await lock_conversation(session, conversation_id)
    handling = await open_handling(session, conversation_id)
    if conversation is None or handling is None or handling.answered_at is not None:
        return False
    if State(conversation.state) is not State.HUMAN:
        return False
    conversation.queued_at = handling.asked_at
    await _change(session, conversation, State.QUEUED, at, reason=CLAIM_EXPIRED)
    conversation.assignee_id = conversation.assignee_name = None
    return True


async def transfer_conversation(
    session: AsyncSession,
    *,
    conversation_id: str,
    version: int | None,
    at: datetime,
    agent_name: str,
    team_id: str | None = None,
) -> Conversation:
    """From its agent into the queue, of a team where one is named. Raises as `claim_conversation`.

    The wait is counted from now on.
    """
    conversation = await _locked(session, conversation_id, version)
    conversation.queued_at, conversation.team_id = at, team_id
    author = Author(Role.AGENT, agent_name)
    await _change(session, conversation, State.QUEUED, at, author=author)
    conversation.assignee_id = conversation.assignee_name = None
    return conversation


async def reopen_conversation(
    session: AsyncSession, *, conversation: Conversation, reopen_hours: int, at: datetime
) -> None:
    """A shopper writes again: to the queue soon after a person closed it, else to the bot."""
    closed_at = conversation.human_closed_at
    soon = closed_at is not None and at - closed_at <= timedelta(hours=reopen_hours)
    conversation.assignee_id = conversation.assignee_name = None
    conversation.merged_into = conversation.close_reason = None
    if soon:
        conversation.queued_at = at
        await _change(session, conversation, State.QUEUED, at, reason="reopened")
    else:
        conversation.resume_bot, conversation.queued_at = True, None
        await _change(session, conversation, State.BOT, at, reason="reopened")


async def _locked(session: AsyncSession, conversation_id: str, version: int | None) -> Conversation:
    conversation = await lock_conversation(session, conversation_id)
    if conversation is None:
        raise ConversationNotFoundError
    if version is not None and conversation.version != version:
        raise ConversationVersionError(conversation.version)
    return conversation


async def _change(
    session: AsyncSession,
    conversation: Conversation,
    after: State,
    at: datetime,
    *,
    author: Author | None = None,
    reason: str = "",
) -> None:
    before = State(conversation.state)
    if after not in ALLOWED[before]:
        raise ConversationStateError(before, after)
    conversation.state = after.value
    conversation.snoozed_until = None
    conversation.version += 1
    conversation.fence += 1
    if before is State.HUMAN:
        ending = EXPIRED if reason == CLAIM_EXPIRED else ENDINGS[after]
        await end_handling(session, conversation.id, ending=ending, at=at)
    if after is State.HUMAN:
        await begin_handling(session, conversation, before=before, at=at)
    body = StateBody(after, reason, author.name if author else None)
    await append_state(
        session,
        conversation=conversation,
        event=event_of(before, after),
        body=body,
        at=at,
        author=author,
    )
