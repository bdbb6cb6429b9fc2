"""Articles and a draft for the shopper's question: searched and read, never said by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.orders.access.schemas import by_agent
from actions.orders.errors import OrderStoreError
from actions.orders.numbers import normalise_order_number
from actions.orders.status.schemas import OrderStatus
from console.accounts.sessions import SignedIn
from console.assist.question import Question
from console.assist.schemas import AssistAnswer, Draft, DraftSource, article_of
from console.parts import ConsoleParts
from conversations.models import Conversation
from knowledge_base.search.explaining import Explanation
from knowledge_base.search.schemas import Passage

SHOWN: Final = 3
NEAR: Final = 0.6
"""The share of what an answer needs, and of what the best has, below which an article is on
another matter. Measured in docs/conversation-pane.md."""


async def assist(
    parts: ConsoleParts,
    agent: SignedIn,
    conversation: Conversation,
    question: Question | None,
) -> AssistAnswer:
    if question is None:
        return AssistAnswer(question="", seq=None, articles=[], draft=None)
    language = "zh" if question.chinese else conversation.locale.split("-")[0]
    found = await parts.explain(question.text, locale=language)
    near = _near(found)
    order = await _order_meant(parts, agent, conversation.id, question)
    return AssistAnswer(
        question=question.text,
        seq=question.seq,
        articles=[article_of(one, parts.public_url) for one in near],
        draft=_of_order(parts, order, language) if order else _of_article(parts, found, near),
    )


async def _order_meant(
    parts: ConsoleParts, agent: SignedIn, conversation_id: str, question: Question
) -> OrderStatus | None:
    """Only a proven customer's own; the one that is named, else the newest."""
    if not question.about_order:
        return None
    caller = by_agent(agent.name, conversation_id)
    try:
        orders = await parts.orders.orders(caller)
    except OrderStoreError:
        return None
    return _named(orders, question.numbers) or (orders[0] if orders else None)


def _named(orders: Sequence[OrderStatus], numbers: Sequence[str]) -> OrderStatus | None:
    meant = {normalise_order_number(number) for number in numbers}
    return next((order for order in orders if order.number in meant), None)


def _of_order(parts: ConsoleParts, order: OrderStatus, language: str) -> Draft:
    text = parts.shop.order_sentence(language, order)
    return Draft(text=text, sources=[DraftSource(kind="order", title=order.number)])


def _of_article(parts: ConsoleParts, found: Explanation, near: Sequence[Passage]) -> Draft | None:
    """The passage that the bot itself would say, and none where it would say nothing."""
    if not found.answered or not near:
        return None
    article = article_of(near[0], parts.public_url)
    source = DraftSource(kind="article", title=article.title, url=article.url)
    return Draft(text=article.text, sources=[source])


def _near(found: Explanation) -> list[Passage]:
    """At most three, the best first; what an admin pinned to the question is near by their word."""
    shown = [one.passage for one in found.passages if not one.held_back]
    if not shown:
        return []
    floor = NEAR * max(found.answers_from, shown[0].score)
    return [one for one in shown if one.pinned or one.score >= floor][:SHOWN]
