"""Keeps trackers short, because Rasa copies and sends all events of one with every action.

`max_event_history` is no help: a slot set by a dropped event is lost with the next copy. So between
turns the events are replaced by others that replay to the same state: a session start, one event
for each slot that is set, and the last few turns as they were.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    SESSION_START_METADATA_SLOT,
)
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

# A turn has 4 to 15 events. The bounds keep what an action call sends at some 40 KB.
COMPACT_ABOVE = 80
COMPACT_IN_FORM_ABOVE = 120
KEPT_TURNS = 3


def is_due(tracker: DialogueStateTracker) -> bool:
    """Not inside a form, unless someone has stayed in one for some fifteen turns."""
    limit = COMPACT_IN_FORM_ABOVE if tracker.active_loop_name else COMPACT_ABOVE
    return len(tracker.events) > limit


def compacted_events(tracker: DialogueStateTracker) -> list[Event]:
    """Events that bring a new tracker to the state of `tracker`, which is between two turns."""
    tail = _last_turns(list(tracker.events))
    began = tail[0].timestamp if tail else 0.0
    head: list[Event] = [
        ActionExecuted(ACTION_SESSION_START_NAME, timestamp=began),
        SessionStarted(timestamp=began),
    ]
    head += [
        SlotSet(name, value, timestamp=began)
        for name, value in _slots_before(tracker, tail).items()
    ]
    if tracker.active_loop_name and not _starts_loop(tail):
        head.append(ActiveLoop(tracker.active_loop_name, timestamp=began))
    head.append(ActionExecuted(ACTION_LISTEN_NAME, timestamp=began))
    return head + tail


def _last_turns(events: list[Event]) -> list[Event]:
    starts = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    return events[starts[-KEPT_TURNS:][0] :] if starts else []


def _slots_before(tracker: DialogueStateTracker, tail: list[Event]) -> dict[str, Any]:
    later = {event.key for event in tail if isinstance(event, SlotSet)}
    return {
        name: slot.value
        for name, slot in tracker.slots.items()
        if slot.has_been_set
        and slot.value is not None
        and name not in later
        and name != SESSION_START_METADATA_SLOT
    }


def _starts_loop(tail: list[Event]) -> bool:
    return any(isinstance(event, ActiveLoop) for event in tail)
