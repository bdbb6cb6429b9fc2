"""How to buy: the product's own page, or the shop's words on ordering."""

from __future__ import annotations

from dataclasses import dataclass

from actions.ask_faq import answer
from actions.dialogue import Event, Reply, Turn, set_slot
from actions.product_meant import PRODUCT, Reader, product_cards, product_meant, product_name
from actions.wording import Wording
from knowledge_base.search.service import KnowledgeSearch


@dataclass(frozen=True)
class ActionTellHowToOrder:
    reader: Reader
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_tell_how_to_order"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        facts = await product_meant(turn, self.reader)
        if facts is not None:
            name = product_name(facts, turn.language)
            reply.say(self.wording.text(turn.language, "order_product", name=name))
            reply.show(product_cards(turn.language, facts))
            return [set_slot(PRODUCT, facts.id)]
        if not await answer(turn, reply, self.search, self.wording):
            reply.say(self.wording.text(turn.language, "order_anything"))
        return []
