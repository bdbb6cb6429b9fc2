"""Is it there, in this size or colour: told from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from actions.ask_faq import answer, say_not_written
from actions.dialogue import Event, Reply, Turn, set_slot
from actions.product_facts import asked_variants, stock_sentence
from actions.product_meant import (
    POINTS_AT_PAGE,
    PRODUCT,
    Reader,
    product_cards,
    product_spoken_of,
)
from actions.told import stock_told
from actions.wording import Wording
from knowledge_base.search.service import KnowledgeSearch


@dataclass(frozen=True)
class ActionCheckStock:
    """What is sold out altogether also gets the shop's words on when it comes back."""

    reader: Reader
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_check_stock"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        facts = await product_spoken_of(turn, self.reader)
        if facts is None:
            points = POINTS_AT_PAGE.search(turn.text)
            if points or not await answer(turn, reply, self.search, self.wording):
                reply.say(self.wording.text(turn.language, "which_product"))
            return []
        reply.trace("stock", facts.in_stock, facts.id)
        reply.say(
            stock_sentence(turn.text, facts, self.wording, turn.language),
            facts=stock_told(facts, asked_variants(turn.text, facts)),
        )
        reply.show(product_cards(turn.language, facts))
        if not facts.in_stock and not await answer(turn, reply, self.search, self.wording):
            return [set_slot(PRODUCT, facts.id), say_not_written(turn, reply, self.wording)]
        return [set_slot(PRODUCT, facts.id)]
