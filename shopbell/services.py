"""What lives as long as the `app` process, made once from the settings."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from actions.orders.catalogue.service import catalogue_revision
from actions.orders.shopify.store import ShopifyOrderStore
from actions.orders.store import OrderStore
from actions.wording import load_wording
from connectors.gateway.context import GatewayContext
from connectors.rasa_client import RasaClient
from connectors.serving_bot.address import ServingAddress
from console.report.keeping import FactsKeeper
from console.routing.worker import RoutingWorker
from console.snoozes.worker import SnoozeWorker
from conversations.bus import InProcessBus
from conversations.mail.worker import MailWorker, SmtpSender
from conversations.presence import Presence
from conversations.turns.posting import keep_nothing
from conversations.turns.worker import TurnWorker
from conversations.uploads.reading import FileReader
from conversations.uploads.worker import UploadCleaner
from knowledge_base.index.encoder import bundled_encoder
from knowledge_base.index.preparation import ensure_encoder, open_encoder
from knowledge_base.index.view import IndexView
from knowledge_base.preview.service import ChangePreview
from knowledge_base.schedule.worker import PublishWorker
from knowledge_base.search.explaining import ExplainedSearch
from knowledge_base.search.service import KnowledgeSearch
from shopbell.connected_shop import ConnectedShop
from shopbell.database import Database, open_database
from shopbell.first_preview import remember_questions
from shopbell.gaps.worker import GapWorker
from shopbell.lasting_memory import spare_the_collector
from shopbell.order_store import open_order_store
from shopbell.personal_data.service import PersonalData
from shopbell.recall.keeping import keep_told
from shopbell.recall.worker import RecallWorker
from shopbell.receipts import OrderReceipts
from shopbell.settings import Settings
from shopbell.usage.worker import UsageWorker
from shopbell.verifications import OrderVerifications

CATALOGUE_S = 1.0


def utc_now() -> datetime:
    return datetime.now(UTC)


class CatalogueRevision:
    """The catalogue's revision, read at most once a second however many turns ask for it."""

    def __init__(self, database: Database, monotonic: Callable[[], float]) -> None:
        self._database = database
        self._monotonic = monotonic
        self._known = 0
        self._read_at: float | None = None

    async def __call__(self) -> int:
        now = self._monotonic()
        if self._read_at is None or now - self._read_at > CATALOGUE_S:
            async with self._database.reader() as session:
                self._known = await catalogue_revision(session)
            self._read_at = now
        return self._known


@dataclass(frozen=True)
class Services:
    settings: Settings
    database: Database
    bot_database: Database
    bus: InProcessBus
    presence: Presence
    http: httpx.AsyncClient
    bot: RasaClient
    turns: TurnWorker
    recall: RecallWorker
    orders: OrderStore
    plans: PublishWorker
    usage: UsageWorker
    gaps: GapWorker
    routing: RoutingWorker
    snoozes: SnoozeWorker
    view: IndexView
    search: KnowledgeSearch
    explained: ExplainedSearch
    preview: ChangePreview
    files: FileReader

    def workers(self) -> list[Coroutine[Any, Any, None]]:
        """What runs beside the requests, until cancelled."""
        database, settings = self.database, self.settings
        running = [
            self.turns.run(),
            self.view.run(),
            self.plans.run(),
            self.usage.run(),
            self.gaps.run(),
            remember_questions(database.reader, self.preview),
            self.routing.run(),
            UploadCleaner(writer=database.writer, clock=utc_now).run(),
            self.snoozes.run(),
            FactsKeeper(writer=database.writer, reader=database.reader, clock=utc_now).run(),
            spare_the_collector(lambda: self.view.status.ready),
        ]
        if isinstance(self.orders, ShopifyOrderStore):
            running.append(self._connected(self.orders).run())
        if settings.recall_hours:
            running.append(self.recall.run())
        if settings.smtp_host:
            password = settings.smtp_password
            sender = SmtpSender(
                host=settings.smtp_host,
                port=settings.smtp_port,
                sender=settings.mail_from,
                user=settings.smtp_user,
                password=password.get_secret_value() if password else None,
                start_tls=settings.smtp_start_tls,
            )
            mails = MailWorker(
                writer=database.writer, reader=database.reader, sender=sender, clock=utc_now
            )
            running.append(mails.run())
        return running

    def _connected(self, store: ShopifyOrderStore) -> ConnectedShop:
        return ConnectedShop(
            store=store,
            writer=self.database.writer,
            bus=self.bus,
            clock=utc_now,
            wording=load_wording(),
        )

    def gateway(self) -> GatewayContext:
        return GatewayContext(
            writer=self.database.writer,
            reader=self.database.reader,
            bus=self.bus,
            presence=self.presence,
            verifications=OrderVerifications(self.orders.policy, self.settings.identity_keys),
            clock=utc_now,
            monotonic=time.monotonic,
            turn_owner=self.turns.owner,
            personal_data=PersonalData(self.database, self.bot_database, utc_now),
        )

    async def close(self) -> None:
        await self.view.close()
        await self.http.aclose()
        await self.database.dispose()
        await self.bot_database.dispose()


