"""Frames of the console's socket, in both directions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from console.accounts.sessions import SignedIn
from console.schemas import Body
from conversations.contract import MAX_FRAME_BYTES, Code
from conversations.log.frames import event_frame
from conversations.models import Conversation, LogRow
from conversations.wire import encode_json

Seq = Annotated[int, Field(ge=0, le=2**53)]
ConversationId = Annotated[str, Field(max_length=64)]


class WatchFrame(Body):
    """Everything of a conversation past (`seq`, `aseq`), then whatever comes."""

    type: Literal["watch"]
    conversation: ConversationId
    seq: Seq = 0
    aseq: Seq = 0


class UnwatchFrame(Body):
    type: Literal["unwatch"]
    conversation: ConversationId


class TypingFrame(Body):
    type: Literal["typing"]
    conversation: ConversationId
    on: bool


class PingFrame(Body):
    type: Literal["ping"]


class ActiveFrame(Body):
    """Somebody moved or typed at this screen; any other frame but a ping says so too."""

    type: Literal["active"]


ClientFrame = WatchFrame | UnwatchFrame | TypingFrame | ActiveFrame | PingFrame
_CLIENT: TypeAdapter[ClientFrame] = TypeAdapter(Annotated[ClientFrame, Field(discriminator="type")])
_TYPES = frozenset({"watch", "unwatch", "typing", "active", "ping"})


class FrameRefusedError(Exception):
    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


def read_frame(raw: str) -> ClientFrame:
    """Raises `FrameRefusedError` with the contract's code."""
    if len(raw) > MAX_FRAME_BYTES or len(raw.encode(errors="replace")) > MAX_FRAME_BYTES:
        raise FrameRefusedError(Code.FRAME_TOO_LARGE)
    try:
        data: Any = json.loads(raw)
    except (ValueError, RecursionError):
        raise FrameRefusedError(Code.BAD_FRAME) from None
    if not isinstance(data, dict):
        raise FrameRefusedError(Code.BAD_FRAME)
    if str(data.get("type")) not in _TYPES:
        raise FrameRefusedError(Code.UNKNOWN_TYPE)
    try:
        return _CLIENT.validate_python(data)
    except ValidationError as problem:
        unknown = any(item["type"] == "extra_forbidden" for item in problem.errors())
        raise FrameRefusedError(Code.UNKNOWN_FIELD if unknown else Code.BAD_FIELD) from None


def hello(agent: SignedIn) -> str:
    card = {"id": agent.agent_id, "name": agent.name, "email": agent.email, "role": agent.role}
    return encode_json({"type": "hello", "agent": card})


def event(row: LogRow) -> str:
    return encode_json(event_frame(row, console=True))


def inbox(rows: Sequence[BaseModel] = ()) -> str:
    """The rows that changed; without any, that the lists are to be fetched anew."""
    if not rows:
        return encode_json({"type": "inbox"})
    return encode_json({"type": "inbox", "rows": [row.model_dump(mode="json") for row in rows]})


def typing(conversation: str, *, on: bool) -> str:
    return encode_json({"type": "typing", "conversation": conversation, "on": on})


def seen(conversation: str, seq: int) -> str:
    """How far the shopper has read."""
    return encode_json({"type": "seen", "conversation": conversation, "seq": seq})


def page(conversation: Conversation) -> str:
    """Where in the shop the shopper is."""
    return encode_json({"type": "page", "conversation": conversation.id, "page": conversation.page})


def mentions() -> str:
    return encode_json({"type": "mentions"})


@lru_cache(maxsize=2)
def presence(agents: tuple[tuple[str, str, str], ...]) -> str:
    """Written once for all sockets that are told the same."""
    cards = [{"id": agent_id, "name": name, "state": state} for agent_id, name, state in agents]
    return encode_json({"type": "presence", "agents": cards})


def pong() -> str:
    return encode_json({"type": "pong"})


def error(code: str, conversation: str | None = None) -> str:
    frame: dict[str, Any] = {"type": "error", "code": code}
    if conversation is not None:
        frame["conversation"] = conversation
    return encode_json(frame)
