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
# What joins the second wish to the first says nothing once it stands alone.
_JOINT = re.compile(
    r"^(?:(?:and|also|plus|oh|btw|by\s+the\s+way|then)\b|另外|还有|顺便|以及|对了)[\s,，]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
_POINTS_BACK = re.compile(r"\b(?:that|it|this|those|these|them|they)\b|这|那|它", re.IGNORECASE)
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

    def names(self, entity: str) -> bool:
        return any(found["entity"] == entity for found in self.parse.get("entities") or ())


class WishRules:
    """`wishes.yml`, read once."""

    def __init__(self) -> None:
        data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        self._no_wishes = frozenset(data["no_wishes"])
        self._about_products = frozenset(data["about_products"])
        self._one_matter = frozenset(
            frozenset(pair) for line in data["one_matter"] for pair in combinations(line, 2)
        )

    def is_wish(self, intent: str) -> bool:
        return intent not in self._no_wishes

    def apart(self, first: Clause, second: Clause) -> bool:
        if first.intent == second.intent or self._goes_on(first, second):
            return False
        return frozenset((first.intent, second.intent)) not in self._one_matter

    def _goes_on(self, first: Clause, second: Clause) -> bool:
        """Whether "that" is what was asked first, since no product has been spoken of."""
        return (
            second.intent in self._about_products
            and first.intent not in self._about_products
            and not any(clause.names("product") for clause in (first, second))
            and _POINTS_BACK.search(second.text) is not None
        )


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


@dataclass(frozen=True)
class Wishes:
    """`first` and `second` as texts; `intent` is the first one's. One wish has no `second`."""

    intent: str
    first: str
    second: Optional[str] = None


async def wishes_in_clauses(
    text: str, parse: Parse, rules: WishRules, *, sure_from: float
) -> Optional[Wishes]:
    """What the clauses of a message wish, or None where it has one clause or none says it surely.

    A clause counts when understood with a confidence of at least `sure_from`; what lies between
    belongs to the wish before it, and what comes before the first to the first.
    """
    parts = clauses(text)
    read = [Clause(part, await parse(part)) for part in parts]
    sure = [
        (at, clause)
        for at, clause in enumerate(read)
        if rules.is_wish(clause.intent) and clause.confidence >= sure_from
    ]
    if not sure:
        return None
    first = sure[0][1]
    for at, clause in sure[1:]:
        if rules.apart(first, clause):
            second = _without_joint(" ".join(parts[at:]))
            return Wishes(first.intent, " ".join(parts[:at]), second)
    return Wishes(first.intent, text)


def _without_joint(text: str) -> str:
    shorter = _JOINT.sub("", text)
    return text if shorter == text else _without_joint(shorter)


def _words(text: str) -> int:
    return len(_WORD.findall(text))
