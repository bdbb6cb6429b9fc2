"""Requests and answers about who a shopper is, over all of their conversations."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from console.schemas import Body, Instant, JsonObject, Version
from conversations.contract import State


class PastConversation(BaseModel):
    """`merged_into` is the one that goes on in its place; `by_customer` tells that it was held in
    another browser, and is the same customer's by proof."""

    id: str
    state: State
    version: int
    last: str
    created_at: Instant
    updated_at: Instant
    by_customer: bool
    merged_into: str | None
    tags: list[str]


class ProfileAnswer(BaseModel):
    """`segments` are names of rules, in `service.segments_of`."""

    past: list[PastConversation]
    segments: list[str]
    page: JsonObject
    first_seen_at: Instant


class MergeBody(Body):
    """`other` ends, and this conversation goes on; both with their versions as last seen."""

    version: Version
    other: Annotated[str, Field(max_length=64)]
    other_version: Version
