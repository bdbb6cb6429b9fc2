"""The report's conversations as a CSV file that a spreadsheet only shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from console.report.facts import Facts
from console.report.figures import first_answer_s, first_person_s, outcome
from console.report.words import code_in

COLUMNS = (
    "conversation", "started_at", "time_zone", "language", "team", "state", "handoff_reasons",
    "topic", "first_answer_s", "first_person_s", "outcome", "rating",
)  # fmt: skip
# What spreadsheets take for the beginning of a formula, also in full width and after a blank.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def csv_of(rows: Iterable[Sequence[object]], columns: Sequence[str] = COLUMNS) -> str:
    """With a byte order mark, so that spreadsheets read it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def cell(value: object) -> str:
    """Text that would be a formula gets a quote before it; numbers of ours are never negative."""
    text = "" if value is None else str(value)
    begins = text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)
    return f"'{text}" if begins else text


def table_rows(
    facts: Iterable[Facts], teams: Mapping[str, str], zone: ZoneInfo, words: str = "en"
) -> Iterable[Sequence[object]]:
    for one in facts:
        yield (
            one.id,
            one.started_at.astimezone(zone).isoformat(timespec="seconds"),
            str(zone),
            one.locale,
            teams.get(one.team_id or "", ""),
            code_in(words, one.state),
            " ".join(code_in(words, reason) for reason in one.reasons),
            one.topic,
            _seconds(first_answer_s(one)),
            _seconds(first_person_s(one)),
            code_in(words, outcome(one)),
            one.rating,
        )


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.1f}"
