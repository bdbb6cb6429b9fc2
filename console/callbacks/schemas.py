"""Promised answers by mail, as the next shift sees them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from console.inbox.schemas import MessageText
from console.schemas import Body, Instant


class CallbackView(BaseModel):
    """`wants` is the last thing the shopper wrote before the address."""

    id: str
    conversation: str
    shopper: str | None
    address: str
    locale: str
    reason: str | None
    topic: str
    wants: str
    promised_at: Instant


class CallbacksAnswer(BaseModel):
    items: list[CallbackView]
    more: bool


class AnswerCallbackBody(Body):
    """Without a text it is done by other means, and nothing is mailed."""

    text: MessageText | None = None


class DoneAnswer(BaseModel):
    done: Literal[True] = True
