"""A spreadsheet that opens an export runs nothing of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from knowledge_base.importing.exporting import COLUMNS, _csv_line
from knowledge_base.importing.formulas import guarded, without_guard
from knowledge_base.importing.readers.tables import csv_rows

PREFIXES = ("=", "+", "-", "@", "\t=", "\r=", " =", "|", "%", "＝", "＋", "－", "＠", "\n=")
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_in_no_column_does_a_cell_begin_a_formula(prefix: str) -> None:
    cell = f"{prefix}cmd|' /C calc'!A0"
    for column in COLUMNS:
        line = _csv_line({column: [cell] if column == "questions" else cell})
        for written in next(csv.reader(io.StringIO(line, newline=""))):
            assert not written.lstrip(" ").startswith(RUNS), (column, written)


def test_every_column_times_every_prefix() -> None:
    print(f"{len(COLUMNS)} columns x {len(PREFIXES)} prefixes: none begins a formula")
    assert len(PREFIXES) >= 12
    assert len(COLUMNS) >= 13


@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "''x", "'x", "x", "", "-5", "'", "''", "'-"])
def test_reading_takes_away_what_writing_put_before_and_no_more(cell: str) -> None:
    assert without_guard(guarded(cell)) == cell


def test_a_cell_of_another_program_is_read_as_it_is(tmp_path: Path) -> None:
    (row,) = csv_rows("id,title,body\na,'quoted',-5 degrees\n")
    assert isinstance(row.fields, dict)
    assert (row.fields["title"], row.fields["body"]) == ("'quoted'", "-5 degrees")
