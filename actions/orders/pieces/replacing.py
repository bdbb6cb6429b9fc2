"""Put other variants into an order's lines, piece by piece."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import Order, OrderItem
from actions.orders.pieces.selection import Swap


@dataclass(frozen=True)
class Replacement:
    """What one piece of `item` becomes; the price is as it was agreed."""

    item: OrderItem
    variant_id: str
    options: dict[str, str]
    price_minor: int


def agreed(swaps: Sequence[Swap]) -> list[Replacement]:
    return [
        Replacement(s.item, s.variant.id, dict(s.variant.options), s.variant.price_minor)
        for s in swaps
    ]


async def replace_pieces(
    session: AsyncSession, order: Order, replacements: Sequence[Replacement]
) -> None:
    """A line of one piece becomes the new variant; of a line of several, the pieces that change
    become lines of their own."""
    for new in replacements:
        line = new.item
        if line.quantity > 1:
            line.quantity -= 1
            line = OrderItem(
                order_number=order.number,
                position=max(item.position for item in order.items) + 1,
                product_id=line.product_id,
                name=line.name,
                quantity=1,
            )
            order.items.append(line)
        line.variant_id = new.variant_id
        line.options = new.options
        line.price_minor = new.price_minor
    await session.flush()
