"""What a search finds."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from console.schemas import Instant
from conversations.contract import Role, State

Kind = Literal["all", "messages", "orders", "shoppers"]


class PieceView(BaseModel):
    text: str
    hit: bool


class FoundMessage(BaseModel):
    """`seq` or `aseq` says where in the conversation it stands."""

    id: str
    conversation: str
    seq: int | None
    aseq: int | None
    at: Instant
    role: Role
    author: str
    shopper: str | None
    state: State
    locale: str
    excerpt: list[PieceView]


class FoundOrder(BaseModel):
    """`conversation` is the latest in which it was spoken of, or its customer was verified."""

    number: str
    status: str
    placed_at: Instant | None
    customer: str
    items: list[str]
    conversation: str | None


class FoundShopper(BaseModel):
    """A customer of the shop, or somebody who only gave a name (without `email`)."""

    name: str
    email: str | None
    conversation: str | None
    orders: int


class SearchAnswer(BaseModel):
    """`next` is where the next page of messages begins, None on the last."""

    messages: list[FoundMessage]
    orders: list[FoundOrder]
    shoppers: list[FoundShopper]
    next: int | None
