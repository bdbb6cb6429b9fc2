"""What kind of customer this is, by plain rules over what is known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from actions.orders.money import to_decimal
from actions.orders.status.schemas import OrderStatus

HIGH_VALUE: Final = Decimal(300)
REGULAR_ORDERS: Final = 3


def segments_of(*, verified: bool, past: int, orders: Sequence[OrderStatus]) -> list[str]:
    """`returning`: wrote before. `regular`: three orders or more. `high_value`: 300 or more, in
    any one currency, is paid and was kept. `goods_on_way_back`: a return or exchange is open.
    Nothing about orders is said of somebody who has not proved who they are."""
    found = ["returning" if past else "first_contact"]
    if not verified:
        return found
    if len(orders) >= REGULAR_ORDERS:
        found.append("regular")
    if max(_kept(orders).values(), default=Decimal(0)) >= HIGH_VALUE:
        found.append("high_value")
    if any(order.request and order.request.settled_at is None for order in orders):
        found.append("goods_on_way_back")
    return found


def _kept(orders: Sequence[OrderStatus]) -> dict[str, Decimal]:
    kept: dict[str, Decimal] = {}
    for order in orders:
        amount = Decimal(to_decimal(order.paid_minor - order.refunded_minor, order.currency))
        kept[order.currency] = kept.get(order.currency, Decimal(0)) + amount
    return kept
