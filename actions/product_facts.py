"""What the catalogue itself answers: price, stock, colours and sizes."""

from __future__ import annotations

import re

from actions.order_card import money_text
from actions.orders.catalogue.schemas import ProductFacts, VariantFacts
from actions.product_meant import product_name
from actions.wording import Wording

PRICE = re.compile(
    r"\b(?:price|prices|cost|costs|how mu?ch|expensive)\b|多少钱|价格|价钱|几块|贵吗", re.IGNORECASE
)
STOCK = re.compile(
    r"\b(?:stock|available|sold out|left|do you (?:still )?have)\b|有货|库存|缺货|还有",
    re.IGNORECASE,
)
OPTIONS = re.compile(
    r"\b(?:colou?rs?|shades?|sizes|which size|what size|come in|options)\b"
    r"|颜色|色号|尺码|几个色|大小",
    re.IGNORECASE,
)
LISTED = 8


def facts_sentence(text: str, facts: ProductFacts, wording: Wording, language: str) -> str | None:
    """The answer to a question of price, stock or options; None for any other question."""
    name = product_name(facts, language)
    if PRICE.search(text):
        return wording.text(language, "product_price", name=name, price=price_text(facts))
    if STOCK.search(text):
        return stock_sentence(text, facts, wording, language)
    if OPTIONS.search(text) and options_text(facts):
        return wording.text(language, "product_options", name=name, options=options_text(facts))
    return None


def price_text(facts: ProductFacts) -> str:
    lowest = money_text(facts.price_from_minor, facts.currency)
    if facts.price_from_minor == facts.price_to_minor:
        return lowest
    return f"{lowest} – {money_text(facts.price_to_minor, facts.currency)}"


def stock_sentence(text: str, facts: ProductFacts, wording: Wording, language: str) -> str:
    """Whether there is any of the options named in `text`, of all options where none is."""
    name = product_name(facts, language)
    wanted = asked_variants(text, facts) or list(facts.variants)
    there = [variant for variant in wanted if variant.in_stock]
    if not there:
        return wording.text(language, "product_out_of_stock", name=name)
    named = [" / ".join(variant.options.values()) for variant in there if variant.options]
    listed = ", ".join(dict.fromkeys(named[:LISTED]))
    options = wording.text(language, "stock_options", list=listed) if listed else ""
    return wording.text(language, "product_in_stock", name=name, options=options)


def asked_variants(text: str, facts: ProductFacts) -> list[VariantFacts]:
    """Those with an option that is named in `text`."""
    return [
        variant
        for variant in facts.variants
        if any(_mentions(text, value) for value in variant.options.values())
    ]


def _mentions(text: str, value: str) -> bool:
    """As a word of its own; Chinese has no spaces and may stand right beside it."""
    letter = r"[^\W\u3400-\u9fff]"
    return (
        re.search(f"(?<!{letter}){re.escape(value)}(?!{letter})", text, re.IGNORECASE) is not None
    )


def options_text(facts: ProductFacts) -> str:
    by_name: dict[str, list[str]] = {}
    for variant in facts.variants:
        for name, value in variant.options.items():
            values = by_name.setdefault(name, [])
            if value not in values:
                values.append(value)
    return "; ".join(f"{name}: {', '.join(values)}" for name, values in by_name.items())
