"""Two products side by side: price, options and stock, and what is written about each."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answers import show_answer
from actions.dialogue import Event, Reply, Turn
from actions.orders.catalogue.schemas import ProductFacts
from actions.product_facts import options_text, price_text
from actions.product_meant import Reader, product_cards, product_name, products_meant
from actions.told import price_told
from actions.wording import Wording
from knowledge_base.search.service import KnowledgeSearch

SIDES = 2
SHOP_TEXTS = frozenset({"product", "official"})


@dataclass(frozen=True)
class ActionCompareProducts:
    reader: Reader
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_compare_products"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        sides = (await products_meant(turn, self.reader))[:SIDES]
        reply.trace("comparison", len(sides) == SIDES, " / ".join(facts.id for facts in sides))
        if len(sides) < SIDES:
            reply.say(self.wording.text(turn.language, "compare_which"))
            return []
        reply.say(
            "\n".join(self._line(facts, turn.language) for facts in sides),
            facts=[price_told(facts) for facts in sides],
        )
        for facts in sides:
            await self._show_written(turn, reply, facts)
        reply.show(product_cards(turn.language, *sides))
        return []

    def _line(self, facts: ProductFacts, language: str) -> str:
        return self.wording.text(
            language,
            "compare_line" if facts.in_stock else "compare_line_sold_out",
            name=product_name(facts, language),
            price=price_text(facts),
            options=options_text(facts),
        )

    async def _show_written(self, turn: Turn, reply: Reply, facts: ProductFacts) -> None:
        """The passage nearest to the question: any of them is about this product."""
        written = await self.search.search(
            turn.text, locale=turn.language, top=1, tiers=SHOP_TEXTS, product_id=facts.id
        )
        if written.passages:
            show_answer(reply, written.passages[0], self.wording, turn.language)
