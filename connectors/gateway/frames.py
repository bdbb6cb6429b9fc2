"""What each frame of a widget does."""

from __future__ import annotations

from dataclasses import replace

import structlog

from connectors.gateway.checks import clipped
from connectors.gateway.context import GatewayContext
from connectors.gateway.delivery import Delivery
from connectors.gateway.limits import MESSAGES, SlidingWindow
from connectors.gateway.outbox import Outbox
from connectors.gateway.sending import MessageRefusedError, Stored, check_message, store_message
from connectors.gateway.visitor import (
    Visitor,
    begin_anew,
    change_person,
    identify_visitor,
    start_over,
    stay_on_page,
    welcome_frame,
)
from connectors.gateway.wishes import Wishes
from conversations.availability import UNAVAILABLE
from conversations.bus import INBOX, TURNS, conversation_topic
from conversations.contract import (
    Ack,
    ClientBackfill,
    ClientFrame,
    ClientSeen,
    ClientTyping,
    Code,
    Error,
    Identify,
    LocaleChange,
    Logout,
    Nack,
    PageChange,
    Ping,
    Pong,
    Request,
    Role,
    Send,
    ServerSeen,
    Wish,
)
from conversations.errors import ConversationError
from conversations.log.frames import wire_time
from conversations.log.news import log_hint
from conversations.shoppers.service import shopper_conversation
from conversations.wire import encode

RETRY_MS = 2_000

log = structlog.get_logger(__name__)


