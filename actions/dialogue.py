"""What an action reads of a turn and what it may say: our side of the rasa-sdk protocol.

Actions are plain classes with a `name` and a `run`; they get their services when they are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from conversations.contract import (
    ChoiceOffer,
    FailedSignal,
    FoundText,
    HandoffSignal,
    MessageBody,
    Page,
    TextBody,
    ToldFact,
    TraceSignal,
)
from conversations.wire import decode, encode

Event = dict[str, Any]
REQUESTED_SLOT = "requested_slot"
PENDING = "pending"


@dataclass(frozen=True)
class Turn:
    """One message of the shopper and what the dialogue holds. `events` are Rasa's, oldest first.

    `language` is "en" or "zh": the one to answer in. `ranking` has intents with their confidence,
    the likeliest first. Slots prove nothing about who the shopper is. `impatience` is "angry" or
    "repeated" where a person is fetched whom the shopper did not ask for, else empty.
    """

    conversation: str
    text: str
    intent: str
    turn: str = ""
    site: str = ""
    language: str = "en"
    page: Page = field(default_factory=Page)
    ranking: tuple[tuple[str, float], ...] = ()
    entities: tuple[Mapping[str, Any], ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    events: Sequence[Event] = ()
    active_form: str | None = None
    impatience: str = ""

    def slot(self, name: str) -> str | None:
        value = self.slots.get(name)
        return None if value is None else str(value)

    def entity(self, name: str) -> str | None:
        """The value last given for an entity in this message."""
        values = [str(item["value"]) for item in self.entities if item["entity"] == name]
        return values[-1] if values else None

    def slot_candidates(self) -> dict[str, Any]:
        """What a form has just taken from the message, for its validation: the trailing slots."""
        candidates: dict[str, Any] = {}
        for event in reversed(self.events):
            if event["event"] != "slot":
                break
            if event["name"] != REQUESTED_SLOT:
                candidates.setdefault(event["name"], event["value"])
        return candidates

    def turn_before(self) -> list[Event]:
        """The events of the shopper's message before this one, that message first."""
        users = [at for at, event in enumerate(self.events) if event["event"] == "user"]
        return list(self.events[users[-2] : users[-1]]) if len(users) > 1 else []

    def offer_pending(self) -> str | None:
        """What the last turn offered and waits for a yes to."""
        values = [
            event["value"]
            for event in self.turn_before()
            if event["event"] == "slot" and event["name"] == PENDING
        ]
        return values[-1] if values else None


@dataclass
class Reply:
    """Collects what an action says, in order."""

    payloads: list[dict[str, Any]] = field(default_factory=list)

    def say(self, text: str, *offers: ChoiceOffer, facts: Iterable[ToldFact] = ()) -> None:
        self.show(TextBody(text), *offers, facts=facts)

    def show(self, body: MessageBody, *offers: ChoiceOffer, facts: Iterable[ToldFact] = ()) -> None:
        """`facts` are those that it rests on and that are put right when they change."""
        payload = {"body": encode(body), "offers": [encode(offer) for offer in offers]}
        told = [encode(fact) for fact in facts]
        self.payloads.append({**payload, "facts": told} if told else payload)

    def signal(self, signal: HandoffSignal | TraceSignal | FailedSignal) -> None:
        self.payloads.append({"signal": encode(signal)})

    def trace(
        self, step: str, ok: bool, detail: str = "", *, found: FoundText | None = None
    ) -> None:
        """One line of the brief that an agent reads at a handoff."""
        self.signal(TraceSignal(step, ok, detail, found))


class Action(Protocol):
    """`run` returns Rasa events. What it raises becomes a failed turn, never a half answer."""

    @property
    def name(self) -> str: ...

    async def run(self, turn: Turn, reply: Reply) -> list[Event]: ...


def set_slot(name: str, value: Any) -> Event:
    return {"event": "slot", "name": name, "value": value}


def end_form() -> list[Event]:
    return [
        {"event": "active_loop", "name": None},
        set_slot(REQUESTED_SLOT, None),
        set_slot("proof_way", None),
    ]


def read_turn(tracker: Any) -> Turn:
    """From rasa-sdk's `Tracker`. Raises `WireError` where the metadata is not our channel's."""
    message: Mapping[str, Any] = tracker.latest_message
    metadata = message.get("metadata") or {}
    return Turn(
        conversation=str(tracker.sender_id),
        text=str(message.get("text") or ""),
        intent=str((message.get("intent") or {}).get("name") or ""),
        turn=str(metadata.get("turn", "")),
        site=str(metadata.get("site", "")),
        language=str(metadata.get("language", "en")),
        page=decode(Page, metadata.get("page", {}), "page"),
        ranking=tuple(
            (str(item["name"]), float(item["confidence"]))
            for item in message.get("intent_ranking") or ()
        ),
        entities=tuple(message.get("entities") or ()),
        slots=dict(tracker.slots),
        events=tuple(tracker.events),
        active_form=tracker.active_loop_name,
        impatience=str(metadata.get("impatience") or ""),
    )
