"""The table of what was done with articles besides saving their texts."""

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime

from knowledge_base.models import Base


class ArticleDeed(Base):
    """Never changed afterwards. `by` is the name of whoever did it, `version` the text that it was
    done with, where it was done with one."""

    __tablename__ = "article_deeds"
    __table_args__ = (Index("ix_article_deeds_article_key", "article_key", "id"),)

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    article_key: Mapped[str] = mapped_column(ForeignKey("articles.key"))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(Text)
    deed: Mapped[str] = mapped_column(String(16))
    detail: Mapped[str] = mapped_column(Text)
    version: Mapped[int | None]
