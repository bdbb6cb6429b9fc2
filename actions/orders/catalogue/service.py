"""What the shop sells, for anyone who asks: names, options, prices, stock."""

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.catalogue import repository, search
from actions.orders.catalogue.schemas import ProductChoices, ProductFacts, VariantFacts
from actions.orders.models import Product, Variant

# The names that shops give to options, as imports bring them.
SIZE_OPTIONS = frozenset(
    ("size", "volume", "weight", "capacity", "尺码", "尺寸", "规格", "容量", "净含量", "重量")
)
COLOUR_OPTIONS = frozenset(("colour", "color", "shade", "tint", "颜色", "色号"))


async def product(session: AsyncSession, product_id: str) -> ProductFacts | None:
    """The product with its variants, by its own id or by that of one of its variants; None where
    the catalogue has no such id."""
    found = await repository.get_product(session, product_id)
    if found is None:
        owner = await repository.product_of_variant(session, product_id)
        found = await repository.get_product(session, owner) if owner else None
    return None if found is None else _facts(found)


async def find_products(
    session: AsyncSession, text: str, *, limit: int = 5
) -> tuple[ProductFacts, ...]:
    """Products whose English or Chinese name or category is meant by `text`, best match first."""
    asked, words = search.fold(text), search.search_words(text)
    if not words:
        return ()
    matches = {
        found: search.match(found, asked, words)
        for found in await repository.products_with_any(session, asked, words)
    }
    best_first = sorted(matches, key=lambda found: matches[found], reverse=True)
    return tuple(_facts(found) for found in best_first if any(matches[found]))[:limit]


async def product_choices(session: AsyncSession) -> list[ProductChoices]:
    """Of every product; options that are neither a size nor a colour are left out."""
    options: dict[str, list[dict[str, str]]] = {}
    for product_id, chosen in await repository.variant_options(session):
        options.setdefault(product_id, []).append(chosen)
    return [
        ProductChoices(
            id=product_id,
            names=tuple(name for name in names if name),
            sizes=_values(options.get(product_id, []), SIZE_OPTIONS),
            colours=_values(options.get(product_id, []), COLOUR_OPTIONS),
        )
        for product_id, *names in await repository.product_names(session)
    ]


async def catalogue_revision(session: AsyncSession) -> int:
    """Rises whenever a product or variant changes; 0 before the first import."""
    return await repository.get_revision(session)


def _values(variants: list[dict[str, str]], keys: frozenset[str]) -> tuple[str, ...]:
    values = (
        value for options in variants for key, value in options.items() if key.casefold() in keys
    )
    return tuple(dict.fromkeys(values))


def in_stock(variant: Variant) -> bool:
    return variant.available and (variant.stock is None or variant.stock > 0)


def _facts(found: Product) -> ProductFacts:
    variants = tuple(
        VariantFacts(
            id=variant.id,
            options=dict(variant.options),
            price_minor=variant.price_minor,
            currency=variant.currency,
            stock=variant.stock,
            in_stock=in_stock(variant),
        )
        for variant in found.variants
    )
    prices = [variant.price_minor for variant in variants]
    return ProductFacts(
        id=found.id,
        name=found.name,
        name_zh=found.name_zh,
        category=found.category,
        description=found.description,
        url=found.url,
        image_url=found.image_url,
        attributes=dict(found.attributes),
        variants=variants,
        price_from_minor=min(prices),
        price_to_minor=max(prices),
        currency=variants[0].currency,
        in_stock=any(variant.in_stock for variant in variants),
    )
