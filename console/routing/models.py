"""The one row of rules by which waiting conversations reach people, and who is here for them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from console.models import Base


class Assignment(StrEnum):
    """Offered: who is free claims. Automatic: the least busy of those who are free gets it."""

    OFFERED = "offered"
    AUTOMATIC = "automatic"


class RoutingRules(Base):
    """A claim without an answer ends after `answer_minutes`; 0 is never, as for `away_minutes`."""

    __tablename__ = "routing_rules"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    assignment: Mapped[str] = mapped_column(String(16), default=Assignment.OFFERED.value)
    answer_minutes: Mapped[int] = mapped_column(default=10)
    away_minutes: Mapped[int] = mapped_column(default=15)


class AgentHere(Base):
    """That a process has a console of this person open. It counts while it is renewed."""

    __tablename__ = "agents_here"

    process_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    agent_id: Mapped[str] = mapped_column(
        ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True
    )
    active_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