def build_services(settings: Settings) -> Services:
    database = open_database(settings.database)
    bus = InProcessBus()
    presence = Presence(bus)
    http = httpx.AsyncClient(limits=httpx.Limits(max_connections=64), trust_env=False)

    view = open_index(settings, settings.home / "index", database)
    bot = RasaClient(
        http=http,
        address=ServingAddress(
            reader=database.reader,
            installation=settings.installation,
            configured=settings.bot_url,
            monotonic=time.monotonic,
        ),
        secret=settings.shared_secret(),
        catalogue_revision=CatalogueRevision(database, time.monotonic),
    )
    return Services(
        settings=settings,
        database=database,
        bot_database=open_database(settings.bot_database_url),
        bus=bus,
        presence=presence,
        http=http,
        bot=bot,
        turns=TurnWorker(
            writer=database.writer,
            reader=database.reader,
            engine=bot,
            bus=bus,
            clock=utc_now,
            keep_told=keep_told if settings.recall_hours else keep_nothing,
            receipts=OrderReceipts(load_wording()),
        ),
        recall=RecallWorker(
            writer=database.writer,
            reader=database.reader,
            bus=bus,
            clock=utc_now,
            monotonic=time.monotonic,
            within=timedelta(hours=settings.recall_hours),
        ),
        orders=open_order_store(settings, database, http, utc_now),
        plans=PublishWorker(
            writer=database.writer,
            reader=database.reader,
            clock=utc_now,
            on_published=view.wake,
        ),
        usage=UsageWorker(writer=database.writer, reader=database.reader, clock=utc_now),
        gaps=GapWorker(
            writer=database.writer,
            reader=database.reader,
            view=view,
            clock=utc_now,
            monotonic=time.monotonic,
            kept_for=timedelta(days=settings.questions_days),
        ),
        routing=RoutingWorker(
            writer=database.writer,
            reader=database.reader,
            bus=bus,
            presence=presence,
            clock=utc_now,
            monotonic=time.monotonic,
        ),
        snoozes=SnoozeWorker(
            writer=database.writer, reader=database.reader, bus=bus, clock=utc_now
        ),
        view=view,
        search=search_over(settings, view),
        explained=ExplainedSearch(view, default_locale=settings.default_locale),
        preview=ChangePreview(view, default_locale=settings.default_locale),
        files=FileReader(),
    )


def open_index(
    settings: Settings,
    folder: Path,
    database: Database,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> IndexView:
    """A view of the published articles in `folder`; nothing is read before its first refresh.

    Waits for the sentence encoder to be made where it is missing. Raises `EncoderNotMadeError`.
    """
    model = settings.embedding_folder
    made = ensure_encoder(settings.models_folder, model)
    encoder = open_encoder(made, model) if model else bundled_encoder(made)
    return IndexView(folder, encoder, database.reader, on_progress=on_progress)


def search_over(settings: Settings, view: IndexView) -> KnowledgeSearch:
    return KnowledgeSearch(view, default_locale=settings.default_locale)
