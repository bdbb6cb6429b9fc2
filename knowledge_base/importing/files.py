"""Reading import files: JSON lines, CSV with a header, Markdown with front matter."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from knowledge_base.importing.lines import (
    ImportLine,
    ImportLineError,
    ImportProblem,
    read_line,
)

MAX_FILE_BYTES: Final = 256 * 1024 * 1024
_SUFFIXES: Final = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".md": "markdown"}
_FENCE: Final = "---"
_CSV_FIELD_CHARS: Final = 1_000_000


class ImportFileError(Exception):
    """The file as a whole cannot be read; the message says why and what would be right."""

    code = "invalid"


@dataclass(frozen=True, slots=True)
class ReadFile:
    lines: tuple[ImportLine, ...]
    problems: tuple[ImportProblem, ...]


_Fields = tuple[int, str | None, Mapping[str, object] | str]


def read_articles(path: Path, *, locale: str = "en") -> ReadFile:
    """All good lines and all problems of a `.jsonl`, `.csv` or `.md` file, or a folder of `.md`.

    `locale` is for lines that name none. Of two lines for the same id and locale the second is a
    problem. Raises `ImportFileError`.
    """
    lines: dict[str, ImportLine] = {}
    problems: list[ImportProblem] = []
    for number, file, fields in _read(path):
        try:
            if isinstance(fields, str):
                raise ImportLineError(fields)
            line = read_line(number, fields, locale=locale)
            if line.key in lines:
                first = lines[line.key].line
                raise ImportLineError(f"{line.article_id} ({line.locale}) repeats line {first}")
        except ImportLineError as error:
            problems.append(ImportProblem(number, str(error), file))
        else:
            lines[line.key] = line
    return ReadFile(tuple(lines.values()), tuple(problems))


def _read(path: Path) -> Iterator[_Fields]:
    if path.is_dir():
        files = sorted(path.glob("*.md"))
        if not files:
            raise ImportFileError(f"{path} holds no .md file")
        for file in files:
            yield _markdown(_text(file), file.name)
        return
    match _SUFFIXES.get(path.suffix.lower()):
        case "jsonl":
            yield from _json_lines(_text(path))
        case "csv":
            yield from _csv_rows(_text(path))
        case "markdown":
            yield _markdown(_text(path), None)
        case _:
            raise ImportFileError(f"{path.name} must end in .jsonl, .csv or .md")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ImportFileError(f"{path.name} is larger than {MAX_FILE_BYTES >> 20} MiB")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFileError(f"{path.name} is not UTF-8 text") from error
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror}") from error


def _json_lines(text: str) -> Iterator[_Fields]:
    # Not splitlines(): a JSON text may hold other line separators than the newline.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            parsed = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep"
            yield number, None, f"not JSON ({reason})"
            continue
        yield number, None, parsed if isinstance(parsed, dict) else "not a JSON object"


def _csv_rows(text: str) -> Iterator[_Fields]:
    csv.field_size_limit(_CSV_FIELD_CHARS)
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    start = 2
    try:
        if "id" not in (rows.fieldnames or ()):
            raise ImportFileError("the first line of a CSV file names its columns, id among them")
        for row in rows:
            if None in row or None in row.values():
                yield start, None, "it has not as many columns as the first line"
            else:
                questions = (row.get("questions") or "").replace("|", "\n").split("\n")
                yield start, None, {**row, "questions": [q for q in questions if q.strip()]}
            start = rows.line_num + 1
    except csv.Error as error:
        yield start, None, f"not CSV ({error})"


def _markdown(text: str, file: str | None) -> _Fields:
    head, fence, body = text.removeprefix(f"{_FENCE}\n").partition(f"\n{_FENCE}\n")
    if not text.startswith(f"{_FENCE}\n") or not fence:
        return 1, file, "it must begin with front matter between two lines of ---"
    try:
        fields = yaml.safe_load(head)
    except yaml.YAMLError as error:
        return 1, file, f"its front matter is not YAML ({getattr(error, 'problem', 'unreadable')})"
    if not isinstance(fields, dict):
        return 1, file, "its front matter must be fields such as id and title"
    return 1, file, {**{str(name): value for name, value in fields.items()}, "body": body}
