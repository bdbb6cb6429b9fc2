"""What an agent does with a conversation. Callers commit, then publish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.sessions import SignedIn
from console.inbox.access import (
    NotAssigneeError,
    has_conversation,
    is_with_person,
    locked_conversation,
)
from console.inbox.posting import author_of, post_as_agent, require_filled
from console.inbox.repository import advance_read_mark
from conversations.contract import (
    CardsBody,
    EventName,
    OrderBody,
    TextBody,
)
from conversations.errors import ConversationVersionError
from conversations.log.repository import row_by_cmid
from conversations.log.service import Appended, append_agent_row, sent_before
from conversations.masking import mask_card_numbers
from conversations.models import Conversation
from conversations.states import service as states
from conversations.turns.unanswered import queue_unanswered
from conversations.wire import encode


async def claim_conversation(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    version: int,
    message: str | None,
    at: datetime,
) -> Conversation:
    """Raises `ConversationNotFoundError`, `ConversationVersionError`, `ConversationStateError`."""
    conversation = await states.claim_conversation(
        session,
        conversation_id=conversation_id,
        version=version,
        agent_id=agent.agent_id,
        agent_name=agent.name,
        at=at,
    )
    if message is not None:
        await _say(session, conversation, agent, message, at)
    return conversation


async def release_conversation(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    version: int,
    message: str | None,
    at: datetime,
    bot_answers_after: int | None = None,
) -> Conversation:
    """Hand back to the bot, which answers what the shopper wrote past the `seq` that is named.

    Raises as `claim_conversation`, and `NotAssigneeError`.
    """
    await _before_leaving(session, agent, conversation_id, version, message, at)
    conversation = await states.release_conversation(
        session, conversation_id=conversation_id, version=version, at=at, agent_name=agent.name
    )
    if bot_answers_after is not None:
        await queue_unanswered(
            session, conversation=conversation, after_seq=bot_answers_after, at=at
        )
    return conversation


async def close_conversation(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    version: int,
    message: str | None,
    at: datetime,
    reason: str | None = None,
    tags: Sequence[str] = (),
) -> Conversation:
    """End the conversation. Raises as `release_conversation`."""
    await _before_leaving(session, agent, conversation_id, version, message, at)
    conversation = await states.close_conversation(
        session, conversation_id=conversation_id, version=version, at=at, agent_name=agent.name
    )
    conversation.close_reason, conversation.tags = reason, list(dict.fromkeys(tags))
    if reason or tags:
        await append_agent_row(
            session,
            conversation=conversation,
            event=EventName.TAGGED,
            author=author_of(agent),
            body={"reason": reason, "tags": conversation.tags},
            at=at,
        )
    return conversation


async def reply(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    cmid: str,
    text: str,
    at: datetime,
) -> Appended:
    """Speak to the shopper. What was said before is said once, whoever has the conversation now.

    Raises `ConversationNotFoundError`, `NotAssigneeError`, `CmidReusedError`.
    """
    conversation = await locked_conversation(session, conversation_id)
    body = encode(TextBody(mask_card_numbers(text)))
    earlier = await sent_before(session, conversation, agent.agent_id, cmid, body)
    if earlier is not None:
        return Appended(earlier, dup=True)
    if not has_conversation(conversation, agent.agent_id):
        raise NotAssigneeError(conversation)
    require_filled(text)
    return await _say(session, conversation, agent, text, at, cmid)


async def show(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    cmid: str,
    body: CardsBody | OrderBody,
    at: datetime,
) -> Appended:
    """A card in place of words; once for each `cmid`, also where what it shows has changed since.

    Raises as `reply`.
    """
    conversation = await locked_conversation(session, conversation_id)
    earlier = await row_by_cmid(session, conversation.id, agent.agent_id, cmid)
    if earlier is not None:
        return Appended(earlier, dup=True)
    if not has_conversation(conversation, agent.agent_id):
        raise NotAssigneeError(conversation)
    return await post_as_agent(session, conversation, agent, body, at, cmid)


async def add_note(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    cmid: str,
    text: str,
    at: datetime,
) -> Appended:
    """A line for colleagues. Raises `ConversationNotFoundError`, `CmidReusedError`."""
    conversation = await locked_conversation(session, conversation_id)
    return await append_agent_row(
        session,
        conversation=conversation,
        event=EventName.NOTE_ADDED,
        author=author_of(agent),
        body={"text": mask_card_numbers(text)},
        at=at,
        cmid=cmid,
        author_key=agent.agent_id,
    )


async def mark_seen(
    session: AsyncSession, *, agent: SignedIn, conversation_id: str, seq: int
) -> int | None:
    """The `seq` that the shopper may be told their own agent has seen, None when it is no news.

    Raises `ConversationNotFoundError`.
    """
    conversation = await locked_conversation(session, conversation_id)
    reached = min(seq, conversation.head_seq)
    await advance_read_mark(
        session, agent_id=agent.agent_id, conversation_id=conversation.id, seq=reached
    )
    if not has_conversation(conversation, agent.agent_id):
        return None
    if reached <= conversation.agent_seen_seq:
        return None
    conversation.agent_seen_seq = reached
    return reached


async def _before_leaving(
    session: AsyncSession,
    agent: SignedIn,
    conversation_id: str,
    version: int,
    message: str | None,
    at: datetime,
) -> None:
    """Its own agent, or an admin in their place, may end a person's turn; anyone an unheld one."""
    conversation = await locked_conversation(session, conversation_id)
    if conversation.version != version:
        raise ConversationVersionError(conversation.version)
    held_by_other = is_with_person(conversation) and conversation.assignee_id != agent.agent_id
    if held_by_other and not agent.is_admin:
        raise NotAssigneeError(conversation)
    if message is not None:
        require_filled(message)
        await _say(session, conversation, agent, message, at)


async def _say(
    session: AsyncSession,
    conversation: Conversation,
    agent: SignedIn,
    text: str,
    at: datetime,
    cmid: str | None = None,
) -> Appended:
    body = TextBody(mask_card_numbers(text))
    return await post_as_agent(session, conversation, agent, body, at, cmid)
