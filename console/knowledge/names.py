"""Ids for new articles."""

from __future__ import annotations

import re
import unicodedata

SLUG_CHARS = 60


def slug_of(title: str) -> str:
    """Lower-case words of the title with dashes; empty where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_CHARS].strip("-")


def article_id_of(title: str, chance: str) -> str:
    """`chance` keeps two articles of one title apart."""
    return "-".join(part for part in (slug_of(title) or "article", chance) if part)
