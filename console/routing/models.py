"""The one row of rules by which waiting conversations reach people."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

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
