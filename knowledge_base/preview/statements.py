"""Sentences with numbers or dates in them, as they are compared between articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge_base.index.drafts import Draft, UnitKind
from knowledge_base.index.passages import PassageCutter
from knowledge_base.preview.quantities import Quantity, quantities, without_values


@dataclass(frozen=True)
class Statement:
    """`context` is the title and heading that the sentence stands under."""

    key: str
    context: str
    sentence: str
    found: tuple[Quantity, ...]

    @cached_property
    def plain(self) -> str:
        """The sentence without its values."""
        return without_values(self.sentence, self.found)

    @cached_property
    def about(self) -> str:
        """What it says without its values, and of what, for a vector."""
        return f"{self.context}: {self.plain}"

    @cached_property
    def whole(self) -> str:
        return f"{self.context}. {self.sentence}"

    def values(self, kind: str) -> frozenset[float]:
        return frozenset().union(*(one.values for one in self.found if one.kind == kind))

    def said(self, kind: str) -> tuple[str, ...]:
        return tuple(one.said for one in self.found if one.kind == kind)


def statements(draft: Draft, cutter: PassageCutter) -> Iterator[Statement]:
    """Those of an article's sentences that have a number with a unit or a date in them."""
    for unit in draft.units:
        if unit.kind is UnitKind.PASSAGE:
            context = f"{draft.title}, {unit.heading}" if unit.heading else draft.title
            for line in unit.shown.splitlines():
                for sentence in cutter.sentences(line.removeprefix("- "), locale=draft.locale):
                    found = quantities(sentence)
                    if found:
                        yield Statement(draft.key, context, sentence, found)


def differing_kinds(one: Statement, other: Statement) -> tuple[str, ...]:
    """The kinds of which each says something that the other does not."""
    kinds = {quantity.kind for quantity in one.found} & {q.kind for q in other.found}
    return tuple(
        kind
        for kind in sorted(kinds)
        if one.values(kind) - other.values(kind) and other.values(kind) - one.values(kind)
    )
