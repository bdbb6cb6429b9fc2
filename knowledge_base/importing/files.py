"""Reading import files into checked lines: those of the command line, and those sent by others."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge_base.articles.models import Tier
from knowledge_base.importing.child.running import ChildReader
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.kinds import SUFFIXES_SAID, FileKind, as_text, kind_of, most_bytes
from knowledge_base.importing.lines import (
    ImportLine,
    ImportLineError,
    ImportProblem,
    read_line,
)
from knowledge_base.importing.readers.markdown import markdown_row
from knowledge_base.importing.readers.rows import Row
from knowledge_base.importing.readers.tables import csv_rows, json_lines

__all__ = ["ImportFileError", "ReadFile", "collected", "read_any_file", "read_articles"]

MAX_FILE_BYTES: Final = 256 * 1024 * 1024
_OWN: Final = (FileKind.JSON_LINES, FileKind.CSV, FileKind.MARKDOWN)
"""What the shop's own systems write is read here, whatever its size; all else in a child."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    lines: tuple[ImportLine, ...]
    problems: tuple[ImportProblem, ...]


def collected(rows: Iterable[Row], *, locale: str = "en", tier: Tier = Tier.OFFICIAL) -> ReadFile:
    """All good lines and all problems. `locale` and `tier` are for lines that name none.

    Of two lines for the same id and locale the second is a problem.
    """
    lines: dict[str, ImportLine] = {}
    problems: list[ImportProblem] = []
    for number, file, fields in rows:
        try:
            if isinstance(fields, str):
                raise ImportLineError(fields)
            line = read_line(number, fields, locale=locale, tier=tier)
            if line.key in lines:
                first = lines[line.key].line
                raise ImportLineError(f"{line.article_id} ({line.locale}) repeats line {first}")
        except ImportLineError as error:
            problems.append(ImportProblem(number, str(error), file))
        else:
            lines[line.key] = line
    return ReadFile(tuple(lines.values()), tuple(problems))


def read_articles(path: Path, *, locale: str = "en", tier: Tier = Tier.OFFICIAL) -> ReadFile:
    """A `.jsonl`, `.csv` or `.md` file, or a folder of `.md`. Raises `ImportFileError`."""
    return collected(_read(path), locale=locale, tier=tier)


def read_any_file(path: Path, *, locale: str = "en", tier: Tier = Tier.OFFICIAL) -> ReadFile:
    """The same, and HTML, DOCX, PDF and product feeds; no event loop may run in this thread.

    Raises `ImportFileError`.
    """
    if path.is_dir() or (kind := kind_of(path.name)) in _OWN:
        return read_articles(path, locale=locale, tier=tier)
    data = _bytes(path, most_bytes(kind))
    rows = asyncio.run(ChildReader().read(kind, data, name=path.name))
    return collected(rows, locale=locale, tier=tier)


def _read(path: Path) -> Iterator[Row]:
    if path.is_dir():
        files = sorted(path.glob("*.md"))
        if not files:
            raise ImportFileError(f"{path} holds no .md file")
        for file in files:
            yield markdown_row(_text(file), file=file.name, stem=file.stem)
        return
    match kind_of(path.name):
        case FileKind.JSON_LINES:
            yield from json_lines(_text(path))
        case FileKind.CSV:
            yield from csv_rows(_text(path))
        case FileKind.MARKDOWN:
            yield markdown_row(_text(path), file=None, stem=path.stem)
        case _:
            raise ImportFileError(f"{path.name} must end in {SUFFIXES_SAID}")


def _text(path: Path) -> str:
    data = _bytes(path, MAX_FILE_BYTES)
    try:
        return as_text(data)
    except ImportFileError as error:
        raise ImportFileError(f"{path.name}: {error}") from None


def _bytes(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            raise ImportFileError(f"{path.name} is larger than {most >> 20} MiB")
        return path.read_bytes()
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror}") from error
