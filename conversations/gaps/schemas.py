"""What is told of a gap: questions of one meaning that were not answered, or not well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class GapState(StrEnum):
    """Nothing was written for it yet; an article was, or is being; it is none of the shop's."""

    OPEN = "open"
    WRITTEN = "written"
    DISMISSED = "dismissed"


class Trend(StrEnum):
    """Of how often it was asked: began in the last two weeks; these against the two before."""

    NEW = "new"
    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"


@dataclass(frozen=True)
class GapQuestion:
    """One wording, asked `times` times without a good answer; `conversation` is its newest."""

    text: str
    times: int
    badly_rated: int
    last_at: datetime
    conversation: str


@dataclass(frozen=True)
class Effect:
    """Since the article is live: how often it was asked, how often answered, and by this article.
    Badly rated answers count as none."""

    since: datetime
    asked: int
    answered: int
    by_article: int


@dataclass(frozen=True)
class Gap:
    """`times` is how often it was asked without a good answer, `badly_rated` how many of these
    had one that was rated badly. `weeks` are the counts of the last eight, the newest last."""

    id: str
    text: str
    language: str
    times: int
    badly_rated: int
    first_at: datetime
    last_at: datetime
    weeks: tuple[int, ...]
    trend: Trend
    questions: tuple[GapQuestion, ...]
    article_key: str | None
    written_by: str | None
    effect: Effect | None
    dismissed_by: str | None


@dataclass(frozen=True)
class Gaps:
    """`waiting` questions are not in any gap yet."""

    items: tuple[Gap, ...]
    total: int
    waiting: int


@dataclass(frozen=True)
class AgentAnswer:
    """What a person wrote to a shopper who had asked it; personal data is masked."""

    text: str
    agent: str
    conversation: str
    at: datetime


@dataclass(frozen=True)
class GapDraft:
    """What an article for a gap begins with."""

    title: str
    body: str
    questions: tuple[str, ...]
    language: str
    answers: tuple[AgentAnswer, ...]
