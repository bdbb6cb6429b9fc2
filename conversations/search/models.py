"""What can be searched of the log."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Base

WHOLE_NUMBER = BigInteger().with_variant(Integer, "sqlite")


class MessageText(Base):
    """The words of one log row, as `folding.fold` writes them. It goes where its row goes.

    Each database has a full-text index of its own over `folded`, kept by itself: a virtual table
    `message_search` on SQLite, an index over an expression on PostgreSQL.
    """

    __tablename__ = "message_texts"

    position: Mapped[int] = mapped_column(
        WHOLE_NUMBER,
        ForeignKey("conversation_log.position", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    conversation_id: Mapped[str] = mapped_column(String(32), index=True)
    folded: Mapped[str] = mapped_column(Text)
