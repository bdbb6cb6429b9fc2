"""Requests and answers about what an edit would change. A `key` is `<locale>:<id>`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from console.knowledge.schemas import ArticleTextBody
from console.schemas import Body, Text
from knowledge_base.preview.schemas import FlipKind


class ReviewBody(Body):
    """`key` None: the article is new. `text` None: it is to be taken away from shoppers."""

    key: Annotated[Text | None, Field(max_length=240)] = None
    text: ArticleTextBody | None = None


class AnswerView(BaseModel):
    key: str
    title: str
    text: str
    score: float


class FlipView(BaseModel):
    """`times` is how often shoppers asked it of late; `own` ones are the article's."""

    question: str
    locale: str
    times: int
    own: bool
    kind: FlipKind
    before: AnswerView | None
    after: AnswerView | None


class MissedView(BaseModel):
    """A question that the article says it answers and would not."""

    question: str
    after: AnswerView | None


class DuplicateView(BaseModel):
    key: str
    title: str
    part: str
    yours: str
    theirs: str
    likeness: float


class ContradictionView(BaseModel):
    key: str
    title: str
    yours: str
    theirs: str
    yours_says: list[str]
    theirs_says: list[str]
    is_new: bool


class ReviewAnswer(BaseModel):
    """`asked` questions of shoppers and `own` ones were tried; `stay` of them keep their answer."""

    asked: int
    own: int
    stay: int
    flips: list[FlipView]
    missed: list[MissedView]
    duplicates: list[DuplicateView]
    contradictions: list[ContradictionView]
    milliseconds: int
