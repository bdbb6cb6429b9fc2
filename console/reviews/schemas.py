"""Requests and answers about the review of buyers' notes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from console.schemas import Body, Instant, Text, Version
from knowledge_base.notes.claims import Risk
from knowledge_base.notes.models import Decision
from knowledge_base.notes.schemas import Outcome

MAX_AT_ONCE = 500
RiskFilter = Literal["medical", "price", "contact", "none"]


class ClaimView(BaseModel):
    """`words` exactly as they stand in the note."""

    risk: Risk
    words: str


class NoteView(BaseModel):
    """One text, said by `notes` notes of `authors` and others; `id` is the first one's key."""

    id: str
    version: int
    locale: str
    title: str
    body: str
    questions: list[str]
    author: str | None
    date: dt.date | None
    product_id: str | None
    url: str | None
    verified_purchase: bool
    sponsored: bool
    sent_at: Instant
    sent_by: str
    claims: list[ClaimView]
    notes: int
    authors: list[str]
    live: int
    replaces: str | None
    held: bool


class QueueAnswer(BaseModel):
    """`texts` and `notes` count all that fit, not this page alone."""

    texts: int
    notes: int
    items: list[NoteView]


class NoteRefBody(Body):
    id: Annotated[Text, Field(max_length=240)]
    version: Version


class DecideBody(Body):
    """Each note, and with it all that say the same."""

    decision: Literal["approve", "reject"]
    notes: Annotated[list[NoteRefBody], Field(min_length=1, max_length=MAX_AT_ONCE)]
    reason: Annotated[Text, Field(max_length=500)] = ""


class OutcomeView(BaseModel):
    """`changed`: there is a newer text; `gone`: somebody decided first; `held`: in quarantine."""

    id: str
    outcome: Outcome


class DecidedAnswer(BaseModel):
    items: list[OutcomeView]


class EditedBody(Body):
    id: Annotated[Text, Field(max_length=240)]
    version: Version
    title: Text
    body: Text


class AuthorBody(Body):
    author: Annotated[Text, Field(min_length=1, max_length=200)]
    reason: Annotated[Text, Field(max_length=500)] = ""


class AuthorAnswer(BaseModel):
    """How many notes were taken away, or wait again."""

    author: str
    notes: int


class QuarantinedRow(BaseModel):
    name: str
    reason: str
    quarantined_by: str
    quarantined_at: Instant


class QuarantinedAnswer(BaseModel):
    items: list[QuarantinedRow]


class DecisionRow(BaseModel):
    """`note` is None where it was decided about an author, of whom `notes` were concerned."""

    note: str | None
    decision: Decision
    title: str
    author: str
    notes: int
    reason: str
    decided_by: str
    decided_at: Instant


class DecisionsAnswer(BaseModel):
    items: list[DecisionRow]
    total: int
