"""Finds the wishes in a message: "cancel W2611340, and how long does delivery to Norway take?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Awaitable, Callable, Mapping, Optional

import yaml

_FILE = Path(__file__).with_name("wishes.yml")

Parse = Callable[[str], Awaitable[dict[str, Any]]]

# Where one clause ends and the next begins. In Chinese a comma is enough.
_BOUNDARY = re.compile(
    r"(?<=[.?!;])\s+|\n+|(?<=[。？！；，])"
    r"|(?:,\s*|\s+)(?:and\s+then|and\s+also|and|also|plus|oh|btw|by\s+the\s+way)(?=[\s,])"
    r"|(?=另外|还有|顺便|以及|对了)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
# "and you?" is no clause, and no message of ordinary length has more clauses than this.
FEWEST_WORDS = 3
MOST_CLAUSES = 5
LONGEST_TEXT = 600


@dataclass(frozen=True)
class Clause:
    text: str
    parse: Mapping[str, Any]

    @property
    def intent(self) -> str:
        return str(self.parse["intent"]["name"])

    @property
    def confidence(self) -> float:
        return float(self.parse["intent"]["confidence"])


class WishRules:
    """`wishes.yml`, read once."""

    def __init__(self) -> None:
        data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        self._no_wishes = frozenset(data["no_wishes"])
        self._one_matter = frozenset(
            frozenset(pair) for line in data["one_matter"] for pair in combinations(line, 2)
        )

    def is_wish(self, intent: str) -> bool:
        return intent not in self._no_wishes

    def apart(self, first: str, second: str) -> bool:
        return first != second and frozenset((first, second)) not in self._one_matter


def clauses(text: str) -> list[str]:
    """The clauses of a message, short ones left with their neighbour; empty where there is one."""
    if len(text) > LONGEST_TEXT:
        return []
    parts: list[str] = []
    for part in (piece.strip(" ,，") for piece in _BOUNDARY.split(text)):
        if not part:
            continue
        if parts and (_words(part) < FEWEST_WORDS or _words(parts[-1]) < FEWEST_WORDS):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts if 1 < len(parts) <= MOST_CLAUSES else []


async def two_wishes(
    text: str, parse: Parse, rules: WishRules, *, sure_from: float
) -> Optional[tuple[str, str]]:
    """The message as the text of its first wish and that of its second, or None for one wish.

    Both must be understood with a confidence of at least `sure_from`; what lies between belongs to
    the wish before it, and what comes before the first to the first.
    """
    parts = clauses(text)
    if not parts:
        return None
    read = [Clause(part, await parse(part)) for part in parts]
    sure = [
        (at, clause.intent)
        for at, clause in enumerate(read)
        if rules.is_wish(clause.intent) and clause.confidence >= sure_from
    ]
    for at, intent in sure[1:]:
        if rules.apart(sure[0][1], intent):
            return " ".join(parts[:at]), " ".join(parts[at:])
    return None


def _words(text: str) -> int:
    return len(_WORD.findall(text))
