"""Tables of articles: one row per article and locale, one per version of its text, one revision."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from knowledge_base.models import Base


class Tier(StrEnum):
    """How far a text is to be trusted: the shop's word, a product's facts, a buyer's voice."""

    OFFICIAL = "official"
    PRODUCT = "product"
    COMMUNITY = "community"


class ArticleState(StrEnum):
    """What shoppers get: nothing yet, the live version, nothing any more."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Article(Base):
    """One article in one locale. `key` is `<locale>:<id>`; variants in other locales share `id`.

    `version` counts saves and is what an editor must name to save again. `live_version` is the
    version that shoppers get, None where they get none; a newer `version` is a waiting draft.
    `revision` is the knowledge revision of the last change to what shoppers get, 0 before any.
    At `publish_at` a worker makes `publish_version` live. `owner` is the id of whoever looks after
    the article and `review_on` the day on which its text is to be looked at again.
    """

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("id", "locale"),
        CheckConstraint("state IN ('draft', 'published', 'archived')", name="state"),
        Index("ix_articles_revision", "revision"),
        Index("ix_articles_updated_at", "updated_at"),
        Index("ix_articles_publish_at", "publish_at"),
    )

    key: Mapped[str] = mapped_column(String(240), primary_key=True)
    id: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(35))
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    live_version: Mapped[int | None]
    revision: Mapped[int]
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    publish_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    publish_version: Mapped[int | None]
    scheduled_by: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(64))
    review_on: Mapped[dt.date | None] = mapped_column(Date)


class ArticleVersion(Base):
    """A text as it was saved once; never changed afterwards.

    `author` and `date` are the source's (the buyer who wrote a note), `editor` is who saved it.
    `digest` is the hash of all content, so that equal texts are known without comparing them;
    `imported` versions came from a file, and the same line again is then nothing new.
    """

    __tablename__ = "article_versions"
    __table_args__ = (
        CheckConstraint("tier IN ('official', 'product', 'community')", name="tier"),
        Index("ix_article_versions_product_id", "product_id"),
        Index("ix_article_versions_title", "title"),
    )

    article_key: Mapped[str] = mapped_column(ForeignKey("articles.key"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tier: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    questions: Mapped[list[str]] = mapped_column(JSON)
    url: Mapped[str | None] = mapped_column(Text)
    product_id: Mapped[str | None] = mapped_column(String(200))
    author: Mapped[str | None] = mapped_column(Text)
    date: Mapped[dt.date | None] = mapped_column(Date)
    verified_purchase: Mapped[bool] = mapped_column(server_default=false())
    sponsored: Mapped[bool] = mapped_column(server_default=false())
    valid_from: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    valid_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    editor: Mapped[str] = mapped_column(Text)
    imported: Mapped[bool]
    digest: Mapped[str] = mapped_column(String(64))
    saved_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class KnowledgeRevision(Base):
    """One row: a number that grows with every change to what shoppers get."""

    __tablename__ = "knowledge_revision"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
