"""What people did with conversations: one row for each time that somebody had one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from conversations.models import Base


class Handling(Base):
    """From a claim to its end. `asked_at` is when the shopper began to wait for a person.

    `answered_at` is the agent's first message, or the receipt of what they did; `ending` is
    `closed`, `released`, `transferred` or `expired`. Rows are written in the transaction of the
    change that they tell of.
    """

    __tablename__ = "handlings"
    __table_args__ = (
        Index("ix_handlings_open", "ended_at", "answered_at"),
        Index("ix_handlings_site_claimed_at", "site", "claimed_at"),
        Index("ix_handlings_site_ended_at", "site", "ended_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    site: Mapped[str] = mapped_column(String(64))
    team_id: Mapped[str | None] = mapped_column(String(32))
    agent_id: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ending: Mapped[str | None] = mapped_column(String(16))
