"""Single pieces of an order, by their variant ids; two of the same are named twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from actions.orders.changes.errors import RefusalCode
from actions.orders.changes.work import PERSON, Work
from actions.orders.models import Order, OrderItem, Variant
from actions.orders.pieces import repository
from actions.orders.pieces.stock import has_stock


@dataclass(frozen=True)
class Swap:
    """One piece of `item` for one of `variant`."""

    item: OrderItem
    variant: Variant

    @property
    def difference_minor(self) -> int:
        return self.variant.price_minor - self.item.price_minor


def chosen_pieces(work: Work, order: Order, variant_ids: Sequence[str]) -> list[OrderItem]:
    """The line of each piece named, in the order named."""
    work.require(
        "items.named",
        bool(variant_ids),
        "Every item that is meant must be named, all in one request.",
        RefusalCode.ITEMS_MISSING,
    )
    left = Counter({item.position: item.quantity for item in order.items})
    lines = []
    for variant_id in variant_ids:
        line = next(
            (i for i in order.items if i.variant_id == variant_id and left[i.position] > 0), None
        )
        if line is None:
            work.refuse(
                "items.in_order",
                f"Order {order.number} has not so many pieces of item {variant_id}.",
                RefusalCode.ITEM_NOT_IN_ORDER,
            )
        left[line.position] -= 1
        lines.append(line)
    return lines


async def chosen_swaps(
    work: Work,
    order: Order,
    variant_ids: Sequence[str],
    new_variant_ids: Sequence[str],
    *,
    same_variant: bool = False,
) -> list[Swap]:
    """Each piece with the variant in the same place of the second list: of the same product, in
    stock, and another one unless `same_variant`."""
    work.require(
        "items.pairs",
        len(variant_ids) == len(new_variant_ids),
        "Each item needs exactly one new item, in the same place.",
        RefusalCode.ITEMS_DO_NOT_PAIR,
    )
    lines = chosen_pieces(work, order, variant_ids)
    found = await repository.variants(work.session, set(new_variant_ids))
    swaps = [
        _swap(work, order, line, found.get(new), new, same_variant)
        for line, new in zip(lines, new_variant_ids, strict=True)
    ]
    for variant, count in Counter(swap.variant for swap in swaps).items():
        work.require(
            "items.in_stock",
            has_stock(variant, count),
            f"Item {variant.id} must be in stock"
            + (f" ({variant.stock} left)." if variant.stock is not None else "."),
            RefusalCode.VARIANT_OUT_OF_STOCK,
            instead=("product", PERSON),
        )
    return swaps


def _swap(
    work: Work,
    order: Order,
    line: OrderItem,
    variant: Variant | None,
    new_id: str,
    same_variant: bool,
) -> Swap:
    if variant is None:
        work.refuse(
            "items.known",
            f"The catalogue has no item {new_id}.",
            RefusalCode.VARIANT_NOT_FOUND,
            instead=("product",),
        )
    work.require(
        "items.same_product",
        variant.product_id == line.product_id,
        f"Item {new_id} must be of the same product as {line.name} ({line.variant_id}).",
        RefusalCode.VARIANT_OF_OTHER_PRODUCT,
        instead=("product",),
    )
    work.require(
        "items.other_variant",
        same_variant or variant.id != line.variant_id,
        f"Item {new_id} must be another than the one that is ordered.",
        RefusalCode.VARIANT_UNCHANGED,
        instead=("product",),
    )
    work.require(
        "items.same_currency",
        variant.currency == order.currency,
        f"Item {new_id} must be priced in {order.currency}.",
        RefusalCode.CURRENCY_DIFFERS,
        instead=(PERSON,),
    )
    return Swap(line, variant)
