"""Names of authors as they are compared, and which of them are held back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.notes.models import QuarantinedAuthor

_CHARS: Final = 200
_PER_QUERY: Final = 500


def author_key(name: str | None) -> str:
    """One spelling for one name: case, width, blanks and marks that cannot be seen do not count."""
    plain = unicodedata.normalize("NFKC", name or "").casefold()
    seen = (char for char in plain if unicodedata.category(char) not in {"Cf", "Cc"})
    return " ".join("".join(seen).split())[:_CHARS]


async def held_authors(session: AsyncSession, names: Iterable[str | None]) -> frozenset[str]:
    """Which of these are in quarantine, as `author_key` spells them."""
    keys = sorted({author_key(name) for name in names} - {""})
    held: set[str] = set()
    for start in range(0, len(keys), _PER_QUERY):
        wanted = QuarantinedAuthor.author.in_(keys[start : start + _PER_QUERY])
        held |= set(await session.scalars(select(QuarantinedAuthor.author).where(wanted)))
    return frozenset(held)
