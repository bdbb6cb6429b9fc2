"""The console's routes, put together from its nouns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Response, params
from starlette.requests import HTTPConnection

from console.accounts.access import same_site
from console.accounts.endpoints import create_accounts_router
from console.accounts.people_endpoints import create_people_router
from console.assist.endpoints import create_assist_router
from console.availability.endpoints import create_availability_router
from console.callbacks.endpoints import create_callbacks_router
from console.cards.endpoints import create_cards_router
from console.cases.endpoints import create_cases_router
from console.edits.endpoints import create_edits_router
from console.gaps.endpoints import create_gaps_router
from console.hours.endpoints import create_hours_router
from console.imports.endpoints import create_imports_router
from console.inbox.action_endpoints import create_actions_router
from console.inbox.endpoints import create_reading_router
from console.inbox.filters.endpoints import create_filters_router
from console.inbox.lists.endpoints import create_lists_router
from console.knowledge.endpoints import create_knowledge_router
from console.mentions.endpoints import create_mentions_router
from console.orders.endpoints import create_orders_router
from console.overview.endpoints import create_overview_router
from console.parts import ConsoleParts
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
from console.supervisor.endpoints import create_supervisor_router
from console.teams.endpoints import create_teams_router
from console.transfers.endpoints import create_transfers_router
from console.translation.endpoints import create_translation_router
from console.trying.endpoints import create_trying_router
from console.unanswered.endpoints import create_unanswered_router
from console.uploads.endpoints import create_uploads_router

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemAnswer} for status in (401, 403, 404, 409, 422, 429)
}


def include_console(app: FastAPI, parts: ConsoleParts) -> None:
    """`/api/console/…` and `/ws/console`. The app also needs `errors.install_error_handlers`."""

    async def lay_out(connection: HTTPConnection) -> None:
        connection.state.console = parts

    include_routes(app, [Depends(lay_out)])


def include_routes(app: FastAPI, before: Sequence[params.Depends] = ()) -> None:
    """The same for whoever lays a `ConsoleParts` as `console` into each request's state."""
    # Right into the app and under a prefix: without one, each step of a nested router builds every
    # route once more, only to see whether its path is empty.
    app.include_router(_api_router(), prefix="/api/console", dependencies=before)
    app.include_router(create_socket_router(), dependencies=before)


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
        create_edits_router(),
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
