"""What the assist offers to an agent."""

from __future__ import annotations

from pydantic import BaseModel, Field

from knowledge_base.search.schemas import Passage


class AssistArticle(BaseModel):
    """`text` is the part that answers best; `url` leads to the whole."""

    id: str
    title: str
    text: str
    url: str
    tier: str
    locale: str
    score: float


class DraftSource(BaseModel):
    """`kind` is `article` or `order`."""

    kind: str
    title: str
    url: str | None = None


class Draft(BaseModel):
    """What nobody wrote down is not offered: a draft has a source."""

    text: str
    sources: list[DraftSource] = Field(min_length=1)


class AssistAnswer(BaseModel):
    """`seq` is of the question; without a question there is nothing to help with. Without a
    `draft` nothing is written that is good enough to be said; `articles` are then near to it, and
    none where what is written is on other matters."""

    question: str
    seq: int | None
    articles: list[AssistArticle]
    draft: Draft | None


def article_of(passage: Passage, public_url: str) -> AssistArticle:
    url = passage.url
    return AssistArticle(
        id=passage.article_id,
        title=passage.title,
        text=passage.text,
        url=f"{public_url}{url}" if url.startswith("/") else url,
        tier=passage.tier,
        locale=passage.locale,
        score=round(passage.score, 4),
    )
