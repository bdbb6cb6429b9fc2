"""Lines of plans that speak of pieces."""

from actions.orders.changes.schemas import PlanLine
from actions.orders.models import OrderItem
from actions.orders.money import to_decimal
from actions.orders.pieces.selection import Swap


def options_text(options: dict[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in options.items()) or "as it is"


def swap_line(swap: Swap, currency: str) -> PlanLine:
    item, variant = swap.item, swap.variant
    old, new = (to_decimal(minor, currency) for minor in (item.price_minor, variant.price_minor))
    return PlanLine(
        "swap",
        f"{item.name}: {options_text(variant.options)} ({new} {currency}) "
        f"instead of {options_text(item.options)} ({old} {currency}).",
        values={
            "name": item.name,
            "item": item.variant_id,
            "new_item": variant.id,
            "options": " / ".join(item.options.values()),
            "new_options": " / ".join(variant.options.values()),
        },
    )


def piece_line(item: OrderItem, currency: str) -> PlanLine:
    price = to_decimal(item.price_minor, currency)
    return PlanLine(
        "piece",
        f"{item.name} ({options_text(item.options)}, {price} {currency}) is sent back.",
        values={"name": item.name, "item": item.variant_id},
    )
