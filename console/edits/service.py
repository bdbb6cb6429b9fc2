"""An agent corrects what they have said. Callers commit, then publish."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.sessions import SignedIn
from console.errors import ConsoleCode, ConsoleError
from console.inbox.access import NotAssigneeError, has_conversation, locked_conversation
from console.inbox.posting import author_of, require_filled
from conversations.contract import EventName, Role, TextBody
from conversations.log.edits import append_edit, last_edit
from conversations.masking import mask_card_numbers
from conversations.models import LogRow

EDITABLE_FOR = timedelta(minutes=15)


class EditRefusedError(ConsoleError):
    code = ConsoleCode.EDIT_REFUSED


async def edit_message(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    seq: int,
    text: str,
    at: datetime,
) -> LogRow:
    """The row that tells of it; the row that says so already where the words are the same.

    Raises `ConversationNotFoundError`, `NotAssigneeError`, `EditRefusedError`,
    `VariableLeftError`.
    """
    conversation = await locked_conversation(session, conversation_id)
    if not has_conversation(conversation, agent.agent_id):
        raise NotAssigneeError(conversation)
    said = await _own_words(session, agent, conversation_id, seq)
    if at - said.at > EDITABLE_FOR:
        minutes = EDITABLE_FOR.seconds // 60
        message = f"A message can be changed for {minutes} minutes. Write a new one instead."
        raise EditRefusedError(message, reason="edit_too_late")
    require_filled(text)
    words = mask_card_numbers(text)
    current = await last_edit(session, conversation_id, seq) or said
    if current.body["text"] == words:
        return current
    return await append_edit(
        session,
        conversation=conversation,
        author=author_of(agent),
        of_seq=seq,
        text=words,
        at=at,
    )


async def _own_words(
    session: AsyncSession, agent: SignedIn, conversation_id: str, seq: int
) -> LogRow:
    query = select(LogRow).where(LogRow.conversation_id == conversation_id, LogRow.seq == seq)
    row = (await session.execute(query)).scalar_one_or_none()
    own = (
        row is not None
        and row.event == EventName.MESSAGE_POSTED.value
        and row.author_role == Role.AGENT.value
        and row.author_key == agent.agent_id
        and row.body.get("kind") == TextBody.kind
    )
    if row is None or not own:
        raise EditRefusedError("Only words of your own can be changed.", reason="edit_not_yours")
    return row
