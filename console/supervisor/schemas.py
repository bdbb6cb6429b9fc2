"""How things stand right now, for who looks after the others."""

from __future__ import annotations

from pydantic import BaseModel

from console.schemas import Instant
from conversations.presence import Availability


class WaitingView(BaseModel):
    """`unanswered_by` are the names of those whose claim of it has run out since it waits."""

    id: str
    queued_at: Instant
    reason: str | None
    topic: str
    locale: str
    team: str | None
    unanswered_by: list[str]


class AgentView(BaseModel):
    """`state` is off where no console is open; `held` is what they have now, also then."""

    id: str
    name: str
    state: Availability
    held: int
    unanswered: int
    capacity: int
    teams: list[str]


class SupervisorAnswer(BaseModel):
    """`places` are those of who is online, `free` of them not taken. Lists the longest waits."""

    waiting: int
    longest_since: Instant | None
    served: int
    unanswered: int
    callbacks: int
    places: int
    free: int
    queue: list[WaitingView]
    agents: list[AgentView]
