"""Who was called by name in a private note, and whether they have looked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from console.models import Base


class Mention(Base):
    """`note_id` is the row of the log that names them; each note calls a person once."""

    __tablename__ = "agent_mentions"
    __table_args__ = (
        UniqueConstraint("note_id", "agent_id"),
        Index("ix_agent_mentions_agent", "agent_id", "read_at", "at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    conversation_id: Mapped[str] = mapped_column(String(32), index=True)
    note_id: Mapped[str] = mapped_column(String(32))
    by_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
