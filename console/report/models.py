"""What the log says of a conversation, kept so that the report need not read the log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from console.models import Base


class KeptFacts(Base):
    """True while the conversation's heads are these two; `console.report.facts.Facts` otherwise."""

    __tablename__ = "report_facts"

    conversation_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    head_seq: Mapped[int]
    head_aseq: Mapped[int]
    first_answer_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_person_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Codes with a blank between them: 30,000 lists of JSON take a third of a second to read.
    reasons: Mapped[str] = mapped_column(Text)
    rating: Mapped[int | None]
    sign: Mapped[bool | None]
