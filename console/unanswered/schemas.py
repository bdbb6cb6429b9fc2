"""Answers about unanswered questions."""

from __future__ import annotations

from pydantic import BaseModel

from console.schemas import Instant


class UnansweredRow(BaseModel):
    """One question, asked `times` times; `conversation` is where it was asked last."""

    id: str
    conversation: str
    text: str
    locale: str
    times: int
    first_at: Instant
    last_at: Instant


class UnansweredAnswer(BaseModel):
    items: list[UnansweredRow]
    total: int
