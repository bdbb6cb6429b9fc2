"""Something that suits: found in what is written about the products, else in their names."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import Event, Reply, Turn, set_slot
from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.catalogue.service import find_products, product
from actions.product_meant import PRODUCT, Reader, product_cards
from actions.wording import Wording
from knowledge_base.search.service import KnowledgeSearch

SHOWN = 3
PRODUCT_TEXTS = frozenset({"product"})


@dataclass(frozen=True)
class ActionRecommendProduct:
    """What is sold out is not recommended. Where one thing suits, "it" is that from then on."""

    reader: Reader
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_recommend_product"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        suiting = [facts for facts in await self._suiting(turn) if facts.in_stock][:SHOWN]
        reply.trace("recommendation", bool(suiting), ", ".join(facts.id for facts in suiting))
        if not suiting:
            reply.say(
                self.wording.text(turn.language, "recommend_more"),
                self.wording.offer(turn.language, "person"),
            )
            return []
        reply.say(self.wording.text(turn.language, "recommended"))
        reply.show(product_cards(turn.language, *suiting))
        return [set_slot(PRODUCT, suiting[0].id)] if len(suiting) == 1 else []

    async def _suiting(self, turn: Turn) -> list[ProductFacts]:
        found = await self.search.search(
            turn.text, locale=turn.language, top=2 * SHOWN, tiers=PRODUCT_TEXTS
        )
        written = [passage.product_id for passage in found.passages] if found.answered else []
        async with self.reader() as session:
            told = [await product(session, each) for each in written if each]
            named = await find_products(session, turn.text, limit=2 * SHOWN)
        each_once = {facts.id: facts for facts in (*told, *named) if facts is not None}
        return list(each_once.values())
