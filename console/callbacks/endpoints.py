"""Callbacks: the list for the next shift, and answering by mail."""

from __future__ import annotations

from fastapi import APIRouter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.access import RequireAgent
from console.callbacks.schemas import (
    AnswerCallbackBody,
    CallbacksAnswer,
    CallbackView,
    DoneAnswer,
)
from console.callbacks.words import mail_subject
from console.errors import ObjectNotFoundError
from console.inbox.previews import preview
from console.parts import Parts
from console.schemas import is_id
from console.signals import publish_conversation
from conversations.callbacks.models import Callback
from conversations.callbacks.service import finish_callback, promised_callbacks
from conversations.contract import Author, EventName, Role, TextBody
from conversations.log.repository import lock_conversation
from conversations.log.service import append_message
from conversations.masking import mask_card_numbers
from conversations.models import Conversation, LogRow, Shopper

LISTED = 200
WANTS_ROWS = 2


def create_callbacks_router() -> APIRouter:
    router = APIRouter(prefix="/callbacks", tags=["callbacks"])
    router.add_api_route("", list_callbacks, methods=["GET"])
    router.add_api_route("/{callback_id}/done", answer_callback, methods=["POST"])
    return router


async def list_callbacks(_: RequireAgent, parts: Parts) -> CallbacksAnswer:
    async with parts.reader() as session:
        found = await promised_callbacks(session, limit=LISTED + 1)
        items = [await _view(session, *one) for one in found[:LISTED]]
    return CallbacksAnswer(items=items, more=len(found) > LISTED)


async def answer_callback(
    callback_id: str, body: AnswerCallbackBody, me: RequireAgent, parts: Parts
) -> DoneAnswer:
    """Mails the text and keeps it in the conversation too, once for whoever comes first."""
    at = parts.clock()
    async with parts.writer.begin() as session:
        callback = await session.get(Callback, callback_id) if is_id(callback_id) else None
        if callback is None or not await finish_callback(session, callback_id, by=me.name, at=at):
            raise ObjectNotFoundError
        conversation = await lock_conversation(session, callback.conversation_id)
        if conversation is not None and body.text is not None and callback.address:
            text = mask_card_numbers(body.text)
            await append_message(
                session,
                conversation=conversation,
                author=Author(Role.AGENT, me.name),
                body=TextBody(text),
                at=at,
                author_key=me.agent_id,
            )
            await parts.queue_mail(
                session,
                to=callback.address,
                subject=mail_subject(conversation.locale),
                text=text,
                at=at,
                conversation=callback.conversation_id,
            )
    publish_conversation(parts.bus, callback.conversation_id)
    return DoneAnswer()


async def _view(
    session: AsyncSession, callback: Callback, conversation: Conversation
) -> CallbackView:
    shopper = await session.get_one(Shopper, conversation.shopper_id)
    return CallbackView(
        id=callback.id,
        conversation=conversation.id,
        shopper=shopper.name,
        address=callback.address or "",
        locale=conversation.locale,
        reason=conversation.reason,
        topic=conversation.topic,
        wants=await _wants(session, callback),
        promised_at=callback.promised_at or callback.asked_at,
    )


async def _wants(session: AsyncSession, callback: Callback) -> str:
    query = (
        select(LogRow.body)
        .where(
            LogRow.conversation_id == callback.conversation_id,
            LogRow.event == EventName.MESSAGE_POSTED.value,
            LogRow.author_role == Role.SHOPPER.value,
            LogRow.at <= callback.promised_at,
        )
        .order_by(LogRow.seq.desc())
        .limit(WANTS_ROWS)
    )
    bodies = list((await session.execute(query)).scalars())
    # The last is the address alone, unless it came with the wish in one message.
    said = (preview(body) for body in bodies)
    return next((text for text in said if text.strip() != callback.address), "")
