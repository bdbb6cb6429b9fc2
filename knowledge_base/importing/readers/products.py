"""What a product feed says of a product, as the text of an article.

Prices and stock are left out: they change by the hour and are the catalogue's, which the bot asks
itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from bs4 import BeautifulSoup

from knowledge_base.importing.readers.rows import Row

_FACTS: Final = {
    "brand": "Brand",
    "product_type": "Kind",
    "color": "Colours",
    "size": "Sizes",
    "material": "Material",
    "pattern": "Pattern",
    "gender": "For",
    "age_group": "Age group",
    "condition": "Condition",
    "product_length": "Length",
    "product_width": "Width",
    "product_height": "Height",
    "product_weight": "Weight",
    "energy_efficiency_class": "Energy class",
    "gtin": "GTIN",
    "mpn": "Manufacturer's number",
}
_SAID_ONCE: Final = frozenset({"id", "title", "description", "link", "item_group_id"})


@dataclass
class Product:
    """One item of a feed; `line` is where it begins."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)
    details: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        _put(self.values, name, _plain(value))

    def add_detail(self, name: str, value: str) -> None:
        if name:
            _put(self.details, name, _plain(value))

    def first(self, name: str) -> str:
        return self.values.get(name, [""])[0]

    def join(self, other: Product) -> None:
        """Takes up what another variant of the same product says."""
        for name, values in other.values.items():
            for value in values if name not in _SAID_ONCE else ():
                _put(self.values, name, value)
        for name, values in other.details.items():
            for value in values:
                _put(self.details, name, value)


def product_rows(products: Iterable[Product]) -> Iterator[Row]:
    """One row for each product; variants that name the same `item_group_id` are one."""
    groups: dict[str, Product] = {}
    lines: dict[str, int] = {}
    for product in products:
        if problem := _problem(product, lines):
            yield Row(product.line, None, problem)
            continue
        lines[product.first("id")] = product.line
        group = product.first("item_group_id") or product.first("id")
        if group in groups:
            groups[group].join(product)
        else:
            groups[group] = product
    for group, product in groups.items():
        body = "\n\n".join(part for part in (product.first("description"), _facts(product)) if part)
        yield Row(
            product.line,
            None,
            {
                "id": f"product/{group}",
                "title": product.first("title"),
                "body": body,
                "tier": "product",
                "product_id": group,
                "url": product.first("link"),
            }
            if body
            else "it has neither a description nor facts",
        )


def _problem(product: Product, lines: dict[str, int]) -> str | None:
    missing = [name for name in ("id", "title") if not product.first(name)]
    if missing:
        return "; ".join(f"{name} is missing" for name in missing)
    if product.first("id") in lines:
        return f"{product.first('id')} repeats line {lines[product.first('id')]}"
    return None


def _facts(product: Product) -> str:
    facts = [
        f"- {title}: {', '.join(product.values[name])}"
        for name, title in _FACTS.items()
        if name in product.values
    ]
    facts += [f"- {value}" for value in product.values.get("product_highlight", [])]
    facts += [f"- {name}: {', '.join(values)}" for name, values in product.details.items()]
    return "\n".join(facts)


def _put(values: dict[str, list[str]], name: str, value: str) -> None:
    if value and value not in values.setdefault(name, []):
        values[name].append(value)
    if not values.get(name):
        values.pop(name, None)


def _plain(value: str) -> str:
    """Descriptions come as HTML from many shops."""
    text = BeautifulSoup(value, "html.parser").get_text("\n") if "<" in value else value
    return "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
