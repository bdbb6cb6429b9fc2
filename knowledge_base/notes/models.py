"""Tables of the review of buyers' notes: what was found in each, who decided, who is held."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from knowledge_base.models import Base


class Decision(StrEnum):
    """What was decided about a note, or about all notes of an author."""

    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    RELEASED = "released"


class NoteMark(Base):
    """What was found in the newest text of a note. Made from the text at will, by `rules`.

    `folded` is the same for texts that say the same of the same product; `author` is the author's
    name as names are compared, "" without one; `risks` are the kinds of risky claims, each between
    blanks.
    """

    __tablename__ = "note_marks"
    __table_args__ = (
        Index("ix_note_marks_folded", "folded"),
        Index("ix_note_marks_author", "author"),
    )

    article_key: Mapped[str] = mapped_column(
        ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    rules: Mapped[int]
    folded: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(String(200))
    risks: Mapped[str] = mapped_column(String(64))


class NoteDecision(Base):
    """One decision, never changed. `article_key` is None where it is about an author.

    `title` and `author` are as they were then, so that the list reads by itself.
    """

    __tablename__ = "note_decisions"
    __table_args__ = (
        CheckConstraint(
            "decision IN ('approved', 'edited', 'rejected', 'duplicate', 'quarantined',"
            " 'released')",
            name="decision",
        ),
        Index("ix_note_decisions_article_key", "article_key", "version"),
        Index("ix_note_decisions_decided_at", "decided_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_key: Mapped[str | None] = mapped_column(ForeignKey("articles.key", ondelete="CASCADE"))
    version: Mapped[int | None]
    decision: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    notes: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class QuarantinedAuthor(Base):
    """An author whose notes nobody is shown. `author` is the name as names are compared."""

    __tablename__ = "quarantined_authors"

    author: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    quarantined_by: Mapped[str] = mapped_column(Text)
    quarantined_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class NotesKey(Base):
    """A key with which a shop's own system sends notes. `id` is the SHA-256 of the key."""

    __tablename__ = "notes_keys"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
