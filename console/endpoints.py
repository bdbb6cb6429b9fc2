"""The console's routes, put together from its nouns."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from fastapi import APIRouter, Depends, Response
from starlette.requests import HTTPConnection

from actions.orders.store import OrderStore
from console.accounts.access import same_site
from console.accounts.attempts import AttemptLimits
from console.accounts.endpoints import create_accounts_router
from console.accounts.passwords import Passwords
from console.accounts.people_endpoints import create_people_router
from console.assist.endpoints import create_assist_router
from console.availability.endpoints import create_availability_router
from console.callbacks.endpoints import create_callbacks_router
from console.cards.endpoints import create_cards_router
from console.cases.endpoints import create_cases_router
from console.gaps.endpoints import create_gaps_router
from console.hours.endpoints import create_hours_router
from console.imports.endpoints import create_imports_router
from console.imports.runner import ImportRunner
from console.inbox.action_endpoints import create_actions_router
from console.inbox.endpoints import create_reading_router
from console.inbox.filters.endpoints import create_filters_router
from console.inbox.lists.endpoints import create_lists_router
from console.knowledge.endpoints import create_knowledge_router
from console.mentions.endpoints import create_mentions_router
from console.orders.endpoints import create_orders_router
from console.overview.endpoints import create_overview_router
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
from console.preferences.endpoints import create_preferences_router
from console.preview.endpoints import create_preview_router
from console.profiles.endpoints import create_profiles_router
from console.replies.endpoints import create_replies_router
from console.report.endpoints import create_report_router
from console.reviews.endpoints import create_reviews_router
from console.routing.endpoints import create_routing_router
from console.schemas import ProblemAnswer
from console.search.endpoints import create_search_router
from console.sites.endpoints import create_sites_router
from console.snoozes.endpoints import create_snoozes_router
from console.socket.endpoints import create_socket_router
from console.socket.feed import InboxFeed
from console.socket.live_sessions import LiveSessions
from console.supervisor.endpoints import create_supervisor_router
from console.teams.endpoints import create_teams_router
from console.transfers.endpoints import create_transfers_router
from console.translation.endpoints import create_translation_router
from console.trying.endpoints import create_trying_router
from console.unanswered.endpoints import create_unanswered_router
from console.uploads.endpoints import create_uploads_router
from conversations.bus import Bus
from conversations.log.changes import RecentChanges
from conversations.presence import Presence
from conversations.turns.receipts import ReceiptSource
from conversations.uploads.reading import FileReader
from knowledge_base.fetching.service import Fetcher

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemAnswer} for status in (401, 403, 404, 409, 422, 429)
}


def create_router(
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
) -> APIRouter:
    """`/api/console/…` and `/ws/console`. The app also needs `errors.install_error_handlers`.

    `public_url` is where people reach the app, for links in mails; `allowed_origins` are the
    origins of the console's own pages as a browser spells them, such as `https://help.shop.example`.
    `first_response_s` is how soon a shopper who waits should be answered.
    `on_published` is called after the commit of each change to what shoppers get.
    """
    recheck_s = (pace or SocketPace()).recheck_s
    parts = ConsoleParts(
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
        pace=pace or SocketPace(),
        files=files,
        imports=ImportRunner(writer, reader, clock, on_published, open_fetcher),
        orders=orders,
        receipts=receipts,
        shop=shop,
        translate=translate,
        feed=InboxFeed(reader=reader, bus=bus, clock=clock, recheck_s=recheck_s),
        changes=RecentChanges(reader, clock, recheck_s / 2),
        live_sessions=LiveSessions(reader, clock, recheck_s / 2),
        first_response_s=first_response_s,
    )

    async def lay_out(connection: HTTPConnection) -> None:
        connection.state.console = parts

    router = APIRouter(dependencies=[Depends(lay_out)])
    router.include_router(_api_router(), prefix="/api/console")
    router.include_router(create_socket_router())
    return router


def _api_router() -> APIRouter:
    router = APIRouter(dependencies=[Depends(same_site), Depends(_never_store)], responses=PROBLEMS)
    for part in (
        create_accounts_router(),
        create_people_router(),
        create_reading_router(),
        create_lists_router(),
        create_filters_router(),
        create_search_router(),
        create_preferences_router(),
        create_actions_router(),
        create_orders_router(),
        create_mentions_router(),
        create_assist_router(),
        create_cards_router(),
        create_sites_router(),
        create_translation_router(),
        create_replies_router(),
        create_transfers_router(),
        create_snoozes_router(),
        create_profiles_router(),
        create_trying_router(),
        create_preview_router(),
        create_knowledge_router(),
        create_gaps_router(),
        create_overview_router(),
        create_unanswered_router(),
        create_imports_router(),
        create_uploads_router(),
        create_cases_router(),
        create_reviews_router(),
        create_teams_router(),
        create_hours_router(),
        create_routing_router(),
        create_availability_router(),
        create_callbacks_router(),
        create_supervisor_router(),
        create_report_router(),
    ):
        router.include_router(part)
    return router


async def _never_store(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"
