"""The facts that an answer rests on, spelt the same way when told and when looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from actions.orders.catalogue.schemas import ProductFacts, VariantFacts
from actions.product_facts import PRICE, STOCK, asked_variants, price_text
from conversations.contract import FactKind, ToldFact
from knowledge_base.search.schemas import Passage

IN_STOCK: Final = "in stock"
SOLD_OUT: Final = "sold out"
MOST_VARIANTS: Final = 12
_OF_VARIANT: Final = "\n"


def price_told(facts: ProductFacts) -> ToldFact:
    return ToldFact(FactKind.PRICE, facts.id, price_text(facts))


def sentence_told(text: str, facts: ProductFacts) -> tuple[ToldFact, ...]:
    """What `facts_sentence` rests on when it answers `text`."""
    if PRICE.search(text):
        return (price_told(facts),)
    return stock_told(facts, asked_variants(text, facts)) if STOCK.search(text) else ()


def stock_told(facts: ProductFacts, asked: Iterable[VariantFacts]) -> tuple[ToldFact, ...]:
    """Of the variants that were asked for, of the product as a whole where none was."""
    told = tuple(
        ToldFact(
            FactKind.STOCK, f"{facts.id}{_OF_VARIANT}{variant.id}", stock_value(variant.in_stock)
        )
        for variant in asked
    )[:MOST_VARIANTS]
    return told or (ToldFact(FactKind.STOCK, facts.id, stock_value(facts.in_stock)),)


def promotion_told(passage: Passage) -> tuple[ToldFact, ...]:
    """Only of a text that says until when it holds."""
    if passage.valid_until is None:
        return ()
    key = f"{passage.locale}:{passage.article_id}"
    until = passage.valid_until.isoformat()
    return (ToldFact(FactKind.PROMOTION, key, passage.digest, until),)


def stock_value(there: bool) -> str:
    return IN_STOCK if there else SOLD_OUT


def product_and_variant(of: str) -> tuple[str, str | None]:
    """What `stock_told` wrote into a fact's `of`."""
    product, mark, variant = of.partition(_OF_VARIANT)
    return product, variant if mark else None
