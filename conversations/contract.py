"""What crosses a process boundary: widget frames, message bodies, turns of the bot, signals.

Standard library only and Python 3.10 syntax, because the bot's process imports this module too.
Times are UTC in ISO 8601 with milliseconds, money is a decimal string with its currency.
`CLIENT_FRAMES` and `SERVER_FRAMES` say who may send what; `STORED_EVENTS` says what the log keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar, Union

SUBPROTOCOL = "shopbell.v1"
MAX_FRAME_BYTES = 64 * 1024
MAX_TEXT_CHARS = 4_000
HELLO_SECONDS = 5
RESUME_GAP = 1_000


class Code(str, Enum):
    """Every error code that a client, a shop's script or the bot may meet."""

    BAD_FRAME = "bad_frame"
    FRAME_TOO_LARGE = "frame_too_large"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_FIELD = "unknown_field"
    BAD_FIELD = "bad_field"
    HELLO_EXPECTED = "hello_expected"
    HELLO_TIMEOUT = "hello_timeout"
    ORIGIN_REFUSED = "origin_refused"
    NOT_FOUND = "not_found"
    RATE_LIMITED = "rate_limited"
    CMID_REUSED = "cmid_reused"
    CHOICE_REFUSED = "choice_refused"
    UPLOAD_REFUSED = "upload_refused"
    FILE_TOO_LARGE = "file_too_large"
    FILE_REFUSED = "file_refused"
    UNSUPPORTED = "unsupported"
    UNAVAILABLE = "unavailable"
    STALE_VERSION = "stale_version"
    STATE_REFUSED = "state_refused"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    INVALID = "invalid"
    SLOW_READER = "slow_reader"


class Role(str, Enum):
    SHOPPER = "shopper"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class State(str, Enum):
    BOT = "bot"
    QUEUED = "queued"
    HUMAN = "human"
    CLOSED = "closed"


class Tier(str, Enum):
    OFFICIAL = "official"
    PRODUCT = "product"
    COMMUNITY = "community"


class EventName(str, Enum):
    """Names of log rows: first the public ones (with a `seq`), then the agents' (`aseq`)."""

    MESSAGE_POSTED = "message.posted"
    MESSAGE_EDITED = "message.edited"
    ESCALATED = "conversation.escalated"
    CLAIMED = "conversation.claimed"
    RELEASED = "conversation.released"
    CLOSED = "conversation.closed"
    REOPENED = "conversation.reopened"
    RATED = "conversation.rated"
    ASSIGNED = "conversation.assigned"
    TRANSFERRED = "conversation.transferred"

    TURN_UNDERSTOOD = "turn.understood"
    TURN_FAILED = "turn.failed"
    REPLY_SUPPRESSED = "reply.suppressed"
    NOTE_ADDED = "note.added"
    ROUTED = "conversation.routed"
    SNOOZED = "conversation.snoozed"
    TAGGED = "conversation.tagged"
    MERGED = "conversation.merged"


AGENT_ONLY_EVENTS = frozenset(
    {
        EventName.TURN_UNDERSTOOD,
        EventName.TURN_FAILED,
        EventName.REPLY_SUPPRESSED,
        EventName.NOTE_ADDED,
        EventName.ROUTED,
        EventName.SNOOZED,
        EventName.TAGGED,
        EventName.MERGED,
    }
)
STORED_EVENTS = frozenset(EventName)


class HandoffReason(str, Enum):
    ASKED_FOR_PERSON = "asked_for_person"
    NOT_UNDERSTOOD = "not_understood"
    NOT_ANSWERED = "not_answered"
    CASE = "case"
    FAILED = "failed"
    ANGRY = "angry"
    REPEATED = "repeated"


# --- message bodies ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Money:
    amount: str
    currency: str


@dataclass(frozen=True)
class Source:
    tier: Tier
    title: str
    url: str | None = None
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Choice:
    id: str
    title: str


