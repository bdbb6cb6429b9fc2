"""An order as it is shown: plain values, no session behind them. Money is minor units."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Address:
    line1: str
    line2: str
    city: str
    region: str
    postal_code: str
    country: str


@dataclass(frozen=True)
class OrderedItem:
    """A line as it was bought; `price_minor` is of one piece."""

    name: str
    price_minor: int
    currency: str
    quantity: int
    variant_id: str
    product_id: str | None = None
    options: dict[str, str] = field(default_factory=dict)
    image_url: str | None = None


@dataclass(frozen=True)
class Tracking:
    number: str
    carrier: str | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None


@dataclass(frozen=True)
class TimelineStep:
    """A status that the order has reached; `at` is None where the shop did not say when."""

    status: str
    at: datetime | None = None


@dataclass(frozen=True)
class Refund:
    """Money given back; the method is None where the shop did not say which."""

    amount_minor: int
    currency: str
    at: datetime | None = None
    method_kind: str | None = None
    method_last_four: str | None = None
    method_id: str | None = None


@dataclass(frozen=True)
class Movement:
    """A payment or a refund as it was booked, those taken back again included."""

    kind: str
    amount_minor: int
    method_id: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class OpenRequest:
    """A return or exchange. `amount_minor` is refunded when positive, paid when negative, once
    the goods are back; `settled_at` says when that was."""

    kind: str
    items: tuple[str, ...]
    new_items: tuple[str, ...]
    amount_minor: int
    method_id: str | None
    requested_at: datetime
    settled_at: datetime | None = None


@dataclass(frozen=True)
class OrderStatus:
    """`total_minor` is the price of all items; `timeline` runs from the first status to now."""

    number: str
    status: str
    customer_id: str
    version: int
    items_changed: bool
    placed_at: datetime | None
    address: Address
    items: tuple[OrderedItem, ...]
    total_minor: int
    paid_minor: int
    refunded_minor: int
    currency: str
    tracking: tuple[Tracking, ...]
    timeline: tuple[TimelineStep, ...]
    refunds: tuple[Refund, ...]
    movements: tuple[Movement, ...] = ()
    request: OpenRequest | None = None
