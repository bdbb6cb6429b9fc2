"""Which state may follow which, and the event that says so."""

from __future__ import annotations

from conversations.contract import EventName, State

ALLOWED: dict[State, frozenset[State]] = {
    State.BOT: frozenset({State.QUEUED, State.HUMAN, State.CLOSED}),
    State.QUEUED: frozenset({State.HUMAN, State.BOT, State.CLOSED}),
    State.HUMAN: frozenset({State.BOT, State.QUEUED, State.CLOSED}),
    State.CLOSED: frozenset({State.QUEUED, State.BOT}),
}


def event_of(before: State, after: State) -> EventName:
    """The log's name for a change of state."""
    if before is State.CLOSED:
        return EventName.REOPENED
    return {
        State.QUEUED: EventName.TRANSFERRED if before is State.HUMAN else EventName.ESCALATED,
        State.HUMAN: EventName.CLAIMED,
        State.BOT: EventName.RELEASED,
        State.CLOSED: EventName.CLOSED,
    }[after]
