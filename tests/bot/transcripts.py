"""docs/conversations.md: the stories that show how the bot talks, as it really talked."""

from __future__ import annotations

from conversations.asked.service import is_unanswered
from conversations.contract import (
    CardsBody,
    HandoffSignal,
    MessageBody,
    OrderBody,
    ReceiptBody,
    SplitBody,
    TextBody,
    TurnMessage,
    TurnReply,
)
from tests.bot.running_bot import RunningBot
from tests.bot.stories import Conversation, Story

INTRODUCTION = """# How the bot talks

Written by `make conversations`, which puts these messages to a real bot and app with the invented
shop of `tests/bot/shop.json`; a test fails when the page and what the bot says part. Buttons are in
[brackets].
"""


def conversations_page(bot: RunningBot, stories: list[Story]) -> str:
    """Markdown: a section for each heading, in the order of the stories."""
    sections: dict[str, list[str]] = {}
    for story in stories:
        if story.shows:
            sections.setdefault(story.shows, []).append(_transcript(bot, story))
    parts = [f"## {heading}\n\n" + "\n".join(told) for heading, told in sections.items()]
    return INTRODUCTION + "\n" + "\n".join(parts)


def _transcript(bot: RunningBot, story: Story) -> str:
    conversation = Conversation(bot)
    lines = [f"*{story.name}*", ""]
    for step in story.steps:
        reply = conversation.step(step)
        said = step.get("user") or f"[{step['choose']}]"
        lines.append(f"- **shopper:** {said}")
        lines += [f"- bot: {_told(message)}" for message in reply.messages]
        lines += _handed(reply)
    return "\n".join(lines) + "\n"


def _told(message: TurnMessage) -> str:
    offers = " ".join(f"[{offer.title}]" for offer in message.offers)
    return f"{_body(message.body)} {offers}".strip().replace("\n", "<br>")


def _body(body: MessageBody) -> str:
    if isinstance(body, TextBody):
        sources = ", ".join(source.title for source in body.sources)
        return f"{body.text} (source: {sources})" if sources else body.text
    if isinstance(body, SplitBody):
        buyers = body.buyers
        quotes = "; ".join(f"{quote.author}: “{quote.text}”" for quote in buyers.quotes)
        counts = f"{buyers.for_} for, {buyers.against} against"
        return f"{_body(body.official)}<br>*buyers say: {counts}; {quotes}*"
    if isinstance(body, OrderBody):
        items = ", ".join(item.title for item in body.order.items)
        return f"*order card {body.order.number}, {body.order.status}: {items}*"
    if isinstance(body, CardsBody):
        return f"*cards: {', '.join(card.title for card in body.cards)}*"
    if isinstance(body, ReceiptBody):
        lines = "; ".join(line.text for line in body.receipt.lines)
        return f"*receipt for {body.receipt.order}: {lines}*"
    return f"*{body.kind}*"


def _handed(reply: TurnReply) -> list[str]:
    reasons = [s.reason.value for s in reply.signals if isinstance(s, HandoffSignal)]
    kept = ["- *the question is kept for the admin*"] if is_unanswered(reply.signals) else []
    return [*kept, *(f"- *a person is fetched ({reason})*" for reason in reasons)]
