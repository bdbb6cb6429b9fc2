"""Turns as the webhook reads them, and what was said to them."""

from __future__ import annotations

from typing import Any

from actions.dialogue import REQUESTED_SLOT, Event, Reply, Turn
from conversations.contract import (
    ChoiceOffer,
    HandoffSignal,
    MessageBody,
    OrderBody,
    Signal,
    TextBody,
    TraceSignal,
)
from conversations.wire import decode, decode_body


def user(intent: str, *after: Event) -> list[Event]:
    """A message of the shopper and what the bot did after it."""
    return [{"event": "user", "parse_data": {"intent": {"name": intent}}}, *after]


def turn(text: str = "", *, conversation: str = "c", **more: Any) -> Turn:
    return Turn(conversation=conversation, text=text, intent=more.pop("intent", ""), **more)


def form_turn(text: str, given: dict[str, Any], slots: dict[str, Any] | None = None) -> Turn:
    """A message inside a form, from which `given` has just been taken."""
    events: list[Event] = [{"event": "action", "name": "the_form"}]
    events += [{"event": "slot", "name": name, "value": value} for name, value in given.items()]
    return turn(text, slots={**(slots or {}), **given}, events=events, active_form="the_form")


def slots_of(events: list[Event]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


def requested(events: list[Event]) -> Any:
    return slots_of(events).get(REQUESTED_SLOT, "not said")


def bodies(reply: Reply) -> list[MessageBody]:
    return [decode_body(payload["body"]) for payload in reply.payloads if "body" in payload]


def texts(reply: Reply) -> str:
    return "\n".join(body.text for body in bodies(reply) if isinstance(body, TextBody))


def orders(reply: Reply) -> list[OrderBody]:
    return [body for body in bodies(reply) if isinstance(body, OrderBody)]


def offers(reply: Reply) -> list[ChoiceOffer]:
    return [
        decode(ChoiceOffer, offer)
        for payload in reply.payloads
        for offer in payload.get("offers", ())
    ]


def signals(reply: Reply) -> list[Signal]:
    kinds: dict[str, type[Signal]] = {"handoff": HandoffSignal, "trace": TraceSignal}
    found = [payload["signal"] for payload in reply.payloads if "signal" in payload]
    return [decode(kinds[signal["kind"]], signal) for signal in found]
