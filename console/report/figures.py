"""From facts to the figures of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from console.report.facts import Facts, Scope
from console.report.schemas import (
    Counted,
    DayFigures,
    HourFigures,
    Outcomes,
    ReportAnswer,
    Responses,
)
from conversations.contract import State
from conversations.queue.estimate import quantile

PROMPT_S = 180
OPEN = frozenset({State.QUEUED.value, State.HUMAN.value})


def report_of(facts: Sequence[Facts], scope: Scope, zone: ZoneInfo) -> ReportAnswer:
    handed = [one for one in facts if one.with_person]
    return ReportAnswer(
        since=scope.since,
        before=scope.before,
        time_zone=str(zone),
        conversations=len(facts),
        handoffs=len(handed),
        first_answer=responses([first_answer_s(one) for one in facts]),
        first_person=responses([first_person_s(one) for one in handed]),
        outcomes=_outcomes(facts),
        reasons=_counted(Counter(reason for one in facts for reason in one.reasons)),
        ratings=[
            Counted(key=str(score), count=sum(one.rating == score for one in facts))
            for score in range(5, 0, -1)
        ],
        days=_days(facts, scope, zone),
        hours=_hours(facts, zone),
    )


def first_answer_s(facts: Facts) -> float | None:
    """From the beginning to the first word of bot or person."""
    return _between(facts.started_at, facts.first_answer_at)


def first_person_s(facts: Facts) -> float | None:
    """From asking for a person to a person's first word."""
    return _between(facts.asked_person_at, facts.person_at)


def outcome(facts: Facts) -> str:
    """Exactly one for each conversation; a name of `Outcomes`."""
    if facts.sign is False:
        return "unhappy"
    if facts.sign is True:
        return "resolved_by_person" if facts.person_at is not None else _by_bot(facts)
    if facts.state in OPEN:
        return "still_open"
    return "silent_after_person" if facts.person_at is not None else "silent_after_bot"


def _by_bot(facts: Facts) -> str:
    # Who asked for a person and thanked before one came was not helped by the bot.
    if not facts.with_person:
        return "resolved_by_bot"
    return "still_open" if facts.state in OPEN else "silent_after_bot"


def responses(seconds: Sequence[float | None]) -> Responses:
    measured = [one for one in seconds if one is not None]
    prompt = sum(one <= PROMPT_S for one in measured)
    return Responses(
        asked=len(seconds),
        answered=len(measured),
        median_s=quantile(measured, 0.5) if measured else None,
        p90_s=quantile(measured, 0.9) if measured else None,
        within_3_minutes=prompt / len(seconds) if seconds else None,
    )


def _outcomes(facts: Sequence[Facts]) -> Outcomes:
    found = Counter(outcome(one) for one in facts)
    return Outcomes(**{name: found[name] for name in Outcomes.model_fields})


def _counted(counter: Counter[str]) -> list[Counted]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return [Counted(key=key, count=count) for key, count in ordered]


def _days(facts: Sequence[Facts], scope: Scope, zone: ZoneInfo) -> list[DayFigures]:
    """Every day of the period, also those on which nothing happened."""
    begun, handed, resolved = Counter[str](), Counter[str](), Counter[str]()
    for one in facts:
        day = one.started_at.astimezone(zone).date().isoformat()
        begun[day] += 1
        handed[day] += one.with_person
        resolved[day] += outcome(one).startswith("resolved")
    date, last = scope.since.astimezone(zone).date(), _last_day(scope, zone)
    days = []
    while date <= last:
        key = date.isoformat()
        days.append(
            DayFigures(
                day=key, conversations=begun[key], handoffs=handed[key], resolved=resolved[key]
            )
        )
        date += timedelta(days=1)
    return days


def _last_day(scope: Scope, zone: ZoneInfo) -> date:
    return (scope.before - timedelta(microseconds=1)).astimezone(zone).date()


def _hours(facts: Sequence[Facts], zone: ZoneInfo) -> list[HourFigures]:
    begun, handed = Counter[int](), Counter[int]()
    for one in facts:
        hour = one.started_at.astimezone(zone).hour
        begun[hour] += 1
        handed[hour] += one.with_person
    return [
        HourFigures(hour=hour, conversations=begun[hour], handoffs=handed[hour])
        for hour in range(24)
    ]


def _between(start: datetime | None, end: datetime | None) -> float | None:
    return (end - start).total_seconds() if start is not None and end is not None else None
