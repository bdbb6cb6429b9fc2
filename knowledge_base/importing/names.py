"""Ids of articles out of the names of files and pages."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

_ID_CHARS: Final = 150
_APART: Final = re.compile(r"[^\w./-]+|_+")


def plain_id(name: str) -> str:
    """Lower-case words with dashes; letters of every script are kept."""
    return _APART.sub("-", name.strip().lower()).strip("-./")[:_ID_CHARS].strip("-./") or "article"


def page_id(url: str) -> str:
    """The same page has the same id at each import; what stands behind `#` is not of the page."""
    parts = urlsplit(url)
    query = f"/{parts.query}" if parts.query else ""
    return plain_id(f"{parts.hostname or ''}{unquote(parts.path)}{query}")
