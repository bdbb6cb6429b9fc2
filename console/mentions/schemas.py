"""Answers about mentions."""

from __future__ import annotations

from pydantic import BaseModel

from console.schemas import Instant


class MentionView(BaseModel):
    """One note that calls me; `read` once I have opened its conversation."""

    id: str
    conversation: str
    by: str
    text: str
    at: Instant
    read: bool


class MentionsAnswer(BaseModel):
    items: list[MentionView]
    unread: int


class Colleague(BaseModel):
    id: str
    name: str
    online: bool


class ColleaguesAnswer(BaseModel):
    items: list[Colleague]
