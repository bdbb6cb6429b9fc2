"""Orders with their lines, parcels, movements of money and history."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy_utc import UtcDateTime

from actions.orders.models.base import CURRENCY, ID, AddressColumns, Base
from actions.orders.models.catalogue import Product
from actions.orders.models.customers import Customer


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
    currency. `reverses` is the position of the movement that this one takes back."""

    __tablename__ = "order_payments"
    __table_args__ = (CheckConstraint("amount_minor >= 0", name="amount_not_negative"),)

    order_number: Mapped[str] = mapped_column(ForeignKey("orders.number"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    method_id: Mapped[str | None] = mapped_column(ID)
    reverses: Mapped[int | None] = mapped_column(Integer)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OrderEvent(Base):
    """A status that the order reached, and when."""

    __tablename__ = "order_history"

    order_number: Mapped[str] = mapped_column(ForeignKey("orders.number"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    status: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
