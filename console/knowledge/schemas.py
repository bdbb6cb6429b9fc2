"""Requests and answers about articles. An article's `id` here is its key, `<locale>:<id>`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field

from console.errors import ObjectNotFoundError
from console.schemas import Body, Instant, Text, Version
from knowledge_base.articles.models import ArticleState, Tier
from knowledge_base.articles.schemas import ArticleContent, ArticleDetail
from knowledge_base.usage.schemas import Usage


def _possible(key: str) -> str:
    """A key that no database takes is of an article that is not there."""
    if "\x00" in key:
        raise ObjectNotFoundError
    return key


ArticleKey = Annotated[str, AfterValidator(_possible)]


class Owner(BaseModel):
    id: str
    name: str


class UsageView(BaseModel):
    """Counts of the last 90 days; `last_on` is the day on which it was last said, whenever."""

    served: int
    liked: int
    disliked: int
    last_on: dt.date | None


class ArticleText(BaseModel):
    """`body` is Markdown. `author` and `date` name the source, such as the buyer of a note, of whom
    `verified_purchase` and `sponsored` tell. Outside of its two moments the text is not said."""

    title: str
    body: str
    questions: list[str]
    tier: Tier
    url: str | None
    product_id: str | None
    author: str | None
    date: dt.date | None
    verified_purchase: bool
    sponsored: bool
    valid_from: Instant | None
    valid_until: Instant | None


class ArticleAnswer(ArticleText):
    """The newest text; `live` is what shoppers get now, None where they get nothing."""

    id: str
    article_id: str
    locale: str
    state: ArticleState
    version: int
    live_version: int | None
    has_draft: bool
    created_at: Instant
    updated_at: Instant
    published_at: Instant | None
    editor: str
    live: ArticleText | None
    publish_at: Instant | None
    publish_version: int | None
    scheduled_by: str | None
    owner: Owner | None
    review_on: dt.date | None
    tags: list[str]
    usage: UsageView


class ArticleTextBody(Body):
    title: Text
    body: Text
    questions: Annotated[list[Text], Field(max_length=500, default_factory=list)]
    locale: Text = "en"
    tier: Tier = Tier.OFFICIAL
    url: Text | None = None
    product_id: Text | None = None
    author: Text | None = None
    date: dt.date | None = None
    verified_purchase: bool = False
    sponsored: bool = False
    valid_from: AwareDatetime | None = None
    valid_until: AwareDatetime | None = None


class CreateArticleBody(ArticleTextBody):
    """Without `id` one is made out of the title. The same `id` in two locales is one article."""

    id: Text | None = None


class SaveArticleBody(ArticleTextBody):
    """`version` is the one that was edited."""

    version: Version


class ArticleVersionBody(Body):
    version: Version


class PassageView(BaseModel):
    id: str
    article_id: str
    title: str
    text: str
    score: float
    tier: Tier
    url: str
    locale: str
    author: str | None
    date: dt.date | None
    product_id: str | None


def article_answer(
    detail: ArticleDetail, *, owner: Owner | None, tags: Sequence[str], usage: Usage
) -> ArticleAnswer:
    return ArticleAnswer(
        **article_text(detail.content).model_dump(),
        id=detail.key,
        article_id=detail.id,
        locale=detail.locale,
        state=ArticleState(detail.state),
        version=detail.version,
        live_version=detail.live_version,
        has_draft=detail.has_draft,
        created_at=detail.created_at,
        updated_at=detail.updated_at,
        published_at=detail.published_at,
        editor=detail.editor,
        live=article_text(detail.live) if detail.live else None,
        publish_at=detail.publish_at,
        publish_version=detail.publish_version,
        scheduled_by=detail.scheduled_by,
        owner=owner,
        review_on=detail.review_on,
        tags=list(tags),
        usage=usage_view(usage),
    )


def usage_view(usage: Usage) -> UsageView:
    return UsageView.model_validate(usage, from_attributes=True)


def article_text(content: ArticleContent) -> ArticleText:
    return ArticleText(
        title=content.title,
        body=content.body,
        questions=list(content.questions),
        tier=content.tier,
        url=content.url,
        product_id=content.product_id,
        author=content.author,
        date=content.date,
        verified_purchase=content.verified_purchase,
        sponsored=content.sponsored,
        valid_from=content.valid_from,
        valid_until=content.valid_until,
    )


def article_content(body: ArticleTextBody) -> ArticleContent:
    return ArticleContent(
        title=body.title,
        body=body.body,
        tier=body.tier,
        questions=tuple(body.questions),
        url=body.url,
        product_id=body.product_id,
        author=body.author,
        date=body.date,
        verified_purchase=body.verified_purchase,
        sponsored=body.sponsored,
        valid_from=body.valid_from,
        valid_until=body.valid_until,
    )
