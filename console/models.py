"""Tables of the console: the people who work in it, how they are signed in, what they have read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class AgentRole(StrEnum):
    AGENT = "agent"
    ADMIN = "admin"


class LinkKind(StrEnum):
    FIRST_ADMIN = "first_admin"
    INVITE = "invite"
    RESET = "reset"


class Agent(Base):
    """A person of the shop. Without a password hash they are invited and cannot sign in yet."""

    __tablename__ = "agents"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # How many conversations they hold at a time, and what they chose to be while here.
    capacity: Mapped[int] = mapped_column(default=4, server_default="4")
    availability: Mapped[str] = mapped_column(String(16), default="online", server_default="online")

    @property
    def is_admin(self) -> bool:
        return self.role == AgentRole.ADMIN

    @property
    def can_sign_in(self) -> bool:
        return self.password_hash is not None and not self.disabled


class AgentSession(Base):
    """A signed-in browser. `id` is the SHA-256 of its cookie, so that the table opens no door."""

    __tablename__ = "agent_sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AccountLink(Base):
    """A link that works once. `id` is the SHA-256 of its token; a first admin has no agent yet."""

    __tablename__ = "account_links"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    agent_id: Mapped[str | None] = mapped_column(
        ForeignKey("agents.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReadMark(Base):
    """How far one agent has read one conversation, as the last `seq` that was on their screen."""

    __tablename__ = "agent_read_marks"
    __table_args__ = (Index("ix_agent_read_marks_conversation_id", "conversation_id"),)

    agent_id: Mapped[str] = mapped_column(
        ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True
    )
    conversation_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int]


class SavedFilter(Base):
    """A view of the inbox, narrowed and named by one agent. `query` is as in its address."""

    __tablename__ = "saved_filters"
    __table_args__ = (Index("ix_saved_filters_agent_id", "agent_id", "created_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[dict[str, str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AgentPreferences(Base):
    """What one agent chose for their console, wherever they sign in."""

    __tablename__ = "agent_preferences"

    agent_id: Mapped[str] = mapped_column(
        ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True
    )
    alerts: Mapped[dict[str, bool]] = mapped_column(JSON)
