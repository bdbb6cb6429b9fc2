"""Requests and answers about saved replies."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from console.replies.models import SavedReply
from console.replies.variables import NAMES, unknown_variables
from console.schemas import Body, Instant, Name, Text
from conversations.contract import MAX_TEXT_CHARS

Shortcut = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, pattern=r"^[\w-]{1,40}$", max_length=40
    ),
]
Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
ReplyText = Annotated[
    Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT_CHARS)
]


def _fillable(texts: dict[str, str]) -> dict[str, str]:
    unknown = unknown_variables(texts.values())
    if unknown:
        raise ValueError(f"{{{{{unknown[0]}}}}} is no variable; there are {', '.join(NAMES)}")
    return texts


class ReplyBody(Body):
    """`texts` by locale, at least one. Without a `team` everybody has it."""

    title: Name
    shortcut: Shortcut
    texts: Annotated[
        dict[Locale, ReplyText], Field(min_length=1, max_length=20), AfterValidator(_fillable)
    ]
    team: Annotated[str, Field(max_length=32)] | None = None


class ReplyView(BaseModel):
    id: str
    title: str
    shortcut: str
    texts: dict[str, str]
    team: str | None
    updated_by: str
    updated_at: Instant


class ReplyAnswer(BaseModel):
    reply: ReplyView


class RepliesAnswer(BaseModel):
    """`variables` are the names that a text may use."""

    items: list[ReplyView]
    variables: list[str]


class FilledReply(BaseModel):
    """Ready for this conversation, in its language; `missing` still stand in the text."""

    id: str
    title: str
    shortcut: str
    text: str
    missing: list[str]


class FilledAnswer(BaseModel):
    items: list[FilledReply]


def reply_view(reply: SavedReply) -> ReplyView:
    return ReplyView(
        id=reply.id,
        title=reply.title,
        shortcut=reply.shortcut,
        texts=reply.texts,
        team=reply.team_id,
        updated_by=reply.updated_by,
        updated_at=reply.updated_at,
    )
