"""Collects what Rasa says in one turn into the messages and signals of the contract."""

from __future__ import annotations

import json
from typing import Any, Iterable, Optional

from rasa.core.channels.channel import OutputChannel

from conversations.contract import (
    ChoiceOffer,
    FailedSignal,
    HandoffSignal,
    MessageBody,
    Signal,
    TextBody,
    ToldFact,
    TraceSignal,
    TurnMessage,
    TurnReply,
    Understood,
)
from conversations.wire import decode, decode_body

SIGNALS = (HandoffSignal, TraceSignal, FailedSignal)


class ReplyCollector(OutputChannel):
    """One per turn. Custom payloads are `{"body": …, "offers": […]}` or `{"signal": …}`."""

    def __init__(self) -> None:
        self.messages: list[TurnMessage] = []
        self.signals: list[Signal] = []

    @classmethod
    def name(cls) -> str:
        return "shopbell"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        custom = message.get("custom")
        if custom:
            self._take_custom(custom)
        offers = tuple(_offer(button) for button in message.get("buttons") or ())
        text = (message.get("text") or "").strip()
        if text:
            self.messages.append(TurnMessage(TextBody(text), offers))

    def drop_repeated_from(self, first: int, bridges: int) -> None:
        """Take back the messages from `first` on where, after the bridges, each was said before."""
        said, again = self.messages[:first], self.messages[first + bridges :]
        if all(message in said for message in again):
            del self.messages[first:]

    def reply(self, understood: Optional[Understood]) -> TurnReply:
        return TurnReply(tuple(self.messages), tuple(self.signals), understood)

    def _take_custom(self, custom: dict[str, Any]) -> None:
        if "signal" in custom:
            self.signals.append(_signal(custom["signal"]))
            return
        body: MessageBody = decode_body(custom["body"])
        offers = tuple(decode(ChoiceOffer, item, "offers") for item in custom.get("offers", ()))
        facts = tuple(decode(ToldFact, item, "facts") for item in custom.get("facts", ()))
        self.messages.append(TurnMessage(body, offers, facts))


def _signal(data: dict[str, Any]) -> Signal:
    kinds: dict[str, type[Signal]] = {kind.kind: kind for kind in SIGNALS}
    return decode(kinds[data["kind"]], data, "signal")


def _offer(button: dict[str, Any]) -> ChoiceOffer:
    """A response's button, whose payload is `/intent` or `/intent{"entity": "value"}`."""
    intent, brace, rest = str(button["payload"]).lstrip("/").partition("{")
    entities = json.loads(brace + rest) if brace else {}
    return ChoiceOffer(
        title=str(button["title"]),
        intent=intent.strip(),
        entities={str(key): str(value) for key, value in entities.items()},
    )


def understood_from(intent: dict[str, Any], entities: Iterable[dict[str, Any]]) -> Understood:
    """What the parser made of the message, with the shopper's own words for a product."""
    return Understood(
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0.0),
        entities=tuple(
            {"entity": str(found["entity"]), "value": str(found.get("name", found["value"]))}
            for found in entities
        ),
    )
