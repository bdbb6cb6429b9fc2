"""Requests and answers about conversations."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from console.inbox.order_schemas import OrderView
from console.inbox.promises import PromiseView
from console.schemas import Body, Cmid, Instant, JsonObject, Text, Version
from conversations.contract import MAX_TEXT_CHARS, Role, State
from conversations.log.frames import event_frame
from conversations.models import Conversation, LogRow
from conversations.mood.listening import Mood
from conversations.wire import encode

CloseReason = Literal["resolved", "no_answer", "duplicate", "spam", "other"]
Tag = Annotated[
    Text, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=40)
]


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise ValueError("must say something")
    return said


MessageText = Annotated[Text, Field(max_length=MAX_TEXT_CHARS), AfterValidator(_said)]


class Assignee(BaseModel):
    id: str
    name: str


class ConversationCard(BaseModel):
    id: str
    state: State
    version: int
    locale: str
    page: JsonObject
    site: str
    reason: str | None
    assignee: Assignee | None
    queued_at: Instant | None
    created_at: Instant
    updated_at: Instant
    snoozed_until: Instant | None
    tags: list[str]
    close_reason: str | None
    merged_into: str | None


class EventAuthor(BaseModel):
    role: Role
    name: str


class EventView(BaseModel):
    """A row of the log as in the contract: `seq` where the shopper sees it, else `aseq`."""

    type: Literal["event"] = "event"
    conversation: str
    id: str
    seq: int | None
    aseq: int | None
    at: str
    event: str
    author: EventAuthor
    body: dict[str, Any]


class Heads(BaseModel):
    seq: int
    aseq: int


class VerifiedView(BaseModel):
    name: str
    email: str
    customer_id: str
    at: Instant


class TriedStep(BaseModel):
    step: str
    ok: bool
    detail: str
    at: Instant


class SaidMessage(BaseModel):
    text: str
    at: Instant


class BriefView(BaseModel):
    """What an agent should know first. The shopper said `claims`; `verified` was checked."""

    wants: str
    intent: str | None
    reason: str | None
    topic: str
    verified: VerifiedView | None
    claims: list[str]
    tried: list[TriedStep]
    last_messages: list[SaidMessage]
    language: str
    mood: Mood
    promises: list[PromiseView]


class ConversationDetail(BaseModel):
    """`events` in the order they were written; `truncated` when older ones were left out."""

    conversation: ConversationCard
    events: list[EventView]
    heads: Heads
    shopper_seen_seq: int
    truncated: bool
    brief: BriefView
    orders: list[OrderView]


class ConversationAnswer(BaseModel):
    conversation: ConversationCard


class EventAnswer(BaseModel):
    event: EventView


class ChangeBody(Body):
    """`version` as last seen; `message` is posted to the shopper together with the change."""

    version: Version
    message: MessageText | None = None


class ReleaseBody(ChangeBody):
    """The bot answers what the shopper wrote past `bot_answers_after`; nothing where it is left
    out. Who sends the last `seq` on their screen leaves no message between two chairs."""

    bot_answers_after: Annotated[int | None, Field(ge=0)] = None


class CloseBody(ChangeBody):
    """`reason` and `tags` are for the shop's reports; the shopper never sees them."""

    reason: CloseReason | None = None
    tags: Annotated[list[Tag], Field(max_length=20, default_factory=list)]


class WriteBody(Body):
    """The same `cmid` with the same text is one message, however often it is sent."""

    cmid: Cmid
    text: MessageText


class SeenBody(Body):
    seq: Annotated[int, Field(ge=0)]


class TypingBody(Body):
    on: bool


def conversation_card(conversation: Conversation) -> ConversationCard:
    return ConversationCard(
        id=conversation.id,
        state=State(conversation.state),
        version=conversation.version,
        locale=conversation.locale,
        page=conversation.page,
        site=conversation.site,
        reason=conversation.reason,
        assignee=assignee_of(conversation),
        queued_at=conversation.queued_at,
        created_at=conversation.created_at,
        updated_at=conversation.updated_at,
        snoozed_until=conversation.snoozed_until,
        tags=conversation.tags,
        close_reason=conversation.close_reason,
        merged_into=conversation.merged_into,
    )


def assignee_of(conversation: Conversation) -> Assignee | None:
    if conversation.assignee_id is None:
        return None
    return Assignee(id=conversation.assignee_id, name=conversation.assignee_name or "")


def event_view(row: LogRow) -> EventView:
    return EventView.model_validate(encode(event_frame(row, console=True)))
