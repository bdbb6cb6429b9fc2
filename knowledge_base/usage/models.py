"""Tables of how often articles were said, and what shoppers made of it."""

import datetime as dt

from sqlalchemy import BigInteger, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from knowledge_base.models import Base


class ArticleUsage(Base):
    """One day of one article, in UTC. Holds no word of a shopper and outlives erased chats."""

    __tablename__ = "article_usage"

    article_key: Mapped[str] = mapped_column(
        String(240), ForeignKey("articles.key"), primary_key=True
    )
    day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    served: Mapped[int]
    liked: Mapped[int]
    disliked: Mapped[int]


class UsageCursor(Base):
    """One row: the position in the conversations' log up to which usage was counted."""

    __tablename__ = "article_usage_cursor"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
