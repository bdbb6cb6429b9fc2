"""A tracker that is cheap to copy and to look back in.

Rasa replays all events for each copy (two or more in a turn) and for each look at the past states
(six). Here a copy takes the state over as it is, and the past is replayed once and then only added
to. What is seen of both is the same, but for one bound: rules see the last `KEPT_STATES` states.
"""

from __future__ import annotations

import copy
import dataclasses
import operator
from typing import Any, Iterator, Optional

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

# A rule or story of ours has at most six states; policies.rules refuses longer ones.
KEPT_STATES = 12


class LiveTracker(DialogueStateTracker):
    """What bot.tracker_store hands out."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._applied: Optional[list[Event]] = None
        self._past: Optional[_Past] = None
        super().__init__(*arguments, **options)

    def update(self, event: Event, domain: Optional[Domain] = None) -> None:
        self._applied = None
        super().update(event, domain)

    def applied_events(self) -> list[Event]:
        if self._applied is None:
            self._applied = super().applied_events()
        return list(self._applied)

    def copy(self) -> "LiveTracker":
        """The slots and the loop are copied, the events are shared, as Rasa shares them."""
        twin = type(self).__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin.events = self.events.copy()
        twin.slots = {name: _copied(slot) for name, slot in self.slots.items()}
        if self.active_loop is not None:
            twin.active_loop = dataclasses.replace(self.active_loop)
        twin.model_id = twin.assistant_id = twin._past = None
        return twin

    def generate_all_prior_trackers(self) -> Iterator[tuple[Any, bool]]:
        """As far as Rasa's domain reads them: the state before each action, the present last."""
        past = self._known_past()
        yield from past.states
        yield past.present(), False

    def past_states(
        self,
        domain: Domain,
        omit_unset_slots: bool = False,
        ignore_rule_only_turns: bool = False,
        rule_only_data: Optional[dict[str, Any]] = None,
    ) -> list[dict[str, Any]]:
        if omit_unset_slots or ignore_rule_only_turns:
            states: list[dict[str, Any]] = super().past_states(
                domain, omit_unset_slots, ignore_rule_only_turns, rule_only_data
            )
            return states
        past = self._known_past()
        seen = [*(state for state, _ in past.states[1 - KEPT_STATES :]), past.present()]
        return [state.active(domain) for state in seen]

    def _known_past(self) -> "_Past":
        applied = self.applied_events()
        if self._past is None or not self._past.is_begin_of(applied):
            self._past = _Past(self.init_copy())
        self._past.follow(applied)
        return self._past


@dataclasses.dataclass
class PriorState:
    """The attributes of a tracker that make a state, as they were at one moment."""

    latest_message: Any
    latest_action: Any
    latest_action_name: Optional[str]
    active_loop: Any
    active_loop_name: Optional[str]
    followup_action: Optional[str]
    slots: dict[str, Slot]
    _active: Optional[tuple[Any, dict[str, Any]]] = None

    def active(self, domain: Domain) -> dict[str, Any]:
        """Rasa's state of that moment. A copy, because Rasa takes parts out of what it is given."""
        # A prediction notes in the message whether its text or its intent has been used.
        reading = self.latest_message and self.latest_message.use_text_for_featurization
        if self._active is None or self._active[0] is not reading:
            self._active = (reading, domain.get_active_state(self))
        return {part: dict(values) for part, values in self._active[1].items()}


class _Past:
    """Replays events on a tracker of its own and keeps the state before each action."""

    def __init__(self, replayed: DialogueStateTracker) -> None:
        self._replayed = replayed
        self._events: list[Event] = []
        self.states: list[tuple[PriorState, bool]] = []
        self._present: Optional[PriorState] = None

    def is_begin_of(self, events: list[Event]) -> bool:
        known = self._events
        return len(known) <= len(events) and all(map(operator.is_, known, events))

    def follow(self, events: list[Event]) -> None:
        for event in events[len(self._events) :]:
            if isinstance(event, ActionExecuted):
                self.states.append((self.present(), event.hide_rule_turn))
            self._replayed.update(event)
            self._present = None
        self._events = events

    def present(self) -> PriorState:
        if self._present is None:
            self._present = _state_of(self._replayed)
        return self._present


def _state_of(tracker: DialogueStateTracker) -> PriorState:
    return PriorState(
        tracker.latest_message,
        tracker.latest_action,
        tracker.latest_action_name,
        copy.copy(tracker.active_loop),
        tracker.active_loop_name,
        tracker.followup_action,
        # The others have no place in a state.
        {
            name: _copied(slot)
            for name, slot in tracker.slots.items()
            if slot.influence_conversation
        },
    )


def _copied(slot: Slot) -> Slot:
    """`copy.copy`, ten times as fast."""
    twin: Slot = object.__new__(type(slot))
    twin.__dict__.update(slot.__dict__)
    return twin
