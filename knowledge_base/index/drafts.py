"""An article cut into the texts that get a vector, as it is kept on disk."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from knowledge_base.articles.locales import language_of
from knowledge_base.articles.schemas import LiveArticle
from knowledge_base.index.passages import PassageCutter

_ID_BYTES: Final = 20


class UnitKind(StrEnum):
    TITLE = "title"
    QUESTION = "question"
    """A known question."""
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text with a vector of its own. `shown` is what a shopper is given of it.

    `id` is made of its language and text, so that equal texts share a vector and an unchanged one
    keeps the vector it has.
    """

    id: bytes
    kind: UnitKind
    text: str
    shown: str
    heading: str


@dataclass(frozen=True, slots=True)
class Draft:
    """`digest` is that of the article's content; `units` begin with the title and end with the
    passages in their order."""

    key: str
    article_id: str
    locale: str
    tier: str
    digest: str
    title: str
    url: str | None
    product_id: str | None
    author: str | None
    date: dt.date | None
    verified_purchase: bool
    sponsored: bool
    valid_from: dt.datetime | None
    valid_until: dt.datetime | None
    units: tuple[Unit, ...]

    def holds_at(self, at: dt.datetime) -> bool:
        begun = self.valid_from is None or self.valid_from <= at
        return begun and (self.valid_until is None or self.valid_until > at)

    @property
    def passage_from(self) -> int:
        return sum(unit.kind is not UnitKind.PASSAGE for unit in self.units)


def drafted(article: LiveArticle, cutter: PassageCutter) -> Draft:
    """Cuts an article into its title, its known questions and its passages, in this order."""
    content = article.content
    if content is None:
        raise ValueError(f"{article.key} has no live text")
    units = [_unit(article.locale, UnitKind.TITLE, content.title, content.title)]
    units += [_unit(article.locale, UnitKind.QUESTION, text, text) for text in content.questions]
    for piece in cutter.cut(content.body, locale=article.locale):
        text = piece.text
        if content.product_id is None:
            # A passage seldom repeats what the article is about: its title goes before it. What
            # belongs to a product has the product's name for a title, and gets it when it is asked
            # beside other products.
            context = f"{content.title}: {piece.heading}" if piece.heading else content.title
            text = f"{context}: {text}"
        elif piece.heading:
            text = f"{piece.heading}: {text}"
        units.append(_unit(article.locale, UnitKind.PASSAGE, text, piece.text, piece.heading))
    return Draft(
        key=article.key,
        article_id=article.id,
        locale=article.locale,
        tier=content.tier.value,
        digest=article.digest,
        title=content.title,
        url=content.url,
        product_id=content.product_id,
        author=content.author,
        date=content.date,
        verified_purchase=content.verified_purchase,
        sponsored=content.sponsored,
        valid_from=content.valid_from,
        valid_until=content.valid_until,
        units=tuple({(unit.kind, unit.id): unit for unit in units}.values()),
    )


def _unit(locale: str, kind: UnitKind, text: str, shown: str, heading: str = "") -> Unit:
    hashed = hashlib.sha256(f"{language_of(locale)}\x1f{text}".encode()).digest()
    return Unit(hashed[:_ID_BYTES], kind, text, shown, heading)


def draft_to_json(draft: Draft) -> dict[str, Any]:
    plain = {name: getattr(draft, name) for name in _PLAIN}
    return plain | {
        "date": draft.date.isoformat() if draft.date else None,
        "valid_from": draft.valid_from.isoformat() if draft.valid_from else None,
        "valid_until": draft.valid_until.isoformat() if draft.valid_until else None,
        "units": [
            [unit.kind.value, unit.text, unit.shown if unit.shown != unit.text else None,
             unit.heading] for unit in draft.units
        ],
    }  # fmt: skip


def draft_from_json(plain: dict[str, Any]) -> Draft:
    locale = plain["locale"]
    return Draft(
        date=dt.date.fromisoformat(plain["date"]) if plain["date"] else None,
        # A file of before this field is good still: no article had it.
        valid_from=_moment(plain.get("valid_from")),
        valid_until=_moment(plain["valid_until"]),
        units=tuple(
            _unit(locale, UnitKind(kind), text, text if shown is None else shown, heading)
            for kind, text, shown, heading in plain["units"]
        ),
        **{name: plain[name] for name in _PLAIN},
    )


def _moment(spelt: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(spelt) if spelt else None


_PLAIN: Final = (
    "key", "article_id", "locale", "tier", "digest", "title", "url", "product_id", "author",
    "verified_purchase", "sponsored",
)  # fmt: skip
