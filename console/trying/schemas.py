"""Requests and answers about trying a question, and about what was decided for one."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from console.knowledge.schemas import PassageView
from console.schemas import Body, Instant, Text
from knowledge_base.pins.models import PinKind
from knowledge_base.pins.schemas import MAX_QUESTION_CHARS


class TryBody(Body):
    query: Annotated[Text, Field(max_length=2_000)]
    locale: Annotated[Text, Field(max_length=35)] = "en"


class MatchView(BaseModel):
    """The nearest of an article's texts of one kind: `title`, `question` or `passage`."""

    part: str
    text: str
    meaning: float
    words: float


class ReasonsView(BaseModel):
    matches: list[MatchView]
    words: list[str]
    codes: list[str]


class PinView(BaseModel):
    """`kind` is `pin` (this article answers it) or `demote` (it does not)."""

    id: str
    article_key: str
    question: str
    kind: PinKind
    author: str
    created_at: Instant
    undone_at: Instant | None
    undone_by: str | None


class TriedPassage(PassageView):
    """`key` names the article's text; a passage that is held back is not said to shoppers."""

    key: str
    pinned: bool
    held_back: bool
    pin: PinView | None
    reasons: ReasonsView


class TryAnswer(BaseModel):
    """Where `answered` is false, the bot would say that it does not know: no score reaches
    `answers_from`. `buyers`: the shop's own texts had no answer, buyers' notes were asked too."""

    query: str
    answered: bool
    answers_from: float
    buyers: bool
    passages: list[TriedPassage]


class PinBody(Body):
    article: Annotated[Text, Field(max_length=240)]
    question: Annotated[Text, Field(max_length=MAX_QUESTION_CHARS)]
    kind: PinKind


class PinsAnswer(BaseModel):
    """The newest first, undone ones among them."""

    items: list[PinView]
