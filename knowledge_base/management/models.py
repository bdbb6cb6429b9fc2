"""The table of tags on articles."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from knowledge_base.models import Base


class ArticleTag(Base):
    """Tags are of the article in one locale, not of a version of its text."""

    __tablename__ = "article_tags"
    __table_args__ = (Index("ix_article_tags_tag", "tag"),)

    article_key: Mapped[str] = mapped_column(ForeignKey("articles.key"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(40), primary_key=True)
