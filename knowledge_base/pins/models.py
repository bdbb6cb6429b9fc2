"""Table of what admins decided about one question: which article answers it, or does not."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from knowledge_base.models import Base


class PinKind(StrEnum):
    """The article is the answer; or it is none."""

    PIN = "pin"
    DEMOTE = "demote"


class ArticlePin(Base):
    """Never deleted: undone ones show who decided what and when. `folded` compares questions."""

    __tablename__ = "article_pins"
    __table_args__ = (
        CheckConstraint("kind IN ('pin', 'demote')", name="kind"),
        Index("ix_article_pins_undone_at", "undone_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    article_key: Mapped[str] = mapped_column(ForeignKey("articles.key"), index=True)
    question: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    undone_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str | None] = mapped_column(Text)
