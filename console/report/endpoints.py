"""The report, for admins: figures, and the conversations behind them as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from anyio import to_thread
from fastapi import APIRouter, Depends, Query
from fastapi.responses import PlainTextResponse

from console.accounts.access import RequireAdmin
from console.errors import ConsoleError
from console.hours.schemas import Zone
from console.parts import Parts
from console.report.facts import Scope
from console.report.figures import report_of
from console.report.repository import facts_of
from console.report.schemas import ReportAnswer
from console.report.table import COLUMNS, csv_of, table_rows
from console.report.words import columns_in
from console.supervisor.repository import team_names
from conversations.contract import Code

LONGEST = timedelta(days=366)


class CsvResponse(PlainTextResponse):
    media_type = "text/csv"


class PeriodError(ConsoleError):
    code = Code.INVALID

    def __init__(self) -> None:
        said = "until: must not be before the first day, nor over a year after it."
        super().__init__(said, reason="report_period")


@dataclass(frozen=True)
class Asked:
    scope: Scope
    zone: ZoneInfo


def asked(
    since: Annotated[date, Query()],
    until: Annotated[date, Query()],
    time_zone: Annotated[Zone, Query()] = "UTC",
    team: Annotated[str | None, Query(max_length=32)] = None,
    language: Annotated[str | None, Query(pattern=r"^[a-z]{2,3}$")] = None,
) -> Asked:
    """Both days are in it, by the clock of the time zone."""
    if not timedelta(0) <= until - since <= LONGEST:
        raise PeriodError
    zone = ZoneInfo(time_zone)
    scope = Scope(
        since=datetime.combine(since, time(), zone),
        before=datetime.combine(until + timedelta(days=1), time(), zone),
        team_id=team,
        language=language,
    )
    return Asked(scope, zone)


WhatIsAsked = Annotated[Asked, Depends(asked)]


def create_report_router() -> APIRouter:
    router = APIRouter(prefix="/report", tags=["report"])
    router.add_api_route("", show_report, methods=["GET"])
    router.add_api_route(
        "/conversations.csv", download, methods=["GET"], response_class=CsvResponse
    )
    return router


async def show_report(_: RequireAdmin, parts: Parts, what: WhatIsAsked) -> ReportAnswer:
    async with parts.reader() as session:
        facts = await facts_of(session, what.scope)
    # Beside the loop, on which everybody else's messages wait.
    return await to_thread.run_sync(report_of, facts, what.scope, what.zone)


async def download(
    _: RequireAdmin,
    parts: Parts,
    what: WhatIsAsked,
    words: Annotated[Literal["en", "zh"], Query()] = "en",
) -> CsvResponse:
    """`words` is the language of the columns and codes: a link sends no header for it."""
    async with parts.reader() as session:
        facts = await facts_of(session, what.scope)
        names = await team_names(session)
    last = what.scope.before.date() - timedelta(days=1)
    name = f"shopbell-{what.scope.since.date().isoformat()}-{last.isoformat()}.csv"
    return CsvResponse(
        csv_of(table_rows(facts, names, what.zone, words), columns_in(words, COLUMNS)),
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
