"""Finding the published passage that answers a question, or saying that there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from knowledge_base.articles.locales import normalise_locale
from knowledge_base.articles.models import Tier
from knowledge_base.index.scoring import Scored
from knowledge_base.index.view import IndexView
from knowledge_base.search.locales import locales_for
from knowledge_base.search.schemas import Passage, SearchResult, Stance

ALL_TIERS: Final = frozenset(tier.value for tier in Tier)
MAX_QUERY_CHARS: Final = 1_000
MAX_RESULTS: Final = 50


class KnowledgeSearch:
    """Asks one view, in the shopper's language first and then in the shop's own."""

    def __init__(self, view: IndexView, *, default_locale: str = "en") -> None:
        self._view = view
        self._default_locale = normalise_locale(default_locale) or "en"

    async def search(
        self,
        query: str,
        *,
        locale: str = "en",
        top: int = 3,
        tiers: frozenset[str] | None = None,
        product_id: str | None = None,
    ) -> SearchResult:
        """At most `top` passages of the first locale that answers, else of the first with any.

        Locales are tried in this order: Chinese for a question in Chinese, the one given, its
        language, the shop's. `tiers` None means all; `product_id` keeps to what was written about
        that product. Of a longer question the first 1,000 characters count. Never raises for what
        a shopper may type.
        """
        asked = " ".join(query.split())[:MAX_QUERY_CHARS]
        best: tuple[Passage, ...] = ()
        if any(char.isalnum() for char in asked):
            for tried in locales_for(asked, locale, self._default_locale):
                found = await self._view.find(
                    asked,
                    locale=tried,
                    tiers=(ALL_TIERS if tiers is None else tiers) & ALL_TIERS,
                    product_id=product_id,
                    most=max(1, min(top, MAX_RESULTS)),
                )
                passages = tuple(passage_of(scored) for scored in found)
                enough = self._view.answers_from(tried, within_product=product_id is not None)
                if passages and passages[0].score >= enough:
                    return SearchResult(query, passages, answered=True)
                best = best or passages
        return SearchResult(query, best, answered=False)

    async def stances(self, passages: Sequence[Passage]) -> list[Stance]:
        """Whether each passage speaks for its thing or against it; they are of one language."""
        if not passages:
            return []
        return await self._view.stances(
            [passage.text for passage in passages], locale=passages[0].locale
        )

    async def likeness(
        self, texts: Sequence[str], about: Sequence[str], *, locale: str
    ) -> list[float]:
        """How near each text comes to the nearest of `about`, by meaning, up to 1."""
        return await self._view.likeness(texts, about, locale=locale)


def help_path(article_id: str, locale: str) -> str:
    return f"/help/{quote(article_id)}?locale={quote(locale)}"


def passage_of(scored: Scored) -> Passage:
    source = scored.draft
    return Passage(
        article_id=source.article_id,
        title=source.title,
        text=scored.passage.shown,
        score=scored.score,
        tier=source.tier,
        url=source.url or help_path(source.article_id, source.locale),
        locale=source.locale,
        author=source.author,
        date=source.date,
        product_id=source.product_id,
        verified_purchase=source.verified_purchase,
        sponsored=source.sponsored,
        valid_until=source.valid_until,
        digest=source.digest,
        pinned=scored.pinned,
    )
