"""Stock that goes out and comes back. A variant without a count is available or it is not."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.errors import OrderStoreError
from actions.orders.models import Variant
from actions.orders.pieces import repository


class StockMissingError(OrderStoreError):
    """Somebody else took the last one in this moment. The transaction must be rolled back."""

    code = "variant_out_of_stock"

    def __init__(self, variant_id: str) -> None:
        super().__init__(f"Item {variant_id} is not in stock any more.")


def has_stock(variant: Variant, count: int) -> bool:
    return variant.available and (variant.stock is None or variant.stock >= count)


async def take_stock(session: AsyncSession, variant_ids: Iterable[str]) -> None:
    """One piece for each id. Raises `StockMissingError`. What has left the catalogue has no stock
    to take."""
    counts = Counter(variant_ids)
    known = await repository.variants(session, set(counts))
    for variant_id in sorted(counts):  # the same order for everyone, so that nobody deadlocks
        variant = known.get(variant_id)
        if variant is None:
            continue
        uncounted = variant.stock is None and variant.available
        if not uncounted and not await repository.take(session, variant_id, counts[variant_id]):
            raise StockMissingError(variant_id)


async def put_stock_back(session: AsyncSession, variant_ids: Iterable[str]) -> None:
    counts = Counter(variant_ids)
    for variant_id in sorted(counts):
        await repository.put_back(session, variant_id, counts[variant_id])
