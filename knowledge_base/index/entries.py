"""An article as the index holds it: its texts, their words and their vectors."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.schemas import LiveArticle
from knowledge_base.index.passages import PassageCutter
from knowledge_base.index.tokens import codes, tokens


class UnitKind(StrEnum):
    QUESTION = "question"
    """The title or a known question."""
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text with a vector of its own. `shown` is what a shopper is given of it."""

    id: str
    kind: UnitKind
    text: str
    shown: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Draft:
    """An article whose texts are cut but perhaps not encoded yet."""

    key: str
    article_id: str
    locale: str
    tier: str
    title: str
    url: str | None
    product_id: str | None
    author: str | None
    date: dt.date | None
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """`vectors` has a row of unit length for each of `draft.units`, in their order."""

    draft: Draft
    vectors: NDArray[np.float32]
    words: frozenset[str]
    codes: frozenset[str]
    passage_from: int

    @property
    def key(self) -> str:
        return self.draft.key


def drafted(article: LiveArticle, cutter: PassageCutter) -> Draft:
    """Cuts an article into its title, its known questions and its passages, in this order."""
    content = article.content
    if content is None:
        raise ValueError(f"{article.key} has no live text")
    asked = dict.fromkeys((content.title, *content.questions))
    units = [_unit(article.key, UnitKind.QUESTION, text, text) for text in asked]
    for piece in cutter.cut(content.body, locale=article.locale):
        # A passage seldom repeats what the article is about: its title goes before it.
        context = f"{content.title}: {piece.heading}" if piece.heading else content.title
        text = f"{context}: {piece.text}"
        units.append(_unit(article.key, UnitKind.PASSAGE, text, piece.text))
    return Draft(
        key=article.key,
        article_id=article.id,
        locale=article.locale,
        tier=content.tier.value,
        title=content.title,
        url=content.url,
        product_id=content.product_id,
        author=content.author,
        date=content.date,
        units=tuple({unit.id: unit for unit in units}.values()),
    )


def encoded(draft: Draft, vectors: Sequence[NDArray[np.float32]]) -> Entry:
    questions = sum(unit.kind is UnitKind.QUESTION for unit in draft.units)
    return Entry(
        draft=draft,
        vectors=np.asarray(vectors, dtype=np.float32),
        words=frozenset().union(*(unit.words for unit in draft.units)),
        codes=frozenset().union(*(codes(unit.text) for unit in draft.units)),
        passage_from=questions,
    )


def _unit(key: str, kind: UnitKind, text: str, shown: str) -> Unit:
    """Its id is made of its content, so that an unchanged text keeps the vector it has."""
    digest = hashlib.sha256("\x1f".join((key, kind.value, text)).encode()).hexdigest()[:40]
    return Unit(id=digest, kind=kind, text=text, shown=shown, words=tokens(text))
