"""Acting on a conversation. Each request is one transaction, told to others after its commit."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from fastapi import APIRouter

from console.accounts.access import RequireAgent
from console.accounts.sessions import SignedIn
from console.errors import ConsoleError
from console.inbox import service
from console.inbox.access import NotAssigneeError, has_conversation, readable_conversation
from console.inbox.schemas import (
    ChangeBody,
    CloseBody,
    ConversationAnswer,
    EventAnswer,
    ReleaseBody,
    SeenBody,
    TypingBody,
    WriteBody,
    conversation_card,
    event_view,
)
from console.mentions.service import keep_mentions
from console.parts import ConsoleParts, Parts
from console.signals import account_topic, publish_conversation
from conversations.bus import TURNS, conversation_topic
from conversations.contract import Role
from conversations.errors import ConversationStateError, ConversationVersionError
from conversations.models import Conversation

Change = Callable[..., Awaitable[Conversation]]


class ConversationConflictError(ConsoleError):
    """A refusal that shows the conversation as it is now."""

    def __init__(self, code: str, message: str, conversation: Conversation) -> None:
        card = conversation_card(conversation).model_dump(mode="json")
        super().__init__(message, conversation=card)
        self.code = code


def create_actions_router() -> APIRouter:
    router = APIRouter(prefix="/conversations/{conversation_id}", tags=["inbox"])
    router.add_api_route("/claim", claim, methods=["POST"])
    router.add_api_route("/release", release, methods=["POST"])
    router.add_api_route("/close", close, methods=["POST"])
    router.add_api_route("/messages", reply, methods=["POST"])
    router.add_api_route("/notes", add_note, methods=["POST"])
    router.add_api_route("/seen", mark_seen, methods=["POST"], status_code=204)
    router.add_api_route("/typing", tell_typing, methods=["POST"], status_code=204)
    return router


async def claim(
    conversation_id: str, body: ChangeBody, agent: RequireAgent, parts: Parts
) -> ConversationAnswer:
    await _refuse_lost(parts, conversation_id, body.version)
    return await _change(parts, service.claim_conversation, agent, conversation_id, body)


async def release(
    conversation_id: str, body: ReleaseBody, agent: RequireAgent, parts: Parts
) -> ConversationAnswer:
    change = partial(service.release_conversation, bot_answers_after=body.bot_answers_after)
    answer = await _change(parts, change, agent, conversation_id, body)
    parts.bus.publish(TURNS, {"conversation": conversation_id})
    return answer


async def close(
    conversation_id: str, body: CloseBody, agent: RequireAgent, parts: Parts
) -> ConversationAnswer:
    change = partial(service.close_conversation, reason=body.reason, tags=body.tags)
    return await _change(parts, change, agent, conversation_id, body)


async def reply(
    conversation_id: str, body: WriteBody, agent: RequireAgent, parts: Parts
) -> EventAnswer:
    async with showing_current(parts, conversation_id), parts.writer.begin() as session:
        said = await service.reply(
            session,
            agent=agent,
            conversation_id=conversation_id,
            cmid=body.cmid,
            text=body.text,
            at=parts.clock(),
        )
        answer = EventAnswer(event=event_view(said.row))
    publish_conversation(parts.bus, conversation_id)
    return answer


async def add_note(
    conversation_id: str, body: WriteBody, agent: RequireAgent, parts: Parts
) -> EventAnswer:
    async with parts.writer.begin() as session:
        noted = await service.add_note(
            session,
            agent=agent,
            conversation_id=conversation_id,
            cmid=body.cmid,
            text=body.text,
            at=parts.clock(),
        )
        called = [] if noted.dup else await keep_mentions(session, agent=agent, note=noted.row)
        answer = EventAnswer(event=event_view(noted.row))
    publish_conversation(parts.bus, conversation_id, lists=False)
    for agent_id in called:
        parts.bus.publish(account_topic(agent_id), {"mentions": True})
    return answer


async def mark_seen(
    conversation_id: str, body: SeenBody, agent: RequireAgent, parts: Parts
) -> None:
    async with parts.writer.begin() as session:
        told = await service.mark_seen(
            session, agent=agent, conversation_id=conversation_id, seq=body.seq
        )
    if told is not None:
        hint = {"seen": {"role": Role.AGENT.value, "seq": told}}
        parts.bus.publish(conversation_topic(conversation_id), hint)


async def tell_typing(
    conversation_id: str, body: TypingBody, agent: RequireAgent, parts: Parts
) -> None:
    await publish_typing(parts, agent, conversation_id, on=body.on)


async def publish_typing(
    parts: ConsoleParts, agent: SignedIn, conversation_id: str, *, on: bool
) -> None:
    """Raises `ConversationNotFoundError`, `NotAssigneeError`."""
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
    if not has_conversation(conversation, agent.agent_id):
        raise NotAssigneeError(conversation)
    hint = {"typing": {"role": Role.AGENT.value, "on": on}}
    parts.bus.publish(conversation_topic(conversation_id), hint)


async def _refuse_lost(parts: ConsoleParts, conversation_id: str, version: int) -> None:
    """A claim that comes too late costs one read, so that nobody waits for it to write."""
    async with parts.reader() as session:
        current = await readable_conversation(session, conversation_id)
    if current.version != version:
        lost = ConversationVersionError(current.version)
        raise ConversationConflictError(lost.code, str(lost), current)


async def _change(
    parts: ConsoleParts, change: Change, agent: SignedIn, conversation_id: str, body: ChangeBody
) -> ConversationAnswer:
    async with showing_current(parts, conversation_id), parts.writer.begin() as session:
        conversation = await change(
            session,
            agent=agent,
            conversation_id=conversation_id,
            version=body.version,
            message=body.message,
            at=parts.clock(),
        )
        answer = ConversationAnswer(conversation=conversation_card(conversation))
    publish_conversation(parts.bus, conversation_id)
    return answer


@asynccontextmanager
async def showing_current(parts: ConsoleParts, conversation_id: str) -> AsyncIterator[None]:
    """A refusal that rests on what the conversation has become shows what it is now."""
    try:
        yield
    except (ConversationVersionError, ConversationStateError, NotAssigneeError) as error:
        async with parts.reader() as session:
            current = await readable_conversation(session, conversation_id)
        raise ConversationConflictError(error.code, str(error), current) from error
