"""What an agent says in a conversation, whatever it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.sessions import SignedIn
from console.errors import ConsoleError
from console.inbox.repository import advance_read_mark
from console.replies.variables import NAMES, VARIABLE
from conversations.contract import Author, MessageBody, Role
from conversations.log.service import Appended, append_message
from conversations.models import Conversation


class VariableLeftError(ConsoleError):
    """A saved reply's variable that nothing has filled is never shown to a shopper."""

    def __init__(self, name: str) -> None:
        said = f"Fill in {{{{{name}}}}} before you send this."
        super().__init__(said, reason="variable_left", variable=name)


def author_of(agent: SignedIn) -> Author:
    return Author(Role.AGENT, agent.name)


async def post_as_agent(
    session: AsyncSession,
    conversation: Conversation,
    agent: SignedIn,
    body: MessageBody,
    at: datetime,
    cmid: str | None,
) -> Appended:
    """Who says something has read what stands above it. Raises `CmidReusedError`."""
    appended = await append_message(
        session,
        conversation=conversation,
        author=author_of(agent),
        body=body,
        at=at,
        cmid=cmid,
        author_key=agent.agent_id,
    )
    await advance_read_mark(
        session,
        agent_id=agent.agent_id,
        conversation_id=conversation.id,
        seq=appended.row.seq or 0,
    )
    return appended


def require_filled(text: str) -> None:
    """Raises `VariableLeftError`."""
    left = next((name for name in VARIABLE.findall(text) if name in NAMES), None)
    if left is not None:
        raise VariableLeftError(left)
