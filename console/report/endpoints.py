"""The report, for admins: figures, and the conversations behind them as CSV."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from fastapi.responses import PlainTextResponse

from console.accounts.access import RequireAdmin
from console.errors import ConsoleError
from console.hours.schemas import Zone
from console.parts import Parts
from console.report.facts import Scope, facts_of
from console.report.figures import report_of
from console.report.schemas import ReportAnswer
from console.report.table import csv_of, table_rows
from console.supervisor.repository import team_names
from conversations.contract import Code

LONGEST = timedelta(days=366)


class CsvResponse(PlainTextResponse):
    media_type = "text/csv"


class PeriodError(ConsoleError):
    code = Code.INVALID

    def __init__(self) -> None:
        super().__init__("until: must not be before the first day, nor over a year after it.")


Day = Annotated[date, Query()]
TimeZone = Annotated[Zone, Query()]
Team = Annotated[str | None, Query(max_length=32)]
Language = Annotated[str | None, Query(pattern=r"^[a-z]{2,3}$")]


def create_report_router() -> APIRouter:
    router = APIRouter(prefix="/report", tags=["report"])
    router.add_api_route("", show_report, methods=["GET"])
    router.add_api_route(
        "/conversations.csv", download, methods=["GET"], response_class=CsvResponse
    )
    return router


async def show_report(
    _: RequireAdmin,
    parts: Parts,
    since: Day,
    until: Day,
    time_zone: TimeZone = "UTC",
    team: Team = None,
    language: Language = None,
) -> ReportAnswer:
    scope = _scope(since, until, time_zone, team, language)
    async with parts.reader() as session:
        facts = await facts_of(session, scope)
    return report_of(facts, scope, ZoneInfo(time_zone))


async def download(
    _: RequireAdmin,
    parts: Parts,
    since: Day,
    until: Day,
    time_zone: TimeZone = "UTC",
    team: Team = None,
    language: Language = None,
) -> CsvResponse:
    scope = _scope(since, until, time_zone, team, language)
    async with parts.reader() as session:
        facts = await facts_of(session, scope)
        names = await team_names(session)
    name = f"shopbell-{since.isoformat()}-{until.isoformat()}.csv"
    return CsvResponse(
        csv_of(table_rows(facts, names, ZoneInfo(time_zone))),
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _scope(
    since: date, until: date, time_zone: str, team: str | None, language: str | None
) -> Scope:
    """Both days are in it, by the clock of the time zone."""
    if not timedelta(0) <= until - since <= LONGEST:
        raise PeriodError
    zone = ZoneInfo(time_zone)
    return Scope(
        since=datetime.combine(since, time(), zone),
        before=datetime.combine(until + timedelta(days=1), time(), zone),
        team_id=team,
        language=language,
    )