@dataclass(frozen=True)
class TextBody:
    kind: ClassVar[str] = "text"
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class ChoicesBody:
    kind: ClassVar[str] = "choices"
    text: str
    choices: tuple[Choice, ...]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class ChosenBody:
    """A shopper's press of a button, stored with the title that the button showed."""

    kind: ClassVar[str] = "choice"
    choice_id: str
    title: str = ""


@dataclass(frozen=True)
class Card:
    title: str
    subtitle: str = ""
    image_url: str | None = None
    url: str | None = None
    price: Money | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class CardsBody:
    kind: ClassVar[str] = "cards"
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class OrderLine:
    title: str
    quantity: int
    price: Money
    options: dict[str, str] = field(default_factory=dict)
    image_url: str | None = None


@dataclass(frozen=True)
class Tracking:
    number: str
    carrier: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class TimelineStep:
    status: str
    at: str | None = None


@dataclass(frozen=True)
class OrderCard:
    number: str
    status: str
    items: tuple[OrderLine, ...]
    total: Money
    tracking: tuple[Tracking, ...] = ()
    timeline: tuple[TimelineStep, ...] = ()


@dataclass(frozen=True)
class OrderBody:
    kind: ClassVar[str] = "order"
    order: OrderCard


@dataclass(frozen=True)
class ReceiptLine:
    text: str
    amount: Money | None = None


@dataclass(frozen=True)
class Receipt:
    id: str
    action: str
    order: str
    lines: tuple[ReceiptLine, ...]
    undo_until: str | None = None
    undo: Choice | None = None


@dataclass(frozen=True)
class ReceiptBody:
    kind: ClassVar[str] = "receipt"
    receipt: Receipt


@dataclass(frozen=True)
class FileRef:
    """`url` opens only for whom the conversation is; a picture has its size in pixels."""

    id: str
    name: str
    type: str
    bytes: int
    url: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class FileBody:
    kind: ClassVar[str] = "file"
    file: FileRef
    caption: str = ""


@dataclass(frozen=True)
class RatingRequestBody:
    kind: ClassVar[str] = "rating_request"
    scale: int = 5


@dataclass(frozen=True)
class RatingBody:
    kind: ClassVar[str] = "rating"
    score: int
    comment: str = ""


@dataclass(frozen=True)
class Quote:
    text: str
    author: str
    date: str
    verified_purchase: bool
    sponsored: bool = False


@dataclass(frozen=True)
class Buyers:
    for_: int
    against: int
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class SplitBody:
    kind: ClassVar[str] = "split"
    official: TextBody
    buyers: Buyers


@dataclass(frozen=True)
class CorrectionBody:
    kind: ClassVar[str] = "correction"
    of_seq: int
    text: str
    sources: tuple[Source, ...] = ()


MessageBody = Union[
    TextBody,
    ChoicesBody,
    ChosenBody,
    CardsBody,
    OrderBody,
    ReceiptBody,
    FileBody,
    RatingRequestBody,
    RatingBody,
    SplitBody,
    CorrectionBody,
]


@dataclass(frozen=True)
class StateBody:
    """Body of every `conversation.*` event: the state reached, why, and which person did it."""

    state: State
    reason: str = ""
    agent: str | None = None


@dataclass(frozen=True)
class EditedBody:
    """Body of `message.edited`: its author's own words for the message at `of_seq`, from now on.
    The log keeps the words before."""

    of_seq: int
    text: str


@dataclass(frozen=True)
class SendFile:
    kind: ClassVar[str] = "file"
    upload_id: str
    caption: str = ""


SendBody = Union[TextBody, ChosenBody, SendFile, RatingBody]


# --- what the widget sends --------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    url: str = ""
    title: str = ""
    product_id: str | None = None
    note_id: str | None = None
    order: str | None = None


@dataclass(frozen=True)
class Hello:
    type: ClassVar[str] = "hello"
    token: str | None = None
    identity: str | None = None
    epoch: str | None = None
    last_seq: int = 0
    locale: str = "en"
    page: Page = Page()


