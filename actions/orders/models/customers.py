"""Customers and the ways to pay that they have on file."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy_utc import UtcDateTime

from actions.orders.models.base import CURRENCY, ID, AddressColumns, Base


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
