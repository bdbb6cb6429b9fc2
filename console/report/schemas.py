"""The report. What each figure means stands in `docs/report.md`."""

from __future__ import annotations

from pydantic import BaseModel

from console.schemas import Instant


class Responses(BaseModel):
    """`asked` counts everybody who waited; unanswered ones are in it and in no other figure but
    the rate's denominator. None where nothing was measured."""

    asked: int
    answered: int
    median_s: float | None
    p90_s: float | None
    within_3_minutes: float | None


class Outcomes(BaseModel):
    resolved_by_bot: int
    resolved_by_person: int
    silent_after_bot: int
    silent_after_person: int
    unhappy: int
    still_open: int


class Counted(BaseModel):
    key: str
    count: int


class DayFigures(BaseModel):
    day: str
    conversations: int
    handoffs: int
    resolved: int


class HourFigures(BaseModel):
    hour: int
    conversations: int
    handoffs: int


class ReportAnswer(BaseModel):
    since: Instant
    before: Instant
    time_zone: str
    conversations: int
    handoffs: int
    first_answer: Responses
    first_person: Responses
    outcomes: Outcomes
    reasons: list[Counted]
    ratings: list[Counted]
    days: list[DayFigures]
    hours: list[HourFigures]