@dataclass(frozen=True)
class Send:
    type: ClassVar[str] = "send"
    cmid: str
    body: SendBody


@dataclass(frozen=True)
class ClientTyping:
    type: ClassVar[str] = "typing"
    on: bool


@dataclass(frozen=True)
class ClientSeen:
    type: ClassVar[str] = "seen"
    seq: int


@dataclass(frozen=True)
class ClientBackfill:
    type: ClassVar[str] = "backfill"
    after: int
    limit: int = 200


@dataclass(frozen=True)
class Ping:
    type: ClassVar[str] = "ping"


class Wish(str, Enum):
    HUMAN = "human"
    BOT = "bot"
    CLOSE = "close"
    NEW = "new"
    LIST = "list"
    OPEN = "open"
    ERASE = "erase"
    EXPORT = "export"
    TRANSCRIPT = "transcript"


@dataclass(frozen=True)
class Request:
    type: ClassVar[str] = "request"
    what: Wish
    conversation: str | None = None


@dataclass(frozen=True)
class PageChange:
    type: ClassVar[str] = "page"
    page: Page


@dataclass(frozen=True)
class LocaleChange:
    type: ClassVar[str] = "locale"
    locale: str


@dataclass(frozen=True)
class Identify:
    type: ClassVar[str] = "identify"
    identity: str


@dataclass(frozen=True)
class Logout:
    type: ClassVar[str] = "logout"


ClientFrame = Union[
    Hello, Send, ClientTyping, ClientSeen, ClientBackfill, Ping, Request, PageChange, LocaleChange,
    Identify, Logout,
]  # fmt: skip


# --- what the server sends --------------------------------------------------------------------


@dataclass(frozen=True)
class Author:
    role: Role
    name: str = ""


@dataclass(frozen=True)
class ShopperCard:
    name: str | None
    verified: bool


@dataclass(frozen=True)
class Welcome:
    type: ClassVar[str] = "welcome"
    token: str
    conversation: str
    epoch: str
    head: int
    state: State
    shopper: ShopperCard


@dataclass(frozen=True)
class Ack:
    type: ClassVar[str] = "ack"
    cmid: str
    seq: int
    id: str
    at: str
    dup: bool = False


@dataclass(frozen=True)
class Nack:
    type: ClassVar[str] = "nack"
    cmid: str
    code: Code
    message: str
    final: bool
    retry_ms: int | None = None


@dataclass(frozen=True)
class Event:
    """One row of the log. `aseq` and `conversation` are set on the console's socket only."""

    type: ClassVar[str] = "event"
    seq: int | None
    at: str
    event: EventName
    author: Author
    body: dict[str, Any]
    id: str = ""
    aseq: int | None = None
    conversation: str | None = None


@dataclass(frozen=True)
class Snapshot:
    type: ClassVar[str] = "snapshot"
    epoch: str
    head: int
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Backfill:
    type: ClassVar[str] = "backfill"
    after: int
    events: tuple[Event, ...]
    more: bool


@dataclass(frozen=True)
class ConversationItem:
    id: str
    state: State
    last: str
    at: str


@dataclass(frozen=True)
class Conversations:
    type: ClassVar[str] = "conversations"
    items: tuple[ConversationItem, ...]


@dataclass(frozen=True)
class ServerTyping:
    type: ClassVar[str] = "typing"
    role: Role
    on: bool


@dataclass(frozen=True)
class ServerSeen:
    type: ClassVar[str] = "seen"
    role: Role
    seq: int


@dataclass(frozen=True)
class Presence:
    """Whether somebody can answer now. `open` is by the shop's hours, `opens_at` their next
    beginning where one is planned."""

    type: ClassVar[str] = "presence"
    agents_online: bool
    open: bool = True
    opens_at: str | None = None


