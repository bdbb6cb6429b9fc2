"""What the shop sells, for anyone who asks: names, options, prices, stock."""

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.catalogue import repository, search
from actions.orders.catalogue.schemas import ProductFacts, VariantFacts
from actions.orders.models import Product, Variant


async def product(session: AsyncSession, product_id: str) -> ProductFacts | None:
    """The product with its variants, or None where the catalogue has no such id."""
    found = await repository.get_product(session, product_id)
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


async def product_names(session: AsyncSession) -> list[tuple[str, str]]:
    """`(product id, name)` for every name: a product with a Chinese name is in it twice."""
    return [
        (product_id, name)
        for product_id, *names in await repository.product_names(session)
        for name in names
        if name
    ]


async def catalogue_revision(session: AsyncSession) -> int:
    """Rises whenever a product or variant changes; 0 before the first import."""
    return await repository.get_revision(session)


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
