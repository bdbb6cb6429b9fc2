"""Log rows as frames of a socket."""

from __future__ import annotations

from datetime import UTC, datetime

from conversations.contract import Author, Event, EventName, Role
from conversations.models import LogRow


def wire_time(at: datetime) -> str:
    """UTC in ISO 8601 with milliseconds and `Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def event_frame(row: LogRow, *, console: bool = False) -> Event:
    """`console` adds what a shopper's socket never carries: `aseq` and the conversation's id."""
    return Event(
        seq=row.seq,
        at=wire_time(row.at),
        event=EventName(row.event),
        author=Author(Role(row.author_role), row.author_name),
        body=row.body,
        id=row.id,
        aseq=row.aseq if console else None,
        conversation=row.conversation_id if console else None,
    )