@dataclass(frozen=True)
class Queue:
    type: ClassVar[str] = "queue"
    position: int
    wait_s: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """A part of a text that was asked for (`transcript`, `export`) or that says what was done
    (`erase`). Parts come in order; the last has `more` false."""

    type: ClassVar[str] = "document"
    what: Wish
    name: str
    media: str
    text: str
    more: bool


@dataclass(frozen=True)
class Pong:
    type: ClassVar[str] = "pong"


@dataclass(frozen=True)
class Error:
    type: ClassVar[str] = "error"
    code: Code
    message: str = ""


ServerFrame = Union[
    Welcome, Ack, Nack, Event, Snapshot, Backfill, Conversations, ServerTyping, ServerSeen,
    Presence, Queue, Document, Pong, Error,
]  # fmt: skip

CLIENT_FRAMES: dict[str, type] = {
    f.type: f
    for f in (
        Hello, Send, ClientTyping, ClientSeen, ClientBackfill, Ping, Request, PageChange,
        LocaleChange, Identify, Logout,
    )
}  # fmt: skip
SERVER_FRAMES: dict[str, type] = {
    f.type: f
    for f in (
        Welcome, Ack, Nack, Event, Snapshot, Backfill, Conversations, ServerTyping, ServerSeen,
        Presence, Queue, Document, Pong, Error,
    )
}  # fmt: skip


# --- a turn of the bot ------------------------------------------------------------------------


@dataclass(frozen=True)
class Chosen:
    """What a pressed button means to the bot; never taken from the shopper's own text."""

    intent: str
    entities: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TurnRequest:
    """Posted to the bot's channel. `resume`: the first turn after a person had the chat."""

    conversation: str
    cmid: str
    turn: str
    text: str
    chosen: Chosen | None = None
    locale: str = "en"
    site: str = ""
    page: Page = Page()
    resume: bool = False
    catalogue_revision: int = 0


@dataclass(frozen=True)
class ChoiceOffer:
    """A button as the bot means it. The log shows a `Choice`, whose id means nothing outside."""

    title: str
    intent: str
    entities: dict[str, str] = field(default_factory=dict)


class FactKind(str, Enum):
    PRICE = "price"
    STOCK = "stock"
    PROMOTION = "promotion"


@dataclass(frozen=True)
class ToldFact:
    """What a message rests on and what may change: whoever was told it is corrected then.

    `of` names the product, variant or article, `value` is compared as text. From `valid_until`
    (ISO 8601) on nobody expects it to hold.
    """

    fact: FactKind
    of: str
    value: str
    valid_until: str | None = None


@dataclass(frozen=True)
class TurnMessage:
    body: MessageBody
    offers: tuple[ChoiceOffer, ...] = ()
    facts: tuple[ToldFact, ...] = ()


@dataclass(frozen=True)
class HandoffSignal:
    kind: ClassVar[str] = "handoff"
    reason: HandoffReason
    topic: str = ""


@dataclass(frozen=True)
class FoundText:
    """What a search gave: the article's key, its score, the product that was asked about."""

    article: str
    score: float
    product: str | None = None


@dataclass(frozen=True)
class TraceSignal:
    """One step that an action took, for the agent's brief: `order_status`, ok, `#W1 shipped`.

    A search that answered says in `found` with what.
    """

    kind: ClassVar[str] = "trace"
    step: str
    ok: bool
    detail: str = ""
    found: FoundText | None = None


@dataclass(frozen=True)
class FailedSignal:
    kind: ClassVar[str] = "failed"
    code: str


Signal = Union[HandoffSignal, TraceSignal, FailedSignal]


@dataclass(frozen=True)
class Understood:
    """`entities` are `{"entity", "value"}` pairs; `confidence` is in 0..1."""

    intent: str
    confidence: float
    entities: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class TurnReply:
    messages: tuple[TurnMessage, ...]
    signals: tuple[Signal, ...] = ()
    understood: Understood | None = None
    status: str = "ok"
