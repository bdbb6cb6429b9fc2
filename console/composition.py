"""The console's parts, put together from what the app hands in."""

from __future__ import annotations

from collections.abc import Callable, Collection

from actions.orders.store import OrderStore
from console.accounts.attempts import AttemptLimits
from console.accounts.passwords import Passwords
from console.imports.runner import ImportRunner
from console.parts import (
    Clock,
    ConsoleParts,
    ExplainSearch,
    MailQueue,
    PreviewChange,
    Sessions,
    ShopWords,
    SocketPace,
    TextLikeness,
    Translate,
)
from console.socket.feed import InboxFeed
from console.socket.lingering import Lingering
from console.socket.live_sessions import LiveSessions
from conversations.bus import Bus
from conversations.log.changes import RecentChanges
from conversations.presence import Presence
from conversations.turns.receipts import ReceiptSource
from conversations.uploads.reading import FileReader
from knowledge_base.fetching.service import Fetcher


def compose_parts(
    *,
    writer: Sessions,
    reader: Sessions,
    bus: Bus,
    presence: Presence,
    clock: Clock,
    explain: ExplainSearch,
    preview: PreviewChange,
    likeness: TextLikeness,
    on_published: Callable[[], None],
    queue_mail: MailQueue,
    orders: OrderStore,
    receipts: ReceiptSource,
    shop: ShopWords,
    translate: Translate | None = None,
    public_url: str,
    allowed_origins: Collection[str],
    secure_cookies: bool,
    passwords: Passwords | None = None,
    attempts: AttemptLimits | None = None,
    pace: SocketPace | None = None,
    open_fetcher: Callable[[], Fetcher] = Fetcher,
    files: FileReader | None = None,
    first_response_s: int = 180,
) -> ConsoleParts:
    """What the console works with, where little is said made as a shop needs it.

    `public_url` is where people reach the app, for links in mails; `allowed_origins` are the
    origins of the console's own pages as a browser spells them, such as `https://help.shop.example`.
    `first_response_s` is how soon a shopper who waits should be answered.
    `on_published` is called after the commit of each change to what shoppers get.
    """
    pace = pace or SocketPace()
    recheck_s = pace.recheck_s
    return ConsoleParts(
        writer=writer,
        reader=reader,
        bus=bus,
        presence=presence,
        clock=clock,
        explain=explain,
        preview=preview,
        likeness=likeness,
        on_published=on_published,
        queue_mail=queue_mail,
        public_url=public_url.rstrip("/"),
        allowed_origins=frozenset(allowed_origins),
        secure_cookies=secure_cookies,
        passwords=passwords or Passwords(),
        attempts=attempts or AttemptLimits(clock),
        pace=pace,
        files=files,
        imports=ImportRunner(writer, reader, clock, on_published, open_fetcher),
        orders=orders,
        receipts=receipts,
        shop=shop,
        translate=translate,
        feed=InboxFeed(reader=reader, bus=bus, clock=clock, recheck_s=recheck_s),
        changes=RecentChanges(reader, clock, recheck_s / 2),
        live_sessions=LiveSessions(reader, clock, recheck_s / 2),
        lingering=Lingering(
            reader=reader, bus=bus, presence=presence, clock=clock, lasts_s=pace.linger_s
        ),
        first_response_s=first_response_s,
    )
