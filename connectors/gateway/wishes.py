"""A shopper's requests about the conversation as a whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from connectors.gateway.context import GatewayContext, PersonalData
from connectors.gateway.outbox import Outbox
from connectors.gateway.visitor import Visitor
from conversations.bus import INBOX, conversation_topic
from conversations.contract import (
    Code,
    ConversationItem,
    Conversations,
    Document,
    Error,
    HandoffReason,
    State,
    Wish,
)
from conversations.errors import ConversationError, ConversationStateError
from conversations.log.frames import wire_time
from conversations.log.repository import last_public_rows
from conversations.models import Conversation
from conversations.shoppers.service import (
    shopper_conversation,
    shopper_conversations,
    site_by_key,
)
from conversations.states.service import (
    close_conversation,
    escalate_conversation,
    release_conversation,
    reopen_conversation,
)
from conversations.transcript.service import body_text, transcript

PREVIEW_CHARS = 120
# The last rows of a conversation may say nothing in words: an end, a question how it was.
PREVIEW_ROWS = 8
PART_CHARS = 100_000
Change = Callable[[AsyncSession, Conversation, datetime], Awaitable[None]]


class NotKeptHereError(ConversationError):
    code = Code.UNSUPPORTED

    def __init__(self) -> None:
        super().__init__("This cannot be done here. Please ask a person for it.")


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
        elif wish is Wish.TRANSCRIPT:
            await self._transcript(conversation_id or self._visitor.conversation_id)
        elif wish is Wish.EXPORT:
            text = await self._personal_data().export(self._visitor.shopper_id)
            self._hand_over(wish, "my-data.json", "application/json", text)
        elif change := CHANGES.get(wish):
            await self._change(change, conversation_id or self._visitor.conversation_id)
        else:
            self._outbox.put(Error(Code.UNSUPPORTED, f"{wish.value} is asked for otherwise."))

    async def erase(self) -> None:
        """Raises `StillAnsweringError`, `NotKeptHereError`."""
        done = await self._personal_data().erase(self._visitor.shopper_id)
        self._hand_over(Wish.ERASE, "erased.json", "application/json", done)
        self._context.bus.publish(INBOX, {"conversation": self._visitor.conversation_id})

    def _personal_data(self) -> PersonalData:
        if self._context.personal_data is None:
            raise NotKeptHereError
        return self._context.personal_data

    async def _transcript(self, conversation_id: str) -> None:
        async with self._context.reader() as session:
            conversation = await shopper_conversation(
                session,
                shopper_id=self._visitor.shopper_id,
                conversation_id=conversation_id,
            )
            site = await site_by_key(session, conversation.site)
            text = await transcript(
                session,
                conversation=conversation,
                site_name=site.name if site else "",
                locale=self._visitor.locale,
            )
        self._hand_over(Wish.TRANSCRIPT, "chat.txt", "text/plain", text)

    def _hand_over(self, what: Wish, name: str, media: str, text: str) -> None:
        for start in range(0, max(1, len(text)), PART_CHARS):
            part = text[start : start + PART_CHARS]
            more = start + PART_CHARS < len(text)
            self._outbox.put(Document(what, name, media, part, more))

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
                rows = await last_public_rows(session, own.id, PREVIEW_ROWS)
                texts = [text for row in rows if (text := body_text(row.body))]
                if not texts:
                    continue
                text = " ".join(texts[-1].split())
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
