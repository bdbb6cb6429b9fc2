"""Real questions that an article might answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from console.schemas import Body, Text


class SuggestBody(Body):
    """The article as it is being written."""

    title: Annotated[Text, Field(max_length=300)] = ""
    body: Annotated[Text, Field(max_length=100_000)] = ""
    questions: Annotated[list[Text], Field(max_length=500, default_factory=list)]
    locale: Annotated[Text, Field(max_length=35)] = "en"


class SuggestedQuestion(BaseModel):
    """`id` is that of the unanswered question, which is settled once the article is published."""

    id: str
    text: str
    times: int
    likeness: float


class SuggestAnswer(BaseModel):
    items: list[SuggestedQuestion]
