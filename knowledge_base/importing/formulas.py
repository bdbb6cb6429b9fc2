"""Cells that a spreadsheet would run as a formula, made plain text and back."""

from __future__ import annotations

from typing import Final

_GUARD: Final = "'"
# Spreadsheets also take the full-width signs, and what stands behind blanks.
_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def guarded(cell: str) -> str:
    """The cell with a quote before it where a spreadsheet would run it."""
    runs = cell.startswith(_BEGINS_FORMULA) or cell.lstrip().startswith(_BEGINS_FORMULA)
    # A quote that is the text's own gets another, so that reading takes away one of ours alone.
    return _GUARD + cell if runs or cell.startswith(_GUARD) else cell


def without_guard(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell.startswith(_GUARD) and guarded(cell[1:]) == cell else cell
