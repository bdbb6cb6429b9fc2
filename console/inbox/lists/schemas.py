"""Rows of the inbox, and lists of them."""

from __future__ import annotations

from pydantic import BaseModel

from console.inbox.schemas import Assignee
from console.schemas import Instant
from conversations.contract import Role, State
from conversations.mood.listening import RoughMood


class ShopperName(BaseModel):
    """`name` is the customer's where one is verified, else what the shopper goes by."""

    name: str | None
    verified: bool


class LastMessage(BaseModel):
    text: str
    at: Instant
    role: Role


class InboxRow(BaseModel):
    """What everyone sees of a conversation in a list. `written` is false while nobody wrote in it.

    `said_seq` is the shopper's latest message; `order` the order that was last spoken of.
    """

    id: str
    state: State
    version: int
    shopper: ShopperName
    last: LastMessage | None
    reason: str | None
    mood: RoughMood | None
    order: str | None
    queued_at: Instant | None
    updated_at: Instant
    assignee: Assignee | None
    team: str | None
    locale: str
    said_seq: int
    written: bool
    snoozed_until: Instant | None


class InboxItem(InboxRow):
    """`unread` counts the shopper's messages that this agent has not seen."""

    unread: int


class InboxCounts(BaseModel):
    queued: int
    mine: int
    team: int
    all: int


class InboxAnswer(BaseModel):
    """`next` is where the next page begins, None on the last. A first answer is due in
    `target_s` seconds."""

    items: list[InboxItem]
    counts: InboxCounts
    next: str | None
    target_s: int
