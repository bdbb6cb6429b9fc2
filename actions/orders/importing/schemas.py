"""Records of the import format, as `docs/order-store.md` describes them. Amounts become minor
units and times UTC while they are read."""

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from actions.orders.importing.fields import (
    Amount,
    Attributes,
    Email,
    Identifier,
    LastFour,
    Line,
    Link,
    Locale,
    Moment,
    Name,
    OrderNumber,
    PostalCode,
    Prose,
    Short,
)
from actions.orders.models import MethodKind, OrderState, PaymentKind

Stock = Annotated[int, Field(strict=True, ge=0, le=2_000_000_000)]
Quantity = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VariantRecord(Record):
    """`stock` counts; a shop that does not count says `available` instead."""

    id: Identifier
    options: dict[Name, Line] = {}
    price: Amount
    stock: Stock | None = None
    available: StrictBool | None = None

    @model_validator(mode="after")
    def _says_whether_it_can_be_had(self) -> Self:
        if self.stock is None and self.available is None:
            raise ValueError("needs stock, or available where stock is not counted")
        return self


class ProductRecord(Record):
    id: Identifier
    name: Name
    name_zh: Name | None = None
    category: Name | None = None
    description: Prose | None = None
    url: Link | None = None
    image_url: Link | None = None
    attributes: Attributes = {}
    variants: Annotated[tuple[VariantRecord, ...], Field(min_length=1)]


class AddressRecord(Record):
    line1: Name
    line2: Line = ""
    city: Name
    region: Line = ""
    postal_code: PostalCode
    country: Short


class PaymentMethodRecord(Record):
    id: Identifier
    kind: MethodKind
    brand: Short | None = None
    last_four: LastFour | None = None
    balance: Amount | None = None

    @model_validator(mode="after")
    def _gift_cards_alone_have_a_balance(self) -> Self:
        if (self.kind is MethodKind.GIFT_CARD) != (self.balance is not None):
            raise ValueError("needs a balance if it is a gift card, and must have none otherwise")
        return self


class CustomerRecord(Record):
    id: Identifier
    first_name: Name
    last_name: Line
    email: Email
    locale: Locale | None = None
    address: AddressRecord
    payment_methods: tuple[PaymentMethodRecord, ...] = ()


class ItemRecord(Record):
    """`product_id` is null for what the shop has taken out of its catalogue."""

    variant_id: Identifier
    product_id: Identifier | None
    name: Name
    options: dict[Name, Line] = {}
    price: Amount
    quantity: Quantity = 1


class ShipmentRecord(Record):
    tracking: tuple[Short, ...] = ()
    carrier: Name | None = None
    variant_ids: tuple[Identifier, ...] = ()
    shipped_at: Moment | None = None
    delivered_at: Moment | None = None


class PaymentRecord(Record):
    kind: PaymentKind
    amount: Amount
    method_id: Identifier | None
    at: Moment | None = None


class EventRecord(Record):
    status: OrderState
    at: Moment


class OrderRecord(Record):
    number: OrderNumber
    customer_id: Identifier
    status: OrderState
    placed_at: Moment | None = None
    address: AddressRecord
    items: Annotated[tuple[ItemRecord, ...], Field(min_length=1)]
    shipments: tuple[ShipmentRecord, ...] = ()
    payments: tuple[PaymentRecord, ...] = ()
    history: tuple[EventRecord, ...] = ()


@dataclass(frozen=True)
class ShopData:
    """A checked file: ids are unique and every reference within it resolves."""

    currency: str
    products: tuple[ProductRecord, ...]
    customers: tuple[CustomerRecord, ...]
    orders: tuple[OrderRecord, ...]


@dataclass(frozen=True)
class Tally:
    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class ImportSummary:
    products: Tally
    customers: Tally
    orders: Tally
    catalogue_revision: int
