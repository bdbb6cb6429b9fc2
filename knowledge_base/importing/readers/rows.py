"""What every reader gives: rows of fields, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """`fields` as they were found, or, as text, why the row cannot be read. `line` is where it
    begins; `file` is set where one import is of several files."""

    line: int
    file: str | None
    fields: Mapping[str, object] | str
