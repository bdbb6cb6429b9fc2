"""The variables of saved replies, and which of them a conversation can fill."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.orders.status.schemas import OrderStatus
from actions.orders.verification.schemas import VerifiedCustomer
from console.inbox.order_schemas import order_view

VARIABLE = re.compile(r"\{\{\s*([a-z_.]+)\s*\}\}")
NAMES = (
    "shopper.name",
    "shopper.first_name",
    "agent.name",
    "shop.name",
    "order.number",
    "order.status",
    "order.total",
    "order.tracking",
)


def unknown_variables(texts: Iterable[str]) -> list[str]:
    """What would never be filled, each once."""
    found = (name for text in texts for name in VARIABLE.findall(text))
    return [name for name in dict.fromkeys(found) if name not in NAMES]


def known_values(
    *, agent: str, shop: str, customer: VerifiedCustomer | None, order: OrderStatus | None
) -> dict[str, str]:
    """Only what is true of this conversation; the names and orders of nobody who is unproven."""
    values = {"agent.name": agent, "shop.name": shop}
    if customer is not None:
        values["shopper.name"] = customer.name
        values["shopper.first_name"] = customer.name.split(" ")[0]
    if order is not None:
        total = order_view(order).total
        values["order.number"] = order.number
        values["order.status"] = order.status.replace("_", " ")
        values["order.total"] = f"{total.amount} {total.currency}"
        if order.tracking:
            values["order.tracking"] = ", ".join(parcel.number for parcel in order.tracking)
    return {name: value for name, value in values.items() if value}