class FrameHandler:
    """Holds no state but the visitor; every change goes to the database first."""

    def __init__(
        self, *, context: GatewayContext, visitor: Visitor, outbox: Outbox, delivery: Delivery
    ) -> None:
        self._context = context
        self._visitor = visitor
        self._outbox = outbox
        self._delivery = delivery
        self._window = SlidingWindow(*MESSAGES, context.monotonic)
        self._wishes = Wishes(context=context, visitor=visitor, outbox=outbox)

    async def welcome(
        self, visitor: Visitor, *, epoch: str | None = None, last_seq: int = 0
    ) -> None:
        """Open `visitor`'s conversation on this socket after `last_seq`, or with a snapshot.

        Raises `ConversationNotFoundError` when it is not theirs; then nothing has changed.
        """
        context = self._context
        async with context.reader() as session:
            conversation = await shopper_conversation(
                session,
                shopper_id=visitor.shopper_id,
                conversation_id=visitor.conversation_id,
            )
            name = await context.verifications.verified_name(
                session, conversation=conversation.id, now=context.clock()
            )
            snapshot = await self._delivery.snapshot(
                session, conversation, epoch=epoch, last_seq=last_seq
            )
        await context.opening.load()
        # Nothing awaits from here on, so that no row of either conversation comes in between.
        self._visitor.become(visitor)
        self._outbox.put(welcome_frame(visitor, conversation, name))
        self._delivery.tell_presence(again=True)
        if conversation.agent_seen_seq:
            self._outbox.put(ServerSeen(Role.AGENT, conversation.agent_seen_seq))
        if snapshot is not None:
            self._outbox.put(snapshot)
            last_seq = snapshot.events[-1].seq or 0 if snapshot.events else 0
        self._delivery.follow(last_seq)
        self._hint({"log": True})
        self._hint({"page": True})

    async def handle(self, frame: ClientFrame) -> None:
        """Raises `SlowReaderError` only; a refusal is told to the client."""
        match frame:
            case Send():
                await self._send(frame)
            case Ping():
                self._outbox.put(Pong())
            case ClientTyping():
                self._hint({"typing": {"role": Role.SHOPPER.value, "on": frame.on}})
            case _:
                await self._change(frame)

    async def _change(self, frame: ClientFrame) -> None:
        try:
            match frame:
                case ClientBackfill():
                    await self._delivery.backfill(frame.after, frame.limit)
                case ClientSeen():
                    await self._seen(frame.seq)
                case PageChange() | LocaleChange():
                    await self._look(frame)
                case Request():
                    await self._request(frame)
                case Logout():
                    await self._logout()
                case Identify():
                    await self._identify(frame.identity)
        except UNAVAILABLE:
            self._outbox.put(Error(Code.UNAVAILABLE, "Please try again in a moment."))
        except ConversationError as error:
            self._outbox.put(Error(error.code, str(error)))

    async def _send(self, frame: Send) -> None:
        visitor = self._visitor
        wait_ms = self._window.retry_after_ms()
        if wait_ms is not None:
            self._refuse(frame, Code.RATE_LIMITED, "Too many messages at once.", retry_ms=wait_ms)
            return
        try:
            check_message(frame)
            async with self._context.writer.begin() as session:
                stored = await store_message(
                    session,
                    frame=frame,
                    shopper_id=visitor.shopper_id,
                    conversation_id=visitor.conversation_id,
                    turn_owner=self._context.turn_owner,
                    at=self._context.clock(),
                )
        except (MessageRefusedError, ConversationError) as error:
            self._refuse(frame, error.code, str(error))
        except UNAVAILABLE:
            log.warning("message_not_stored", conversation=visitor.conversation_id)
            self._refuse(frame, Code.UNAVAILABLE, "Not stored yet.", retry_ms=RETRY_MS)
        else:
            self._stored(frame, stored)

    def _stored(self, frame: Send, stored: Stored) -> None:
        row = stored.row
        self._outbox.put(Ack(frame.cmid, row.seq or 0, row.id, wire_time(row.at), stored.dup))
        if stored.dup:
            return
        if stored.turn_queued:
            self._context.bus.publish(TURNS, {"conversation": self._visitor.conversation_id})
        self._hint(log_hint(stored.news))
        self._context.bus.publish(INBOX, {"conversation": self._visitor.conversation_id})

    def _refuse(self, frame: Send, code: Code, problem: str, retry_ms: int | None = None) -> None:
        self._outbox.put(Nack(frame.cmid, code, problem, final=retry_ms is None, retry_ms=retry_ms))

    async def _seen(self, seq: int) -> None:
        visitor = self._visitor
        async with self._context.writer.begin() as session:
            conversation = await shopper_conversation(
                session,
                shopper_id=visitor.shopper_id,
                conversation_id=visitor.conversation_id,
                lock=True,
            )
            if not conversation.shopper_seen_seq < seq <= conversation.head_seq:
                return
            conversation.shopper_seen_seq = seq
        self._hint({"seen": {"role": Role.SHOPPER.value, "seq": seq}})

    async def _look(self, frame: PageChange | LocaleChange) -> None:
        visitor = self._visitor
        async with self._context.writer.begin() as session:
            conversation = await shopper_conversation(
                session,
                shopper_id=visitor.shopper_id,
                conversation_id=visitor.conversation_id,
                lock=True,
            )
            if isinstance(frame, PageChange):
                conversation.page = encode(clipped(frame.page))
            else:
                conversation.locale = visitor.locale = frame.locale
        self._hint({"page": True})

    async def _request(self, frame: Request) -> None:
        if frame.what is Wish.NEW:
            async with self._context.writer.begin() as session:
                visitor = await start_over(session, self._visitor, at=self._context.clock())
                await stay_on_page(session, self._visitor, visitor.conversation_id)
            await self.welcome(visitor)
        elif frame.what is Wish.OPEN:
            conversation_id = frame.conversation or ""
            async with self._context.writer.begin() as session:
                await stay_on_page(session, self._visitor, conversation_id)
            await self.welcome(replace(self._visitor, conversation_id=conversation_id))
        elif frame.what is Wish.ERASE:
            await self._erase()
        else:
            await self._wishes.grant(frame.what, frame.conversation)

    async def _erase(self) -> None:
        """The shopper is forgotten, and somebody new is at the browser."""
        await self._wishes.erase()
        async with self._context.writer.begin() as session:
            visitor = await begin_anew(session, self._visitor, at=self._context.clock())
        await self.welcome(visitor)

    async def _logout(self) -> None:
        async with self._context.writer.begin() as session:
            visitor = await change_person(
                session,
                self._visitor,
                verifications=self._context.verifications,
                at=self._context.clock(),
            )
        await self.welcome(visitor)

    async def _identify(self, identity: str) -> None:
        context, before = self._context, self._visitor.conversation_id
        async with context.writer.begin() as session:
            visitor = await identify_visitor(
                session,
                self._visitor,
                identity=identity,
                verifications=context.verifications,
                at=context.clock(),
            )
        if visitor.conversation_id != before:
            await self.welcome(visitor)
            return
        # The same conversation goes on where it was, and is greeted by name.
        async with context.reader() as session:
            conversation = await shopper_conversation(
                session, shopper_id=visitor.shopper_id, conversation_id=before
            )
            name = await context.verifications.verified_name(
                session, conversation=before, now=context.clock()
            )
        self._outbox.put(welcome_frame(visitor, conversation, name))

    def _hint(self, hint: dict[str, object]) -> None:
        self._context.bus.publish(conversation_topic(self._visitor.conversation_id), hint)
