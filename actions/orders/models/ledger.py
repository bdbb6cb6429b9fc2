"""The double-entry ledger: each posting of an order has lines that sum to zero."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from actions.orders.models.base import CURRENCY, ID, Base


class Account(StrEnum):
    """`order` is what the customer has in the order (negative: paid in); the others are where it
    came from and went to. Gift cards have one account for both ways."""

    PAID = "paid"
    REFUNDED = "refunded"
    GIFT_CARD = "gift_card"
    ORDER = "order"


class LedgerLine(Base):
    """One side of a posting, in the order's currency; never changed or deleted (a trigger of the
    database sees to it). Debits are positive."""

    __tablename__ = "order_ledger"
    __table_args__ = (CheckConstraint("amount_minor <> 0", name="amount_not_zero"),)

    order_number: Mapped[str] = mapped_column(ForeignKey("orders.number"), primary_key=True)
    posting: Mapped[int] = mapped_column(Integer, primary_key=True)
    line: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[str] = mapped_column(String(16))
    method_id: Mapped[str | None] = mapped_column(ID)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CURRENCY)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
