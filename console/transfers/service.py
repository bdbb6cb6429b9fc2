"""A conversation goes to a colleague, or into a team's queue. Callers commit, then publish."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.sessions import SignedIn
from console.errors import ObjectNotFoundError
from console.inbox.access import NotAssigneeError, is_with_person, locked_conversation
from console.models import Agent
from console.teams.models import Team
from console.transfers.schemas import TransferBody
from conversations.contract import Author, EventName, Role
from conversations.errors import ConversationVersionError
from conversations.log.service import append_agent_row
from conversations.masking import mask_card_numbers
from conversations.models import Conversation
from conversations.states import service as states


async def transfer_conversation(
    session: AsyncSession,
    *,
    agent: SignedIn,
    conversation_id: str,
    body: TransferBody,
    at: datetime,
) -> Conversation:
    """By its agent, by an admin in their place, or by anyone while nobody has it.

    Raises `ConversationNotFoundError`, `ConversationVersionError`, `ConversationStateError`,
    `NotAssigneeError`, and `ObjectNotFoundError` for who cannot take it.
    """
    conversation = await locked_conversation(session, conversation_id)
    if conversation.version != body.version:
        raise ConversationVersionError(conversation.version)
    held_by_other = is_with_person(conversation) and conversation.assignee_id != agent.agent_id
    if held_by_other and not agent.is_admin:
        raise NotAssigneeError(conversation)
    if body.team is not None:
        team = await session.get(Team, body.team)
        if team is None:
            raise ObjectNotFoundError
        conversation = await _to_queue(session, agent, conversation, team.id, at)
        name = team.name
    else:
        colleague = await _colleague(session, body.agent or "")
        conversation = await _to_colleague(session, agent, conversation, colleague, at)
        name = colleague.name
    await append_agent_row(
        session,
        conversation=conversation,
        event=EventName.NOTE_ADDED,
        author=Author(Role.AGENT, agent.name),
        body={"text": mask_card_numbers(body.reason), "passed_to": name},
        at=at,
    )
    return conversation


async def _to_queue(
    session: AsyncSession, agent: SignedIn, conversation: Conversation, team: str, at: datetime
) -> Conversation:
    if not is_with_person(conversation):
        conversation.team_id = team
        conversation.version += 1
        return conversation
    return await states.transfer_conversation(
        session,
        conversation_id=conversation.id,
        version=None,
        at=at,
        agent_name=agent.name,
        team_id=team,
    )


async def _to_colleague(
    session: AsyncSession,
    agent: SignedIn,
    conversation: Conversation,
    colleague: Agent,
    at: datetime,
) -> Conversation:
    """Through the queue and out of it in one transaction: nobody else can take it in between."""
    if is_with_person(conversation):
        await states.transfer_conversation(
            session,
            conversation_id=conversation.id,
            version=None,
            at=at,
            agent_name=agent.name,
            team_id=conversation.team_id,
        )
    return await states.claim_conversation(
        session,
        conversation_id=conversation.id,
        version=conversation.version,
        agent_id=colleague.id,
        agent_name=colleague.name,
        at=at,
    )


async def _colleague(session: AsyncSession, agent_id: str) -> Agent:
    found = await session.get(Agent, agent_id)
    if found is None or not found.can_sign_in:
        raise ObjectNotFoundError
    return found
