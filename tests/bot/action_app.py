"""The app's side of a turn on a real database and index: the action webhook and the catalogue."""

from __future__ import annotations

import threading
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from actions import catalogue_feed, webhook
from actions.dialogue import Action
from actions.executor import create_executor, shop_actions
from actions.orders.importing.reading import read_shop_file
from actions.orders.importing.service import import_shop
from actions.orders.models import Base as OrdersBase
from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from actions.wording import load_wording
from conversations.mail.service import queue_mail
from conversations.models import Base as ConversationsBase
from knowledge_base.importing.files import read_articles
from knowledge_base.importing.service import ImportRules, import_articles
from knowledge_base.index.encoder import bundled_encoder
from knowledge_base.index.view import IndexView
from knowledge_base.models import Base as KnowledgeBase
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database, open_database
from tests.prepared_encoder import prepared_encoder

HERE = Path(__file__).parent
# What every mail with a code says here, so that a story can type it.
MAILED_CODE = "482913"


def utc_now() -> datetime:
    return datetime.now(UTC)


class ActionApp:
    """Serves on `port` from a thread of its own until `stop`. `extra` are actions for a test."""

    def __init__(
        self, folder: Path, port: int, secret: str, extra: tuple[Action, ...] = ()
    ) -> None:
        self.port = port
        self._folder = folder
        self._secret = secret
        self._extra = extra
        app = FastAPI(lifespan=self._lifespan)
        self._app = app
        self._server = uvicorn.Server(
            uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning")
        )
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the action app did not start")
            self._thread.join(0.05)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)

    @asynccontextmanager
    async def _lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        database = open_database(f"sqlite+aiosqlite:///{self._folder / 'shop.db'}")
        await _fill(database)
        view = IndexView(
            self._folder / "index", bundled_encoder(prepared_encoder()), database.reader
        )
        await view.refresh()
        actions = shop_actions(
            writer=database.writer,
            reader=database.reader,
            search=KnowledgeSearch(view),
            wording=load_wording(),
            clock=utc_now,
            queue_mail=queue_mail,
            store=SqlOrderStore(
                database.writer, database.reader, load_policy(), utc_now, lambda: uuid.uuid4().hex
            ),
            new_code=lambda: MAILED_CODE,
        )
        executor = create_executor((*actions, *self._extra))
        app.include_router(webhook.create_router(executor=executor, secret=self._secret))
        app.include_router(
            catalogue_feed.create_router(reader=database.reader, secret=self._secret)
        )
        yield
        await view.close()
        await database.dispose()


async def _fill(database: Database) -> None:
    async with database.engines[0].begin() as connection:
        for metadata in (OrdersBase.metadata, KnowledgeBase.metadata, ConversationsBase.metadata):
            await connection.run_sync(metadata.create_all)
    async with database.writer.begin() as session:
        await import_shop(session, read_shop_file(HERE / "shop.json"), utc_now())
    read = read_articles(HERE / "articles.jsonl")
    await import_articles(database.writer, read, rules=ImportRules(approved=True), clock=utc_now)
