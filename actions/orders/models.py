"""Tables of the order store. Money is whole minor units (cents) with an ISO 4217 currency.

Rows carry `source_digest`, the fingerprint of the imported record that they were last written
from: importing the same record again leaves alone what has happened to the row since.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy_utc import UtcDateTime

ID = String(64)
CURRENCY = String(3)


class OrderState(StrEnum):
    PENDING = "pending"
    PROCESSED = "processed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURN_REQUESTED = "return_requested"
    RETURNED = "returned"
    EXCHANGE_REQUESTED = "exchange_requested"
    REFUNDED = "refunded"


class PaymentKind(StrEnum):
    PAYMENT = "payment"
    REFUND = "refund"


class MethodKind(StrEnum):
    CREDIT_CARD = "credit_card"
    PAYPAL = "paypal"
    GIFT_CARD = "gift_card"
    ALIPAY = "alipay"
    WECHAT_PAY = "wechat_pay"


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class AddressColumns:
    """A postal address, kept by value: an order's does not follow the customer's."""

    line1: Mapped[str] = mapped_column(Text)
    line2: Mapped[str] = mapped_column(Text, default="")
    city: Mapped[str] = mapped_column(Text)
    region: Mapped[str] = mapped_column(Text, default="")
    postal_code: Mapped[str] = mapped_column(String(32))
    country: Mapped[str] = mapped_column(String(64))


class Product(Base):
    __tablename__ = "products"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    name_zh: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    image_url: Mapped[str | None] = mapped_column(Text)
    attributes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    search_text: Mapped[str] = mapped_column(Text)  # casefolded names and category
    source_digest: Mapped[str] = mapped_column(String(64), default="")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    variants: Mapped[list["Variant"]] = relationship(order_by="Variant.position", lazy="raise")


class Variant(Base):
    """What is bought. `stock` is None where the shop only says available or not."""

    __tablename__ = "product_variants"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        CheckConstraint("stock >= 0", name="stock_not_negative"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey("products.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    options: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    price_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CURRENCY)
    stock: Mapped[int | None] = mapped_column(Integer)
    available: Mapped[bool] = mapped_column(default=True)


class CatalogueRevision(Base):
    """One row: raised whenever products or variants change, so that caches know to look again."""

    __tablename__ = "catalogue_revision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(Integer, default=0)


class Customer(AddressColumns, Base):
    __tablename__ = "customers"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(Text, index=True)  # as `emails.email_key` makes it
    locale: Mapped[str | None] = mapped_column(String(16))
    source_digest: Mapped[str] = mapped_column(String(64), default="")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    payment_methods: Mapped[list["PaymentMethod"]] = relationship(
        order_by="PaymentMethod.position", lazy="raise"
    )


class PaymentMethod(Base):
    """A way to pay that a customer has on file. Only gift cards have a balance."""

    __tablename__ = "payment_methods"
    __table_args__ = (CheckConstraint("balance_minor >= 0", name="balance_not_negative"),)

    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(32))
    brand: Mapped[str | None] = mapped_column(String(64))
    last_four: Mapped[str | None] = mapped_column(String(4))
    balance_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CURRENCY)


class Order(AddressColumns, Base):
    """`version` rises with every change, for compare-and-swap; `items_changed` happens once."""

    __tablename__ = "orders"

    number: Mapped[str] = mapped_column(ID, primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    status: Mapped[str] = mapped_column(String(32))
    currency: Mapped[str] = mapped_column(CURRENCY)
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    items_changed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
    source_digest: Mapped[str] = mapped_column(String(64), default="")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    customer: Mapped[Customer] = relationship(lazy="raise")
    items: Mapped[list["OrderItem"]] = relationship(order_by="OrderItem.position", lazy="raise")
    shipments: Mapped[list["Shipment"]] = relationship(order_by="Shipment.position", lazy="raise")
    payments: Mapped[list["Payment"]] = relationship(order_by="Payment.position", lazy="raise")
    history: Mapped[list["OrderEvent"]] = relationship(order_by="OrderEvent.position", lazy="raise")


class OrderItem(Base):
    """A line as it was bought. Its variant may have left the catalogue since: no foreign key."""

    __tablename__ = "order_items"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    order_number: Mapped[str] = mapped_column(ForeignKey("orders.number"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    variant_id: Mapped[str] = mapped_column(ID, index=True)
    product_id: Mapped[str | None] = mapped_column(ForeignKey("products.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    options: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    price_minor: Mapped[int] = mapped_column(BigInteger)
    quantity: Mapped[int] = mapped_column(Integer, default=1)

    product: Mapped[Product | None] = relationship(lazy="raise")


class Shipment(Base):
    """One parcel or several sent together: each tracking number is one parcel."""

    __tablename__ = "order_shipments"

    order_number: Mapped[str] = mapped_column(ForeignKey("orders.number"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    tracking: Mapped[list[str]] = mapped_column(JSON, default=list)
    carrier: Mapped[str | None] = mapped_column(Text)
    variant_ids: Mapped[list[str]] = mapped_column(JSON, default=list)
    shipped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Payment(Base):
    """A movement of money, never changed once written: `kind` says which way, in the order's
    currency."""

    __tablename__ = "order_payments"
    __table_args__ = (CheckConstraint("amount_minor >= 0", name="amount_not_negative"),)

    order_number: Mapped[str] = mapped_column(ForeignKey("orders.number"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    method_id: Mapped[str | None] = mapped_column(ID)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OrderEvent(Base):
    """A status that the order reached, and when."""

    __tablename__ = "order_history"

    order_number: Mapped[str] = mapped_column(ForeignKey("orders.number"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    status: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Verification(Base):
    """Which customer a conversation has shown itself to be: at most one, until `expires_at`."""

    __tablename__ = "order_verifications"

    conversation: Mapped[str] = mapped_column(ID, primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    method: Mapped[str] = mapped_column(String(32))
    verified_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FailedAttempt(Base):
    """A verification that failed. `let_through` is false where a limit stopped it unread; only
    the others count towards the limits, so that knocking on a locked order does not extend it."""

    __tablename__ = "order_failed_attempts"
    __table_args__ = (
        Index("ix_order_failed_attempts_order_key", "order_key", "let_through", "at"),
        Index("ix_order_failed_attempts_conversation", "conversation", "let_through", "at"),
        Index("ix_order_failed_attempts_site", "site", "let_through", "at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    order_key: Mapped[str] = mapped_column(ID)  # normalised number, "" when it was none
    conversation: Mapped[str] = mapped_column(ID)
    site: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    let_through: Mapped[bool] = mapped_column()
