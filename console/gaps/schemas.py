"""Requests and answers about gaps."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from console.schemas import Body, Instant, Text
from conversations.gaps.schemas import Trend
from knowledge_base.articles.models import ArticleState


class GapQuestionView(BaseModel):
    """One wording; `conversation` is where it was asked last."""

    text: str
    times: int
    badly_rated: int
    last_at: Instant
    conversation: str


class EffectView(BaseModel):
    """Since the article is live: asked, answered well, answered by this article."""

    since: Instant
    asked: int
    answered: int
    by_article: int


class GapArticleView(BaseModel):
    """The article that is written for a gap."""

    id: str
    title: str
    state: ArticleState


class GapView(BaseModel):
    """`times` counts askings without a good answer, `weeks` those of each of the last eight."""

    id: str
    text: str
    language: str
    times: int
    badly_rated: int
    first_at: Instant
    last_at: Instant
    weeks: list[int]
    trend: Trend
    questions: list[GapQuestionView]
    article: GapArticleView | None
    written_by: str | None
    effect: EffectView | None
    dismissed_by: str | None


class GapsAnswer(BaseModel):
    """`waiting` questions will be sorted into gaps within seconds."""

    items: list[GapView]
    total: int
    waiting: int


class AgentAnswerView(BaseModel):
    text: str
    agent: str
    conversation: str
    at: Instant


class GapDraftAnswer(BaseModel):
    """What an article for the gap begins with; nothing is saved yet."""

    title: str
    body: str
    questions: list[str]
    locale: str
    answers: list[AgentAnswerView]


class GapArticleBody(Body):
    article: Annotated[Text, Field(max_length=240)]
