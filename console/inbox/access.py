"""The one way to a conversation from the console, for every route and socket frame."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from console.errors import ConsoleCode, ConsoleError
from console.schemas import is_id
from conversations.contract import State
from conversations.errors import ConversationNotFoundError
from conversations.log.repository import conversation_by_id, lock_conversation
from conversations.models import Conversation


class NotAssigneeError(ConsoleError):
    """Only the person who has the conversation may speak in it."""

    code = ConsoleCode.NOT_ASSIGNEE

    def __init__(self, conversation: Conversation) -> None:
        holder = conversation.assignee_name if is_with_person(conversation) else None
        whose = f"{holder} has this conversation." if holder else "Nobody has this conversation."
        super().__init__(f"{whose} Only the person who has it can do this.")


async def readable_conversation(session: AsyncSession, conversation_id: str) -> Conversation:
    """Raises `ConversationNotFoundError`."""
    if not is_id(conversation_id):
        raise ConversationNotFoundError
    return _found(await conversation_by_id(session, conversation_id))


async def locked_conversation(session: AsyncSession, conversation_id: str) -> Conversation:
    """The row, held until the transaction ends. Raises `ConversationNotFoundError`."""
    if not is_id(conversation_id):
        raise ConversationNotFoundError
    return _found(await lock_conversation(session, conversation_id))


def is_with_person(conversation: Conversation) -> bool:
    return State(conversation.state) is State.HUMAN


def has_conversation(conversation: Conversation, agent_id: str) -> bool:
    return is_with_person(conversation) and conversation.assignee_id == agent_id


def _found(conversation: Conversation | None) -> Conversation:
    if conversation is None:
        raise ConversationNotFoundError
    return conversation
