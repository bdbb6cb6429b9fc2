"""A shopper's requests about the conversation as a whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from connectors.gateway.context import GatewayContext
from connectors.gateway.outbox import Outbox
from connectors.gateway.visitor import Visitor
from conversations.bus import INBOX, conversation_topic
from conversations.contract import (
    Code,
    ConversationItem,
    Conversations,
    Error,
    HandoffReason,
    State,
    Wish,
)
from conversations.errors import ConversationStateError
from conversations.log.frames import wire_time
from conversations.log.repository import last_public_rows
from conversations.models import Conversation
from conversations.shoppers.service import shopper_conversation, shopper_conversations
from conversations.states.service import (
    close_conversation,
    escalate_conversation,
    release_conversation,
    reopen_conversation,
)

PREVIEW_CHARS = 120
Change = Callable[[AsyncSession, Conversation, datetime], Awaitable[None]]


class Wishes:
    def __init__(self, *, context: GatewayContext, visitor: Visitor, outbox: Outbox) -> None:
        self._context = context
        self._visitor = visitor
        self._outbox = outbox

    async def grant(self, wish: Wish, conversation_id: str | None) -> None:
        """Carry out the wish for the conversation named, or for the open one when none is.

        Raises `ConversationError` when it is not the shopper's or its state does not allow it.
        """
        if wish is Wish.LIST:
            await self._list()
        elif change := CHANGES.get(wish):
            await self._change(change, conversation_id or self._visitor.conversation_id)
        else:
            self._outbox.put(Error(Code.UNSUPPORTED, f"{wish.value}: please ask a person for it."))

    async def _change(self, change: Change, conversation_id: str) -> None:
        context = self._context
        async with context.writer.begin() as session:
            conversation = await shopper_conversation(
                session,
                shopper_id=self._visitor.shopper_id,
                conversation_id=conversation_id,
                lock=True,
            )
            await change(session, conversation, context.clock())
        context.bus.publish(conversation_topic(conversation_id), {"log": True})
        context.bus.publish(INBOX, {"conversation": conversation_id})

    async def _list(self) -> None:
        items = []
        async with self._context.reader() as session:
            for own in await shopper_conversations(session, self._visitor.shopper_id):
                rows = await last_public_rows(session, own.id, 1)
                text = str(rows[0].body.get("text", "")) if rows else ""
                items.append(
                    ConversationItem(
                        own.id, State(own.state), text[:PREVIEW_CHARS], wire_time(own.updated_at)
                    )
                )
        self._outbox.put(Conversations(tuple(items)))


async def _to_person(session: AsyncSession, conversation: Conversation, at: datetime) -> None:
    if State(conversation.state) is State.CLOSED:
        await reopen_conversation(session, conversation=conversation, reopen_hours=0, at=at)
    await escalate_conversation(
        session, conversation=conversation, reason=HandoffReason.ASKED_FOR_PERSON, at=at
    )


async def _to_bot(session: AsyncSession, conversation: Conversation, at: datetime) -> None:
    if State(conversation.state) is State.HUMAN:
        # Only the person who has the conversation hands it back.
        raise ConversationStateError(State.HUMAN, State.BOT)
    if State(conversation.state) is State.QUEUED:
        await release_conversation(session, conversation_id=conversation.id, version=None, at=at)


async def _close(session: AsyncSession, conversation: Conversation, at: datetime) -> None:
    await close_conversation(
        session, conversation_id=conversation.id, version=None, at=at, reason="shopper"
    )


CHANGES: dict[Wish, Change] = {
    Wish.HUMAN: _to_person,
    Wish.BOT: _to_bot,
    Wish.CLOSE: _close,
}
