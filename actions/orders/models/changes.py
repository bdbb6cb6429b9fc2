"""What is kept of a change: what was agreed to, the result, who did it, what may be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from actions.orders.models.base import ID, Base

HASH = String(64)


class ConfirmationRow(Base):
    """A plan that was shown and awaits its yes. `digest` is over all that the plan says."""

    __tablename__ = "order_confirmations"

    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    conversation: Mapped[str | None] = mapped_column(ID)
    action: Mapped[str] = mapped_column(String(32))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(HASH)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReceiptRow(Base):
    """`undo` holds what undoing needs: what stood there before, and the order's version after."""

    __tablename__ = "order_receipts"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    order_number: Mapped[str | None] = mapped_column(ForeignKey("orders.number"), index=True)
    conversation: Mapped[str | None] = mapped_column(ID, index=True)
    action: Mapped[str] = mapped_column(String(32))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    undo_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str | None] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class IdempotencyKey(Base):
    """A request that was carried out, written in the same transaction as its effects."""

    __tablename__ = "order_idempotency_keys"

    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    request_hash: Mapped[str] = mapped_column(HASH)
    receipt_id: Mapped[str] = mapped_column(ForeignKey("order_receipts.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class AuditEntry(Base):
    """Who did what on whose word. Only ever added to; a trigger of the database sees to it."""

    __tablename__ = "order_audit"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(16))
    actor_name: Mapped[str] = mapped_column(Text)
    word: Mapped[str] = mapped_column(Text)
    conversation: Mapped[str | None] = mapped_column(ID, index=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    order_number: Mapped[str | None] = mapped_column(ID, index=True)
    action: Mapped[str] = mapped_column(String(32))
    receipt_id: Mapped[str] = mapped_column(ID)


class ItemRequest(Base):
    """The one return or exchange that an order may have, until the goods are back and after.

    `pieces` are `{"variant_id", "price_minor"}`, one for each piece; an exchange adds
    `new_variant_id`, `new_price_minor` and `new_options`. `amount_minor` is refunded when positive
    and paid when negative, through `method_id`, once the goods are back.
    """

    __tablename__ = "order_item_requests"

    order_number: Mapped[str] = mapped_column(ForeignKey("orders.number"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    pieces: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    method_id: Mapped[str | None] = mapped_column(ID)
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Case(Base):
    """Something that a person decides: a price adjustment, a missing or a damaged item."""

    __tablename__ = "order_cases"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    order_number: Mapped[str] = mapped_column(ForeignKey("orders.number"), index=True)
    conversation: Mapped[str | None] = mapped_column(ID, index=True)
    variant_ids: Mapped[list[str]] = mapped_column(JSON)
    photo_ids: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16), default="open")
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
