"""Products as they are told to shoppers. Money is minor units."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class VariantFacts:
    """`stock` is None where the shop does not count: `in_stock` always tells."""

    id: str
    options: dict[str, str]
    price_minor: int
    currency: str
    stock: int | None
    in_stock: bool


@dataclass(frozen=True)
class ProductChoices:
    """What a product is called, in each language, and what one may choose of it, each once."""

    id: str
    names: tuple[str, ...]
    sizes: tuple[str, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True)
class ProductFacts:
    """`price_from_minor` and `price_to_minor` span all variants, sold out or not."""

    id: str
    name: str
    variants: tuple[VariantFacts, ...]
    price_from_minor: int
    price_to_minor: int
    currency: str
    in_stock: bool
    name_zh: str | None = None
    category: str | None = None
    description: str | None = None
    url: str | None = None
    image_url: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
