"""Questions about a product: price, stock and options from the catalogue, the rest from texts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.answers import answer_body
from actions.ask_faq import answer, say_not_written
from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.order_card import money
from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.catalogue.service import find_products, product
from actions.product_facts import facts_sentence
from actions.wording import Wording
from conversations.contract import Card, CardsBody, HandoffReason
from knowledge_base.search.service import KnowledgeSearch

PRODUCT = "product"
POINTS_AT_PAGE = re.compile(r"\b(?:this|it|its|these|they|them|that|one)\b|这|它|该", re.IGNORECASE)


@dataclass(frozen=True)
class ActionAnswerProductQuestion:
    reader: async_sessionmaker[AsyncSession]
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_answer_product_question"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        facts = await self._product(turn)
        if facts is None:
            return await self._without_product(turn, reply)
        events = [set_slot(PRODUCT, facts.id)]
        sentence = facts_sentence(turn.text, facts, self.wording, turn.language)
        if sentence is not None:
            reply.trace("product_facts", True, facts.id)
            reply.say(sentence)
            reply.show(product_cards(facts, turn.language))
            return events
        if await self._answered_by_texts(turn, reply, facts):
            return events
        reply.trace("product_search", False, facts.id)
        name = product_name(facts, turn.language)
        reply.say(
            self.wording.text(turn.language, "product_unknown", name=name),
            self.wording.offer(turn.language, "person"),
        )
        reply.show(product_cards(facts, turn.language))
        return [*events, set_slot(PENDING, HandoffReason.NOT_ANSWERED.value)]

    async def _product(self, turn: Turn) -> ProductFacts | None:
        """The one named; else the page's; else the last one, where the words point at it; else
        the one whose name the words fit."""
        last = turn.slot(PRODUCT) if POINTS_AT_PAGE.search(turn.text) else None
        async with self.reader() as session:
            for known in (turn.entity(PRODUCT), turn.page.product_id, last):
                found = await product(session, known) if known else None
                if found is not None:
                    return found
            fitting = await find_products(session, turn.text, limit=1)
        return fitting[0] if fitting else None

    async def _answered_by_texts(self, turn: Turn, reply: Reply, facts: ProductFacts) -> bool:
        own = await self.search.search(turn.text, locale=turn.language, top=1, product_id=facts.id)
        if own.answered:
            reply.show(answer_body(own.passages[0], self.wording, turn.language))
            reply.trace("product_search", True, facts.id)
            return True
        return await answer(turn, reply, self.search, self.wording)

    async def _without_product(self, turn: Turn, reply: Reply) -> list[Event]:
        if await answer(turn, reply, self.search, self.wording):
            return []
        if POINTS_AT_PAGE.search(turn.text):
            reply.say(self.wording.text(turn.language, "which_product"))
            return []
        return [say_not_written(turn, reply, self.wording)]


def product_name(facts: ProductFacts, language: str) -> str:
    return facts.name_zh if language == "zh" and facts.name_zh else facts.name


def product_cards(facts: ProductFacts, language: str) -> CardsBody:
    card = Card(
        title=product_name(facts, language),
        subtitle=facts.category or "",
        image_url=facts.image_url,
        url=facts.url,
        price=money(facts.price_from_minor, facts.currency),
    )
    return CardsBody((card,))
