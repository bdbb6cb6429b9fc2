"""JSON lines, and CSV with a header."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.formulas import without_guard
from knowledge_base.importing.readers.rows import Row

_CSV_FIELD_CHARS: Final = 1_000_000


def json_lines(text: str) -> Iterator[Row]:
    # Not splitlines(): a JSON text may hold other line separators than the newline.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            parsed = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep"
            yield Row(number, None, f"not JSON ({reason})")
            continue
        yield Row(number, None, parsed if isinstance(parsed, dict) else "not a JSON object")


def csv_rows(text: str) -> Iterator[Row]:
    """Raises `ImportFileError`. Several questions in one cell stand on lines or between bars."""
    csv.field_size_limit(_CSV_FIELD_CHARS)
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    start = 2
    try:
        if "id" not in (rows.fieldnames or ()):
            raise ImportFileError("the first line of a CSV file names its columns, id among them")
        for row in rows:
            if None in row or None in row.values():
                yield Row(start, None, "it has not as many columns as the first line")
            else:
                yield Row(start, None, _fields({name: without_guard(row[name]) for name in row}))
            start = rows.line_num + 1
    except csv.Error as error:
        yield Row(start, None, f"not CSV ({error})")


def _fields(row: dict[str, str]) -> dict[str, object]:
    questions = (row.get("questions") or "").replace("|", "\n").split("\n")
    return {**row, "questions": [q for q in questions if q.strip()]}
