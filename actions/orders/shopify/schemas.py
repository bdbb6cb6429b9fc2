"""One order as the shop's API tells it, in the parts that it comes in."""

from dataclasses import dataclass
from typing import Any

from actions.orders.numbers import normalise_order_number

Json = dict[str, Any]


@dataclass(frozen=True)
class ShopOrder:
    """`transactions` are the successful ones; `returns` are oldest first."""

    order: Json
    transactions: tuple[Json, ...]
    returns: tuple[Json, ...]

    @property
    def number(self) -> str | None:
        """As our store spells it."""
        return normalise_order_number(str(self.order["name"]))

    @property
    def path(self) -> str:
        return f"/orders/{self.order['id']}"
