"""An order of the store as the card that the shopper sees."""

from __future__ import annotations

from datetime import UTC, datetime

from actions.orders.money import to_decimal
from actions.orders.status.schemas import OrderedItem, OrderStatus
from conversations.contract import (
    Money,
    OrderBody,
    OrderCard,
    OrderLine,
    TimelineStep,
    Tracking,
)


def order_body(order: OrderStatus) -> OrderBody:
    return OrderBody(
        OrderCard(
            number=order.number,
            status=order.status,
            items=tuple(_line(item) for item in order.items),
            total=money(order.total_minor, order.currency),
            tracking=tuple(Tracking(found.number, found.carrier) for found in order.tracking),
            timeline=tuple(TimelineStep(step.status, utc_text(step.at)) for step in order.timeline),
        )
    )


def money(minor: int, currency: str) -> Money:
    return Money(to_decimal(minor, currency), currency)


def money_text(minor: int, currency: str) -> str:
    """As it stands in a sentence: `19.90 USD`."""
    return f"{to_decimal(minor, currency)} {currency}"


def item_title(item: OrderedItem) -> str:
    options = ", ".join(item.options.values())
    return f"{item.name} ({options})" if options else item.name


def utc_text(at: datetime | None) -> str | None:
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _line(item: OrderedItem) -> OrderLine:
    return OrderLine(
        title=item.name,
        quantity=item.quantity,
        price=money(item.price_minor, item.currency),
        options=dict(item.options),
        image_url=item.image_url,
    )
