"""Tables of the conversations: sites, shoppers, conversations, their log, turns, choices, mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class Installation(Base):
    """One row. `epoch` changes when history may have been lost, as after a restore."""

    __tablename__ = "installations"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    epoch: Mapped[str] = mapped_column(String(32))


class Site(Base):
    """A shop's page family: who may embed the widget, and how it greets."""

    __tablename__ = "sites"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    origins: Mapped[list[str]] = mapped_column(JSON)
    locale: Mapped[str] = mapped_column(String(16), default="en")
    reopen_hours: Mapped[int] = mapped_column(default=24)
    # As `hours.schedule.OpeningHours` is written; None is always open.
    hours: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    look: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    rules: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")


class Shopper(Base):
    """Someone at a browser, known by a token of which only the hash is kept."""

    __tablename__ = "shoppers"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    site: Mapped[str] = mapped_column(ForeignKey("sites.key"))
    name: Mapped[str | None] = mapped_column(String(200))
    # Whom the shop has said this is, as a digest: another one is another shopper.
    identity_digest: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Conversation(Base):
    """`version` and `fence` rise with each change of state; a turn of an older fence is mute."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index("ix_conversations_queued_at", "state", "queued_at", "id"),
        Index("ix_conversations_team", "team_id", "updated_at", "id"),
        Index("ix_conversations_mine", "assignee_id", "state", "updated_at", "id"),
        Index(
            "ix_conversations_open",
            "updated_at",
            "id",
            sqlite_where=text("state <> 'closed' AND head_seq > 0"),
            postgresql_where=text("state <> 'closed' AND head_seq > 0"),
        ),
        Index(
            "ix_conversations_closed",
            "updated_at",
            "id",
            sqlite_where=text("state = 'closed' AND head_seq > 0"),
            postgresql_where=text("state = 'closed' AND head_seq > 0"),
        ),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    site: Mapped[str] = mapped_column(ForeignKey("sites.key"))
    shopper_id: Mapped[str] = mapped_column(ForeignKey("shoppers.id"), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int] = mapped_column(default=1)
    fence: Mapped[int] = mapped_column(default=1)
    head_seq: Mapped[int] = mapped_column(default=0)
    head_aseq: Mapped[int] = mapped_column(default=0)
    agent_seen_seq: Mapped[int] = mapped_column(default=0)
    shopper_seen_seq: Mapped[int] = mapped_column(default=0)
    locale: Mapped[str] = mapped_column(String(16), default="en")
    page: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    assignee_id: Mapped[str | None] = mapped_column(String(32), index=True)
    assignee_name: Mapped[str | None] = mapped_column(String(200))
    team_id: Mapped[str | None] = mapped_column(String(32), index=True)
    reason: Mapped[str | None] = mapped_column(String(64))
    topic: Mapped[str] = mapped_column(Text, default="")
    # What is heard of the shopper's latest messages, which `heard` are; None until one was
    # listened to. What it comes to with the handoff's reason: `mood.service.mood_now`.
    mood: Mapped[str | None] = mapped_column(String(16))
    heard: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    # The order that was last shown or acted on.
    order_number: Mapped[str | None] = mapped_column(String(64), index=True)
    queued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    human_closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Out of its agent's list until then, or until the shopper writes.
    snoozed_until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    close_reason: Mapped[str | None] = mapped_column(String(64))
    # The same shopper's conversation that goes on in place of this one.
    merged_into: Mapped[str | None] = mapped_column(String(32), index=True)
    # Set when the bot gets the conversation back: its next turn first ends open forms.
    resume_bot: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class LogRow(Base):
    """One event. Public rows have a dense `seq`, agent-only rows a dense `aseq`, never both.

    `position` orders the two kinds against each other within a conversation.
    """

    __tablename__ = "conversation_log"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "aseq"),
        UniqueConstraint("conversation_id", "author_key", "cmid"),
    )

    position: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    id: Mapped[str] = mapped_column(String(32), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    seq: Mapped[int | None]
    aseq: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[str] = mapped_column(String(64))
    author_role: Mapped[str] = mapped_column(String(16))
    author_name: Mapped[str] = mapped_column(String(200), default="")
    author_key: Mapped[str] = mapped_column(String(64), default="")
    cmid: Mapped[str | None] = mapped_column(String(64))
    cmid_digest: Mapped[str | None] = mapped_column(String(64))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class Turn(Base):
    """A message that waits for the bot, or waited. At most one of a conversation is running."""

    __tablename__ = "turns"
    __table_args__ = (
        Index(
            "uq_turns_running",
            "conversation_id",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        Index("ix_turns_state_created", "state", "created_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    cmid: Mapped[str] = mapped_column(String(64))
    seq: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    chosen: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16))
    fence: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AskedQuestion(Base):
    """A shopper's question that was looked for in the knowledge base, and what came of it.

    `text` has personal data masked. `folded` is the text as it is compared: the same question of
    several shoppers is one to write about. `article_key` is of the article that was said, `seq`
    of the message. `gap_id` is the gap that it means the same as, looked for at `placed_at`.
    An admin has dealt with it at `settled_at`.
    """

    __tablename__ = "asked_questions"
    __table_args__ = (
        Index("ix_asked_questions_open", "answered", "settled_at", "folded"),
        Index("ix_asked_questions_gap", "gap_id", "asked_at"),
        Index("ix_asked_questions_placed_at", "placed_at", "asked_at"),
        Index("ix_asked_questions_asked_at", "asked_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    seq: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(16))
    product_id: Mapped[str | None] = mapped_column(String(200))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered: Mapped[bool]
    article_key: Mapped[str | None] = mapped_column(String(240))
    score: Mapped[float | None]
    rating: Mapped[int | None]
    gap_id: Mapped[str | None] = mapped_column(ForeignKey("question_gaps.id"))
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str | None] = mapped_column(String(200))


class QuestionGap(Base):
    """Questions of one meaning that were not answered, or not well, and what was done about it.

    `text` is the one that began it; `centre` the sum of `held` questions' vectors, as float32 of
    the model named `model`. `article_key` is the article that was written for it, which shoppers
    get since `written_at`.
    """

    __tablename__ = "question_gaps"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(16))
    model: Mapped[str] = mapped_column(String(400))
    centre: Mapped[bytes] = mapped_column(LargeBinary)
    held: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    article_key: Mapped[str | None] = mapped_column(String(240))
    written_by: Mapped[str | None] = mapped_column(String(200))
    written_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dismissed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dismissed_by: Mapped[str | None] = mapped_column(String(200))


class OfferedChoice(Base):
    """What a button means. Only its id leaves the server; `group` is the message that showed it."""

    __tablename__ = "offered_choices"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    group: Mapped[str] = mapped_column("message_id", String(32), index=True)
    title: Mapped[str] = mapped_column(Text)
    intent: Mapped[str] = mapped_column(String(100))
    entities: Mapped[dict[str, str]] = mapped_column(JSON)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Mail(Base):
    """Outbox: a mail is sent by a worker after the commit that queued it. `conversation_id` is of
    the shopper whom it is about, so that it goes when they want to be forgotten."""

    __tablename__ = "mails"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(String(64), index=True)
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_attempt_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(String(100))
