"""Tables of what shoppers and agents sent: what is known of a file, and apart from it its bytes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from conversations.models import Base


class Upload(Base):
    """`owner_key` is the id of the shopper or agent who sent it, as in the log. Until a message
    carries it there is no conversation, and it goes after a day."""

    __tablename__ = "uploads"
    __table_args__ = (Index("ix_uploads_owner_created", "owner_key", "created_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_key: Mapped[str] = mapped_column(String(64))
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    attached_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class UploadContent(Base):
    """In a table of its own, so that no list of files ever reads it. A document has no preview."""

    __tablename__ = "upload_contents"

    upload_id: Mapped[str] = mapped_column(
        ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True
    )
    full: Mapped[bytes] = mapped_column(LargeBinary)
    preview: Mapped[bytes | None] = mapped_column(LargeBinary)
