"""The table of facts that shoppers were told and that may change."""

import datetime as dt

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from knowledge_base.models import Base


class FactTold(Base):
    """`seq` is the message of the conversation that said it. `subject` names the fact, such as
    `price:<sku>`, and `value` is what it was then. `corrected_at` is set once, when a correction
    was due."""

    __tablename__ = "facts_told"
    __table_args__ = (
        UniqueConstraint("conversation", "seq", "subject"),
        Index("ix_facts_told_subject", "subject", "told_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(String(64))
    seq: Mapped[int]
    subject: Mapped[str] = mapped_column(String(260))
    value: Mapped[str] = mapped_column(Text)
    told_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    valid_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    corrected_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
