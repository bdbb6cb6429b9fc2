"""Sentences with numbers or dates in them, as they are compared between articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from knowledge_base.index.drafts import Draft, UnitKind
from knowledge_base.index.passages import PassageCutter
from knowledge_base.index.tokens import has_han
from knowledge_base.preview.quantities import Quantity, quantities, without_values

_NAME: Final = re.compile(r"(?<=[a-z,;:] )[A-Z][\w’'-]*")
_OPPOSED: Final = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("express overnight priority 加急 特快", "standard regular normal economy 普通 标准"),
        ("exchange exchanged exchanges swap 换货", "refund refunds refunded money return returns"
         " returned 退款 退货"),
        ("refund refunds refunded 退款", "exchange exchanged exchanges 换货"),
        ("sale discounted reduced outlet 特价", "full regular 正价"),
        ("abroad international overseas outside non-eu 海外 国际 境外", "domestic inside within"
         " national 国内 境内"),
        ("退货", "退款"),
        ("summer 夏季", "winter 冬季"),
        ("minimum least min 最低 至少", "maximum most max 最多 最高"),
        ("cancel cancelled cancelling cancellation 取消", "change changed changing edit 修改"),
        ("store pick-up pickup collect 门店", "service support 客服"),
        ("students student 学生", "newsletter subscribers subscribe subscriber"),
        ("monday tuesday wednesday thursday friday weekdays 工作日", "saturday sunday weekend"
         " weekends 周末"),
    )
)  # fmt: skip
_WORD: Final = re.compile(r"[a-z][a-z-]*")
_NO_NAMES: Final = "I We You It If The Monday Friday EUR USD GBP Christmas"
_EVERYDAY: Final = frozenset(_NO_NAMES.split())


@dataclass(frozen=True)
class Statement:
    """`context` is the title and heading that the sentence stands under."""

    key: str
    context: str
    sentence: str
    found: tuple[Quantity, ...]

    @cached_property
    def about(self) -> str:
        """What it says without its values, for a vector."""
        return f"{self.context}: {without_values(self.sentence, self.found)}"

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


def of_other_things(one: Statement, other: Statement) -> bool:
    """Whether each names something the other does not: Norway and Spain, express and standard."""
    names, others = _names(one.whole), _names(other.whole)
    if names and others and not names & others:
        return True
    words, other_words = _words(one.whole), _words(other.whole)
    return any(_apart(words, other_words, *pair) for pair in _OPPOSED)


def _apart(
    words: Collection[str],
    others: Collection[str],
    side: frozenset[str],
    opposite: frozenset[str],
) -> bool:
    has, has_opposite = _holds(words, side), _holds(words, opposite)
    other_has, other_has_opposite = _holds(others, side), _holds(others, opposite)
    one_way = has and not has_opposite and other_has_opposite and not other_has
    return one_way or (has_opposite and not has and other_has and not other_has_opposite)


def _holds(words: Collection[str], wanted: frozenset[str]) -> bool:
    return any(word in wanted for word in words)


def _words(text: str) -> set[str]:
    words = set(_WORD.findall(text.lower()))
    if has_han(text):
        words |= {
            word
            for pair in _OPPOSED
            for side in pair
            for word in side
            if has_han(word) and word in text
        }
    return words


def _names(text: str) -> frozenset[str]:
    """Words with a capital inside a sentence, as names of places have."""
    return frozenset(_NAME.findall(text)) - _EVERYDAY
