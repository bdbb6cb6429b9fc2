"""Conversation tests as data: what is said to the running bot, and what must come of it.

A step has `user` (typed text), `choose` (the title of a button in the last reply) or `file` (the id
of an upload), and any of
`locale`, `page`, `resume`. What is asserted, each only where it is named: `intent`, `actions` (all
of the turn, in order, without listening), `slots`, `says` (parts of the texts, in any order),
`silent_on` (what no text may hold), `offers` (button titles), `order` (a card's number), `source`,
`signals` (`handoff case`, `trace search ok`), `form` (the open one, or null). A story that `shows`
a way of talking is in docs/conversations.md under that heading.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from conversations.contract import (
    ChoiceOffer,
    Chosen,
    HandoffSignal,
    OrderBody,
    Page,
    Signal,
    SplitBody,
    TextBody,
    TraceSignal,
    TurnReply,
)
from conversations.turns.asking import FILE_ENTITY, FILE_INTENT
from tests.bot.running_bot import RunningBot

LISTEN = "action_listen"
CHECKS = {
    "user", "choose", "file", "locale", "page", "resume", "intent", "actions", "slots", "says",
    "silent_on", "offers", "order", "source", "signals", "form",
}  # fmt: skip


@dataclass(frozen=True)
class Story:
    """`shows` is the heading that it stands under in docs/conversations.md, empty for most."""

    file: str
    name: str
    steps: list[dict[str, Any]]
    shows: str = ""

    @property
    def id(self) -> str:
        return f"{self.file}: {self.name}"


def load_stories(folder: Path) -> list[Story]:
    """Every story of every `test_stories_*.yml`."""
    stories = []
    for file in sorted(folder.glob("test_stories_*.yml")):
        for story in yaml.safe_load(file.read_text(encoding="utf-8"))["stories"]:
            for step in story["steps"]:
                _check_written(story["story"], step)
            shows = story.get("shows", "")
            stories.append(Story(file.stem, story["story"], story["steps"], shows))
    return stories


def _check_written(story: str, step: dict[str, Any]) -> None:
    unknown = step.keys() - CHECKS
    assert not unknown, f"{story}: {unknown}"
    for key in ("user", "choose"):
        said = step.get(key, "")
        assert isinstance(said, str), f"{story}: `{key}: {said}` is no text in YAML, quote it"


@dataclass
class Conversation:
    bot: RunningBot
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    offers: tuple[ChoiceOffer, ...] = ()

    def step(self, step: dict[str, Any]) -> TurnReply:
        text, chosen = step.get("user", ""), None
        if "choose" in step:
            text = step["choose"]
            offer = {offer.title: offer for offer in self.offers}[text]
            chosen = Chosen(offer.intent, offer.entities)
        elif "file" in step:
            text, chosen = "photo.jpg", Chosen(FILE_INTENT, {FILE_ENTITY: step["file"]})
        reply = self.bot.say(
            self.id,
            text,
            chosen=chosen,
            locale=step.get("locale", "en"),
            page=Page(**step.get("page", {})),
            resume=step.get("resume", False),
        )
        self.offers = tuple(offer for message in reply.messages for offer in message.offers)
        return reply

    def events(self) -> list[dict[str, Any]]:
        """What the bot has stored of this conversation, oldest first."""
        with sqlite3.connect(self.bot.database) as database:
            rows = database.execute(
                "SELECT data FROM bot_events WHERE conversation = ? ORDER BY position", (self.id,)
            ).fetchall()
        database.close()
        return [json.loads(data) for (data,) in rows]

    def actions_of_last_turn(self) -> list[str]:
        """A message with two wishes is two of Rasa's user events, both with the message's id."""
        events = self.events()
        users = [event["message_id"] for event in events if event["event"] == "user"]
        first = next(at for at, event in enumerate(events) if event.get("message_id") == users[-1])
        return [
            event["name"]
            for event in events[first:]
            if event["event"] == "action" and event["name"] != LISTEN
        ]

    def slots(self) -> dict[str, Any]:
        return {
            event["name"]: event["value"] for event in self.events() if event["event"] == "slot"
        }

    def form(self) -> str | None:
        loops = [event["name"] for event in self.events() if event["event"] == "active_loop"]
        return loops[-1] if loops else None


def play(bot: RunningBot, steps: list[dict[str, Any]]) -> None:
    conversation = Conversation(bot)
    for step in steps:
        reply = conversation.step(step)
        told = "\n".join(_texts(reply))
        said = f"after {step.get('user', step.get('choose', step.get('file')))!r} came:\n{told}"
        _check_reply(step, reply, said)
        _check_state(step, conversation, said)


def _check_reply(step: dict[str, Any], reply: TurnReply, said: str) -> None:
    if "intent" in step:
        assert reply.understood is not None
        assert reply.understood.intent == step["intent"], said
    texts = _texts(reply)
    for part in step.get("says", ()):
        assert any(part in text for text in texts), f"no {part!r}; {said}"
    for part in step.get("silent_on", ()):
        assert not any(part in text for text in texts), f"{part!r} was said; {said}"
    offers = [offer.title for message in reply.messages for offer in message.offers]
    if "offers" in step:
        assert offers == step["offers"], said
    cards = [m.body.order.number for m in reply.messages if isinstance(m.body, OrderBody)]
    if "order" in step:
        assert cards == ([step["order"]] if step["order"] else []), said
    if "source" in step:
        sources = [s.title for m in reply.messages if isinstance(m.body, TextBody)
                   for s in m.body.sources]  # fmt: skip
        assert step["source"] in sources, said
    if "signals" in step:
        assert [_named(signal) for signal in reply.signals] == step["signals"], said


def _check_state(step: dict[str, Any], conversation: Conversation, said: str) -> None:
    if "actions" in step:
        assert conversation.actions_of_last_turn() == step["actions"], said
    slots = conversation.slots() if "slots" in step else {}
    for name, value in step.get("slots", {}).items():
        assert slots.get(name) == value, f"slot {name}; {said}"
    if "form" in step:
        assert conversation.form() == step["form"], said


def _texts(reply: TurnReply) -> list[str]:
    """What the bot said; of a split card the shop's words and each quote behind its author."""
    texts = []
    for message in reply.messages:
        if isinstance(message.body, TextBody):
            texts.append(message.body.text)
        elif isinstance(message.body, SplitBody):
            texts.append(message.body.official.text)
            quotes = message.body.buyers.quotes
            texts += [f"{quote.author}: {quote.text}" for quote in quotes]
    return texts


def _named(signal: Signal) -> str:
    if isinstance(signal, HandoffSignal):
        return f"handoff {signal.reason.value}"
    if isinstance(signal, TraceSignal):
        return f"trace {signal.step} {'ok' if signal.ok else 'failed'}"
    return f"failed {signal.code}"
