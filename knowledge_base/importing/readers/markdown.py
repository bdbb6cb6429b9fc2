"""Markdown with its fields in front, or with a heading as its title."""

from __future__ import annotations

import re
from typing import Final

import yaml

from knowledge_base.importing.names import plain_id
from knowledge_base.importing.readers.rows import Row

_FENCE: Final = "---"
_HEADING: Final = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t#]*(\n|$)")


def markdown_row(text: str, *, file: str | None, stem: str) -> Row:
    """One article. Without front matter its id comes from `stem`, the file's name."""
    text = text.replace("\r\n", "\n")
    if not text.startswith(f"{_FENCE}\n"):
        return _headed(text, file, stem)
    head, fence, body = text.removeprefix(f"{_FENCE}\n").partition(f"\n{_FENCE}\n")
    if not fence:
        return Row(1, file, "its front matter does not end with a line of ---")
    try:
        fields = yaml.safe_load(head)
    except (yaml.YAMLError, RecursionError) as error:
        reason = getattr(error, "problem", None) or "unreadable"
        return Row(1, file, f"its front matter is not YAML ({reason})")
    if not isinstance(fields, dict):
        return Row(1, file, "its front matter must be fields such as id and title")
    return Row(1, file, {**{str(name): value for name, value in fields.items()}, "body": body})


def _headed(text: str, file: str | None, stem: str) -> Row:
    found = _HEADING.match(text)
    if found is None:
        return Row(
            1, file, "it must begin with front matter between two lines of ---, or a # heading"
        )
    return Row(
        1, file, {"id": plain_id(stem), "title": found["title"], "body": text[found.end() :]}
    )
