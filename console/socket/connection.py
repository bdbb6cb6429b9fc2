"""One agent's open socket: what it may ask, what it is told, and when it must end."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from starlette.websockets import WebSocket, WebSocketDisconnect

from console.accounts.sessions import SignedIn, session_of_id
from console.errors import ConsoleError
from console.inbox.action_endpoints import publish_typing
from console.parts import ConsoleParts
from console.routing.shift import arrive
from console.signals import account_topic
from console.socket import frames
from console.socket.closing import CloseReason, SocketClosedError
from console.socket.frames import (
    ActiveFrame,
    ClientFrame,
    FrameRefusedError,
    PingFrame,
    TypingFrame,
    UnwatchFrame,
    WatchFrame,
    read_frame,
)
from console.socket.outbox import Outbox
from console.socket.subscriptions import Cursor, Watches
from conversations.availability import UNAVAILABLE
from conversations.bus import PRESENCE, Hint, Subscription
from conversations.contract import Code, Role
from conversations.errors import ConversationError
from conversations.log.news import news_in

RATE_WINDOW_S = 10.0


class Connection:
    def __init__(
        self,
        websocket: WebSocket,
        parts: ConsoleParts,
        agent: SignedIn,
        subscription: Subscription,
        monotonic: Callable[[], float],
    ) -> None:
        pace = parts.pace
        self._websocket = websocket
        self._parts = parts
        self._agent = agent
        self._subscription = subscription
        self._monotonic = monotonic
        self._outbox = Outbox(websocket.send_text, places=pace.queue_frames, stall_s=pace.stall_s)
        self._watches = Watches(
            reader=parts.reader,
            outbox=self._outbox,
            subscription=subscription,
            page_rows=pace.page_rows,
            most=pace.watched,
        )
        self._presence_changed = asyncio.Event()
        self._mistakes = 0
        self._arrivals: deque[float] = deque()

    async def run(self) -> NoReturn:
        """Until either side ends it. Raises `SocketClosedError` with the reason."""
        await self._outbox.put(frames.hello(self._agent))
        await self._outbox.put(frames.presence(self._parts.presence.shown))
        duties = (
            self._outbox.drain(),
            self._read(),
            self._follow_hints(),
            self._tell_presence(),
            self._recheck(),
            self._watches.send_rows(),
        )
        running = [asyncio.create_task(duty) for duty in duties]
        try:
            # Before anything is sent: after the hello the other side fetches its lists.
            with self._parts.feed.listen(self._outbox.offer_inbox):
                done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        raise _ending([error for task in done if (error := task.exception()) is not None])

    async def _read(self) -> None:
        while True:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                raise SocketClosedError(None)
            self._count_frame()
            try:
                await self._obey(read_frame(message.get("text") or ""))
            except FrameRefusedError as refused:
                await self._refuse(refused.code)

    async def _obey(self, frame: ClientFrame) -> None:
        if not isinstance(frame, PingFrame):
            self._parts.presence.touch(self._agent.agent_id, self._parts.clock())
        match frame:
            case ActiveFrame():
                pass
            case PingFrame():
                await self._outbox.put(frames.pong())
            case UnwatchFrame():
                self._watches.unwatch(frame.conversation)
            case WatchFrame() | TypingFrame():
                try:
                    await self._obey_about(frame)
                except (ConversationError, ConsoleError) as error:
                    code = str(getattr(error.code, "value", error.code))
                    await self._outbox.put(frames.error(code, frame.conversation))

    async def _obey_about(self, frame: WatchFrame | TypingFrame) -> None:
        if isinstance(frame, TypingFrame):
            await publish_typing(self._parts, self._agent, frame.conversation, on=frame.on)
        elif not await self._watches.watch(frame.conversation, Cursor(frame.seq, frame.aseq)):
            await self._outbox.put(frames.error(Code.RATE_LIMITED.value, frame.conversation))

    async def _refuse(self, code: Code) -> None:
        self._mistakes += 1
        if code is Code.FRAME_TOO_LARGE:
            raise SocketClosedError(CloseReason.FRAME_TOO_LARGE)
        if self._mistakes >= self._parts.pace.mistakes:
            raise SocketClosedError(CloseReason.BAD_FRAMES)
        await self._outbox.put(frames.error(code.value))

    def _count_frame(self) -> None:
        now = self._monotonic()
        while self._arrivals and self._arrivals[0] <= now - RATE_WINDOW_S:
            self._arrivals.popleft()
        self._arrivals.append(now)
        if len(self._arrivals) > self._parts.pace.frames_in_10_s:
            raise SocketClosedError(CloseReason.TOO_MANY_FRAMES)

    async def _follow_hints(self) -> None:
        account = account_topic(self._agent.agent_id)
        async for topic, hint in self._subscription:
            if topic == PRESENCE:
                self._presence_changed.set()
            elif topic == account:
                await self._follow_account(hint)
            else:
                await self._follow_conversation(topic.partition(":")[2], hint)

    async def _tell_presence(self) -> None:
        """Who is here, at most twice a second: a shift that begins is one crowd, not each one."""
        while True:
            await self._presence_changed.wait()
            self._presence_changed.clear()
            await self._outbox.put(frames.presence(self._parts.presence.shown))
            await asyncio.sleep(self._parts.pace.presence_s)

    async def _follow_account(self, hint: Hint) -> None:
        if hint.get("mentions"):
            await self._outbox.put(frames.mentions())
        else:
            await self._check_session()

    async def _follow_conversation(self, conversation_id: str, hint: Hint) -> None:
        if not self._watches.watches(conversation_id):
            return
        typing = hint.get("typing")
        if isinstance(typing, dict):
            if typing.get("role") == Role.SHOPPER.value:
                on = typing.get("on") is True
                await self._outbox.put(frames.typing(conversation_id, on=on))
        elif isinstance(seen := hint.get("seen"), dict):
            if seen.get("role") == Role.SHOPPER.value:
                await self._outbox.put(frames.seen(conversation_id, int(seen["seq"])))
        elif hint.get("page"):
            # It may be gone by now, or the database away: the next page is told again.
            with contextlib.suppress(ConversationError, *UNAVAILABLE):
                await self._watches.tell_page(conversation_id)
        elif news := news_in(hint):
            self._watches.tell(conversation_id, news)
        else:
            self._watches.look_again(conversation_id)

    async def _recheck(self) -> None:
        """Hints may be lost, and a session may end in another process: look every few seconds."""
        while True:
            # While the database is away there is nothing to tell; the next look finds the rest.
            with contextlib.suppress(*UNAVAILABLE):
                if self._agent.session_id not in await self._parts.live_sessions.ids():
                    await self._check_session()
                await self._watches.check_heads(self._parts.changes)
            await asyncio.sleep(self._parts.pace.recheck_s)

    async def _check_session(self) -> None:
        now = self._parts.clock()
        async with self._parts.reader() as session:
            found = await session_of_id(session, self._agent.session_id, now)
        if found is None:
            raise SocketClosedError(CloseReason.SIGNED_OUT)


def _ending(errors: list[BaseException]) -> BaseException:
    """The error that matters most: a fault, then a reason of ours, then "the other has gone"."""

    def weight(error: BaseException) -> int:
        if not isinstance(error, SocketClosedError):
            return 0
        return 1 if error.reason is not None else 2

    return min(errors, key=weight)


async def serve(
    websocket: WebSocket,
    parts: ConsoleParts,
    agent: SignedIn,
    monotonic: Callable[[], float],
) -> None:
    """Run an accepted socket to its end."""
    topics = (PRESENCE, account_topic(agent.agent_id))
    with parts.bus.subscribe(topics) as subscription:
        async with parts.reader() as session:
            await arrive(session, parts.presence, agent.agent_id, parts.clock())
        try:
            await Connection(websocket, parts, agent, subscription, monotonic).run()
        except SocketClosedError as ended:
            if ended.reason is not None:
                await _close(websocket, ended.reason, parts.pace.stall_s)
        finally:
            parts.lingering.begin(agent)


async def _close(websocket: WebSocket, reason: CloseReason, patience_s: float) -> None:
    """A side that does not read cannot be told either; returning drops its connection."""
    with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
        async with asyncio.timeout(patience_s):
            await websocket.close(reason, reason.text)
