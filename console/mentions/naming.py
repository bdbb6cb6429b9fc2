"""Finding the colleagues whom a note calls: `@Ben`, `@Anna Maria`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from console.models import Agent

SIGN = "@"


def called(text: str, agents: Iterable[Agent]) -> list[Agent]:
    """Each once, in the order of `agents`. The longest name that stands there counts, so that
    `@Anna Maria` does not call Anna; an address such as `a@ben.example` calls nobody."""
    folded = _fold(text)
    by_length = sorted(agents, key=lambda agent: len(agent.name), reverse=True)
    found: set[str] = set()
    for agent in by_length:
        wanted = SIGN + _fold(agent.name)
        while (at := _place(folded, wanted)) is not None:
            found.add(agent.id)
            folded = folded[:at] + " " * len(wanted) + folded[at + len(wanted) :]
    return [agent for agent in by_length if agent.id in found]


def _place(text: str, wanted: str) -> int | None:
    at = text.find(wanted)
    while at >= 0:
        before = text[at - 1] if at else " "
        after = text[at + len(wanted)] if at + len(wanted) < len(text) else " "
        if not _joins(before) and not _joins(after):
            return at
        at = text.find(wanted, at + 1)
    return None


def _joins(char: str) -> bool:
    """Whether it would make one word with what stands beside it; Chinese has no spaces."""
    return char.isascii() and (char.isalnum() or char in "._-")


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
