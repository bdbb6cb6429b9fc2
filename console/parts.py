"""What the console's endpoints work with, handed in by the composition root."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Protocol, cast

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from starlette.requests import HTTPConnection

from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.changes.schemas import PlanLine
from actions.orders.errors import OrderStoreError
from actions.orders.status.schemas import OrderStatus
from actions.orders.store import OrderStore
from console.accounts.attempts import AttemptLimits
from console.accounts.passwords import Passwords
from console.imports.runner import ImportRunner
from console.socket.feed import InboxFeed
from console.socket.lingering import Lingering
from console.socket.live_sessions import LiveSessions
from conversations.bus import Bus
from conversations.contract import CardsBody, OrderBody
from conversations.log.changes import RecentChanges
from conversations.presence import Presence
from conversations.turns.receipts import ReceiptSource
from conversations.uploads.reading import FileReader
from knowledge_base.articles.schemas import LiveArticle
from knowledge_base.preview.schemas import Asked, Preview
from knowledge_base.search.explaining import Explanation

Clock = Callable[[], datetime]
Sessions = async_sessionmaker[AsyncSession]


class MailQueue(Protocol):
    """Puts a mail into the outbox within the caller's transaction."""

    def __call__(
        self,
        session: AsyncSession,
        *,
        to: str,
        subject: str,
        text: str,
        at: datetime,
        conversation: str | None = None,
    ) -> Awaitable[object]: ...


class ExplainSearch(Protocol):
    """What the bot would find for a question, and why."""

    def __call__(self, query: str, *, locale: str = "en") -> Awaitable[Explanation]: ...


class PreviewChange(Protocol):
    """What would change for shoppers if an article were as given."""

    def __call__(self, article: LiveArticle, questions: Sequence[Asked]) -> Awaitable[Preview]: ...


class TextLikeness(Protocol):
    """How near each text comes to the nearest of `about`, by meaning, up to 1."""

    def __call__(
        self, texts: Sequence[str], about: Sequence[str], *, locale: str
    ) -> Awaitable[list[float]]: ...


class TranslationFailedError(Exception):
    """The translator did not answer, or not with a translation."""


class Translate(Protocol):
    """Raises `TranslationFailedError`."""

    def __call__(self, text: str, *, to: str) -> Awaitable[str]: ...


class ShopWords(Protocol):
    """Says and shows things as the bot would."""

    def order_sentence(self, language: str, order: OrderStatus) -> str: ...

    def order_card(self, order: OrderStatus) -> OrderBody: ...

    def product_card(self, language: str, facts: ProductFacts) -> CardsBody: ...

    def plan_line(self, language: str, line: PlanLine, currency: str) -> str: ...

    def refusal(self, language: str, error: OrderStoreError) -> str: ...


@dataclass(frozen=True)
class SocketPace:
    """Limits of the console's socket: seconds, frames and conversations."""

    recheck_s: float = 5.0
    stall_s: float = 10.0
    presence_s: float = 0.5
    linger_s: float = 10.0
    """How long who has gone still counts as here: a page that is loaded anew is no absence."""
    queue_frames: int = 64
    page_rows: int = 200
    watched: int = 50
    frames_in_10_s: int = 200
    mistakes: int = 5


@dataclass(frozen=True)
class ConsoleParts:
    """`public_url` has no slash at its end; `allowed_origins` are compared as they are."""

    writer: Sessions
    reader: Sessions
    bus: Bus
    presence: Presence
    clock: Clock
    explain: ExplainSearch
    preview: PreviewChange
    likeness: TextLikeness
    on_published: Callable[[], None]
    queue_mail: MailQueue
    public_url: str
    allowed_origins: frozenset[str]
    secure_cookies: bool
    passwords: Passwords
    attempts: AttemptLimits
    pace: SocketPace
    imports: ImportRunner
    orders: OrderStore
    receipts: ReceiptSource
    shop: ShopWords
    translate: Translate | None
    files: FileReader | None
    feed: InboxFeed
    changes: RecentChanges
    live_sessions: LiveSessions
    lingering: Lingering
    first_response_s: int


async def parts_of(connection: HTTPConnection) -> ConsoleParts:
    """The parts that the console's router has laid beside the request."""
    return cast(ConsoleParts, connection.state.console)


Parts = Annotated[ConsoleParts, Depends(parts_of)]
