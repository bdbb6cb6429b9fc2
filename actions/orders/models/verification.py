"""Who a conversation's shopper has shown to be, and the attempts that failed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from actions.orders.models.base import ID, Base


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


class MailedCode(Base):
    """The newest one-time code of a conversation, by its hash. `customer_id` is None where the
    address belongs to nobody: such a code is never sent and never right."""

    __tablename__ = "order_mailed_codes"

    conversation: Mapped[str] = mapped_column(ID, primary_key=True)
    customer_id: Mapped[str | None] = mapped_column(ForeignKey("customers.id"))
    code_hash: Mapped[str] = mapped_column(String(64))
    failures: Mapped[int] = mapped_column(Integer, default=0)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
