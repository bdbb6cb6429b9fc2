"""Which conversations a list holds, and in which order it has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, literal_column, select, tuple_

from console.teams.models import TeamMember
from conversations.contract import State
from conversations.models import Conversation
from conversations.mood.service import is_in_mood

View = Literal["queued", "mine", "team", "all", "closed"]

# Written out rather than bound: a partial index serves only a condition it can read.
_OPEN: ColumnElement[bool] = literal_column(
    "conversations.state <> 'closed' AND conversations.head_seq > 0"
)
_CLOSED: ColumnElement[bool] = literal_column(
    "conversations.state = 'closed' AND conversations.head_seq > 0"
)


@dataclass(frozen=True)
class ListFilter:
    """A view, and what it is narrowed to; None narrows nothing."""

    view: View
    locale: str | None = None
    reason: str | None = None
    assignee: str | None = None
    team: str | None = None
    order: str | None = None
    mood: str | None = None


@dataclass(frozen=True)
class Place:
    """Where a page ends: the key that the list is ordered by, and the id where keys are alike."""

    at: datetime
    id: str

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC).isoformat()}~{self.id}"

    @staticmethod
    def read(text: str) -> Place:
        """Raises `ValueError`."""
        at, _, conversation_id = text.partition("~")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not conversation_id:
            raise ValueError("no place in a list")
        return Place(moment, conversation_id)


def in_view(view: str, agent_id: str) -> ColumnElement[bool]:
    """Opened and never written in is in no view."""
    if view == "queued":
        return Conversation.state == State.QUEUED.value
    if view == "mine":
        held = (Conversation.state == State.HUMAN.value) & (Conversation.assignee_id == agent_id)
        return held & Conversation.snoozed_until.is_(None)
    if view == "team":
        mine = select(TeamMember.team_id).where(TeamMember.agent_id == agent_id)
        return Conversation.team_id.in_(mine) & _OPEN
    return _CLOSED if view == "closed" else _OPEN


def conditions(wanted: ListFilter, agent_id: str) -> list[ColumnElement[bool]]:
    found = [in_view(wanted.view, agent_id)]
    if wanted.locale is not None:
        found.append(Conversation.locale == wanted.locale)
    if wanted.reason is not None:
        found.append(Conversation.reason == wanted.reason)
    if wanted.assignee is not None:
        found.append(Conversation.assignee_id == wanted.assignee)
    if wanted.team is not None:
        found.append(Conversation.team_id == wanted.team)
    if wanted.order is not None:
        found.append(Conversation.order_number == wanted.order)
    if wanted.mood is not None:
        found.append(is_in_mood(wanted.mood))
    return found


def order_of(view: View) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The queue with the longest wait first, everything else with the latest change first."""
    if view == "queued":
        return Conversation.queued_at.asc(), Conversation.id.asc()
    return Conversation.updated_at.desc(), Conversation.id.desc()


def past(view: View, place: Place) -> ColumnElement[bool]:
    if view == "queued":
        return tuple_(Conversation.queued_at, Conversation.id) > tuple_(place.at, place.id)
    return tuple_(Conversation.updated_at, Conversation.id) < tuple_(place.at, place.id)


def place_of(view: View, conversation: Conversation) -> Place:
    key = conversation.queued_at if view == "queued" else conversation.updated_at
    return Place(key or conversation.updated_at, conversation.id)
