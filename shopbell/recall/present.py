"""What a fact that was told is now, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.catalogue.service import product
from actions.product_meant import product_name
from actions.told import IN_STOCK, price_told, product_and_variant, stock_value
from conversations.contract import Source, Tier
from knowledge_base.articles.schemas import LiveArticle
from knowledge_base.articles.service import live_article
from knowledge_base.recall.schemas import PRICE, STOCK, Fact
from knowledge_base.search.service import help_path

MOST_SHOWN: Final = 600
TEXTS: Final = {
    "en": {
        "price": "I told you that {name} costs {told}. That has changed: it costs {now} now.",
        "in": "I told you that {name} was sold out. It is back in stock.",
        "out": "I told you that {name} was in stock. It is sold out now.",
        "promotion": 'What I told you about "{name}" has changed. It now says: {now}',
        "withdrawn": 'What I told you about "{name}" no longer holds: the shop has withdrawn it.',
    },
    "zh": {
        "price": "我之前告诉您{name}的价格是{told}。价格有变，现在是{now}。",
        "in": "我之前告诉您{name}已售罄。现在又有货了。",
        "out": "我之前告诉您{name}有货。现在已经售罄。",
        "promotion": "我之前告诉您的“{name}”有变化。现在的内容是：{now}",
        "withdrawn": "我之前告诉您的“{name}”已不再有效：本店已撤回。",
    },
}


@dataclass(frozen=True)
class Present:
    """`fact` as it is now. `product` or `article` is what it is about; an article that was
    withdrawn is None and has its last title."""

    fact: Fact
    product: ProductFacts | None = None
    article: LiveArticle | None = None
    title: str = ""
    options: str = ""

    def sentence(self, told: str, language: str) -> str:
        texts = TEXTS[language]
        name = self._name(language)
        if self.fact.kind == PRICE:
            return texts["price"].format(name=name, told=told, now=self.fact.value)
        if self.fact.kind == STOCK:
            return texts["in" if self.fact.value == IN_STOCK else "out"].format(name=name)
        if self.article is None or self.article.content is None:
            return texts["withdrawn"].format(name=name)
        return texts["promotion"].format(name=name, now=_shortened(self.article.content.body))

    def sources(self, language: str) -> tuple[Source, ...]:
        if self.product is not None:
            name = product_name(self.product, language)
            return (Source(Tier.PRODUCT, name, self.product.url),)
        if self.article is None or self.article.content is None:
            return ()
        content = self.article.content
        url = content.url or help_path(self.article.id, self.article.locale)
        return (Source(Tier(content.tier.value), content.title, url),)

    def _name(self, language: str) -> str:
        if self.product is not None:
            name = product_name(self.product, language)
            return f"{name} ({self.options})" if self.options else name
        return self.title or self.fact.of.partition(":")[2]


async def present(session: AsyncSession, told: Fact, *, at: datetime) -> Present | None:
    """What it is at `at`; None where the fact cannot be looked at any more: its product is gone."""
    if told.kind not in (PRICE, STOCK):
        article, title = await live_article(session, told.of, at=at)
        value = article.digest if article is not None else ""
        return Present(Fact(told.kind, told.of, value), article=article, title=title)
    product_id, variant_id = product_and_variant(told.of)
    facts = await product(session, product_id)
    if facts is None:
        return None
    if told.kind == PRICE:
        return Present(Fact(PRICE, told.of, price_told(facts).value), product=facts)
    if variant_id is None:
        return Present(Fact(STOCK, told.of, stock_value(facts.in_stock)), product=facts)
    variants = {variant.id: variant for variant in facts.variants}
    variant = variants.get(variant_id)
    return Present(
        Fact(STOCK, told.of, stock_value(variant is not None and variant.in_stock)),
        product=facts,
        options=" / ".join(variant.options.values()) if variant is not None else "",
    )


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1].rstrip() + "…"
