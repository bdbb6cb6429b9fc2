"""Saying the last answer once more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.wording import Wording
from conversations.contract import ChoiceOffer
from conversations.wire import decode, decode_body


@dataclass(frozen=True)
class ActionRepeat:
    """Says the messages of the turn before, buttons included; what was offered stays offered."""

    wording: Wording
    name: str = "action_repeat"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        # Inside a form the form's own question follows and is what was asked last.
        if turn.active_form is not None:
            return []
        said = [event["data"] | {"text": event.get("text")} for event in _bot_events(turn)]
        for message in said:
            _say_again(message, reply)
        if not said:
            reply.say(self.wording.text(turn.language, "repeat_nothing"))
        offered = turn.offer_pending()
        return [] if offered is None else [set_slot(PENDING, offered)]


def _bot_events(turn: Turn) -> list[Event]:
    return [
        event
        for event in turn.turn_before()
        if event["event"] == "bot" and (event.get("text") or _custom(event["data"]).get("body"))
    ]


def _custom(data: dict[str, Any]) -> dict[str, Any]:
    return data.get("custom") or {}


def _say_again(message: dict[str, Any], reply: Reply) -> None:
    custom = _custom(message)
    if custom.get("body"):
        offers = [decode(ChoiceOffer, offer, "offers") for offer in custom.get("offers", ())]
        reply.show(decode_body(custom["body"]), *offers)
        return
    buttons = [
        ChoiceOffer(str(button["title"]), str(button["payload"]).lstrip("/"))
        for button in message.get("buttons") or ()
    ]
    reply.say(str(message["text"]), *buttons)
