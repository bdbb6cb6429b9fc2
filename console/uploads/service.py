"""An agent's file in a conversation. Callers commit, then publish."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.sessions import SignedIn
from console.inbox.access import NotAssigneeError, has_conversation, locked_conversation
from console.inbox.posting import post_as_agent
from console.models import Agent
from conversations.log.service import Appended, sent_before
from conversations.uploads.service import attach_upload, body_of_own
from conversations.wire import encode


async def lock_agent(session: AsyncSession, agent_id: str) -> None:
    """Until the transaction ends, so that the agent's files are counted exactly."""
    await session.get_one(Agent, agent_id, with_for_update=True)


async def send_file(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    cmid: str,
    upload_id: str,
    caption: str,
    at: datetime,
) -> Appended:
    """The agent's own upload, once.

    Raises `ConversationNotFoundError`, `NotAssigneeError`, `CmidReusedError`, `UploadRefusedError`.
    """
    conversation = await locked_conversation(session, conversation_id)
    body = await body_of_own(
        session, upload_id=upload_id, owner_key=agent.agent_id, caption=caption
    )
    earlier = await sent_before(session, conversation, agent.agent_id, cmid, encode(body))
    if earlier is not None:
        return Appended(earlier, dup=True)
    if not has_conversation(conversation, agent.agent_id):
        raise NotAssigneeError(conversation)
    await attach_upload(session, upload_id=upload_id, conversation=conversation, at=at)
    return await post_as_agent(session, conversation, agent, body, at, cmid)
