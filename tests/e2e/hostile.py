"""Texts that want to be run, in every place of a conversation and of an article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import (
    Author,
    Buyers,
    Card,
    CardsBody,
    FileBody,
    FileRef,
    MessageBody,
    Money,
    OrderBody,
    OrderCard,
    OrderLine,
    Quote,
    Receipt,
    ReceiptBody,
    ReceiptLine,
    Role,
    Source,
    SplitBody,
    TextBody,
    Tier,
    TimelineStep,
    Tracking,
)
from conversations.log.repository import lock_conversation
from conversations.log.service import append_message
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import create_article, publish_article
from shopbell.settings import CHECKOUT

PARTS = CHECKOUT / "conversations" / "web" / "tests" / "hostile.json"
SPEAKERS = (Author(Role.SHOPPER), Author(Role.BOT), Author(Role.AGENT, "Ana"))


def hostile_texts(count: int) -> list[str]:
    """The same in the same order as the front ends' own tests take them."""
    parts = json.loads(PARTS.read_text(encoding="utf-8"))
    inner = [*parts["markup"], *parts["addresses"]]
    return [wrap.replace("{}", text) for wrap in parts["wrappings"] for text in inner][:count]


def quoted(text: str) -> TextBody:
    """An answer out of an article of which everything is hostile."""
    return TextBody(text, (Source(Tier.COMMUNITY, text, text, text, text),))


def bodies_of(text: str) -> Iterator[MessageBody]:
    money = Money(text, text)
    yield CardsBody((Card(text, text, text, text, money),))
    line = OrderLine(text, 1, money, {text: text}, text)
    steps = (TimelineStep(text, text),)
    yield OrderBody(OrderCard(text, text, (line,), money, (Tracking(text, text, text),), steps))
    yield ReceiptBody(Receipt(text, text, text, (ReceiptLine(text, money),), text))
    yield FileBody(FileRef(text, text, text, 1, text), text)
    yield SplitBody(quoted(text), Buyers(1, 1, (Quote(text, text, text, True),)))


async def say_all(session: AsyncSession, conversation_id: str, texts: list[str]) -> int:
    """Every text from everybody, and some in every kind of body; how many messages."""
    conversation = await lock_conversation(session, conversation_id)
    assert conversation is not None
    said = [(who, quoted(text)) for who in SPEAKERS for text in texts]
    said += [(SPEAKERS[1], body) for text in texts[:40] for body in bodies_of(text)]  # type: ignore[misc]
    for author, body in said:
        await append_message(
            session, conversation=conversation, author=author, body=body, at=datetime.now(UTC)
        )
    return len(said)


async def write_articles(session: AsyncSession, texts: list[str]) -> None:
    """One with all texts, that shoppers can open, and a draft named like each."""
    at = datetime.now(UTC)
    # An article with a NUL is refused before anybody sees it.
    texts = [text.replace("\0", "\1") for text in texts]
    everything = ArticleContent(
        title=texts[0], body="\n\n".join(texts), questions=tuple(texts[:60])
    )
    for number, content in enumerate(
        [everything, *(ArticleContent(title=text, body=text) for text in texts)]
    ):
        article = await create_article(
            session,
            article_id=f"hostile-{number}",
            locale="en",
            content=content,
            editor=texts[number % len(texts)][:100],
            at=at,
        )
        if number == 0:
            await publish_article(session, key=article.key, version=1, at=at)
