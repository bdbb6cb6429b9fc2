"""The composition root: `create_app` puts the routes of every package on one application."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from actions.catalogue_feed import create_router as create_catalogue_router
from actions.executor import create_executor, shop_actions
from actions.webhook import create_router as create_actions_router
from actions.wording import load_wording
from connectors.gateway.endpoints import create_router as create_gateway_router
from connectors.uploads.endpoints import UploadsContext
from connectors.uploads.endpoints import create_router as create_uploads_router
from console.composition import compose_parts
from console.endpoints import include_console
from console.errors import install_error_handlers
from console.parts import ConsoleParts
from conversations.mail.service import queue_mail
from knowledge_base.articles.endpoints import create_router as create_help_router
from knowledge_base.notes.endpoints import create_router as create_notes_router
from shopbell.demo.endpoints import mount_demo
from shopbell.front_ends import mount_front_ends
from shopbell.headers import SecurityHeaders
from shopbell.health import create_router as create_health_router
from shopbell.receipts import OrderReceipts
from shopbell.services import Services, build_services, utc_now
from shopbell.settings import Settings
from shopbell.shop_words import ShopWords
from shopbell.translator import open_translator


def create_app(settings: Settings) -> FastAPI:
    """The app on `settings`. What it opens is closed when its lifespan ends."""
    services = build_services(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(worker) for worker in services.workers()]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await services.close()

    app = FastAPI(
        title="Shopbell",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.add_middleware(SecurityHeaders)
    install_error_handlers(app)
    _include_routers(app, services)
    _include_bot_routers(app, services)
    mount_front_ends(app)
    if settings.demo:
        mount_demo(app, reader=services.database.reader)
    return app


def _include_routers(app: FastAPI, services: Services) -> None:
    settings, database = services.settings, services.database
    app.include_router(
        create_health_router(
            reader=database.reader,
            bot_healthy=services.bot.healthy,
            index=lambda: services.view.status,
            monotonic=time.monotonic,
        )
    )
    app.include_router(create_gateway_router(services.gateway()))
    app.include_router(
        create_uploads_router(
            UploadsContext(database.writer, database.reader, services.files, utc_now)
        )
    )
    app.include_router(
        create_help_router(
            reader=database.reader,
            search=services.search,
            default_locale=settings.default_locale,
        )
    )
    app.include_router(
        create_notes_router(writer=database.writer, reader=database.reader, clock=utc_now)
    )
    include_console(app, _console_parts(services))


def _console_parts(services: Services) -> ConsoleParts:
    settings, database = services.settings, services.database
    return compose_parts(
        writer=database.writer,
        reader=database.reader,
        bus=services.bus,
        presence=services.presence,
        clock=utc_now,
        explain=services.explained.explain,
        preview=services.preview.preview,
        likeness=services.search.likeness,
        on_published=services.view.wake,
        queue_mail=queue_mail,
        orders=services.orders,
        receipts=OrderReceipts(load_wording()),
        shop=ShopWords(load_wording()),
        translate=open_translator(settings, services.http),
        files=services.files,
        public_url=settings.browser_url,
        allowed_origins=settings.own_origins,
        first_response_s=settings.first_response_s,
        secure_cookies=settings.browser_url.startswith("https://"),
    )


def _include_bot_routers(app: FastAPI, services: Services) -> None:
    """The routes that only the bot's process may call."""
    database, settings = services.database, services.settings
    secret = settings.shared_secret()
    actions = shop_actions(
        writer=database.writer,
        reader=database.reader,
        search=services.search,
        wording=load_wording(),
        clock=utc_now,
        queue_mail=queue_mail if settings.smtp_host or settings.demo else None,
        store=services.orders,
    )
    app.include_router(
        create_actions_router(executor=create_executor(actions), secret=secret),
        include_in_schema=False,
    )
    app.include_router(
        create_catalogue_router(reader=database.reader, secret=secret), include_in_schema=False
    )
