"""Questions about a product: price, stock and options from the catalogue, the rest from texts."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answers import found_in, show_answer
from actions.ask_faq import ALL_TIERS, SHOP_TIERS, answer, say_not_written
from actions.claims import shop_alone_may_say
from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.follow_up import asked_in_full
from actions.order_desk import OrderDesk
from actions.orders.catalogue.schemas import ProductFacts
from actions.product_facts import facts_sentence
from actions.product_meant import (
    POINTS_AT_PAGE,
    PRODUCT,
    Reader,
    product_cards,
    product_meant,
    product_name,
)
from actions.told import sentence_told
from actions.wording import Wording
from conversations.contract import HandoffReason
from knowledge_base.search.schemas import Passage
from knowledge_base.search.service import KnowledgeSearch

# "Is it really waterproof?" is what a buyer's note answers (0.99) and not the fabric's care (0.77).
CLEARLY_NEARER = 0.2


@dataclass(frozen=True)
class ActionAnswerProductQuestion:
    reader: Reader
    search: KnowledgeSearch
    wording: Wording
    desk: OrderDesk | None = None
    name: str = "action_answer_product_question"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        facts = await product_meant(turn, self.reader, self.desk)
        if facts is None:
            return await self._without_product(turn, reply)
        events = [set_slot(PRODUCT, facts.id)]
        asked = asked_in_full(turn) or turn.text
        sentence = facts_sentence(asked, facts, self.wording, turn.language)
        if sentence is not None:
            reply.trace("product_facts", True, facts.id)
            reply.say(sentence, facts=sentence_told(asked, facts))
            reply.show(product_cards(turn.language, facts))
            return events
        if await self._answered_by_texts(turn, reply, facts, asked):
            return events
        reply.trace("product_search", False, facts.id)
        name = product_name(facts, turn.language)
        reply.say(
            self.wording.text(turn.language, "product_unknown", name=name),
            self.wording.offer(turn.language, "person"),
        )
        reply.show(product_cards(turn.language, facts))
        return [*events, set_slot(PENDING, HandoffReason.NOT_ANSWERED.value)]

    async def _answered_by_texts(
        self, turn: Turn, reply: Reply, facts: ProductFacts, asked: str
    ) -> bool:
        """The shop's own texts on it, or a buyer's where the question is one of experience: where
        the shop has none, or the buyer's is clearly nearer to what was asked."""
        heard = (SHOP_TIERS,) if shop_alone_may_say(asked) else (SHOP_TIERS, ALL_TIERS)
        found: list[Passage] = []
        for tiers in heard:
            own = await self.search.search(
                asked, locale=turn.language, top=1, tiers=tiers, product_id=facts.id
            )
            found += own.passages if own.answered else ()
        if not found:
            return await answer(turn, reply, self.search, self.wording)
        nearer = found[-1].score >= found[0].score + CLEARLY_NEARER
        told = found[-1 if nearer else 0]
        show_answer(reply, told, self.wording, turn.language)
        reply.trace("product_search", True, facts.id, found=found_in(told, facts.id))
        return True

    async def _without_product(self, turn: Turn, reply: Reply) -> list[Event]:
        if await answer(turn, reply, self.search, self.wording):
            return []
        if POINTS_AT_PAGE.search(turn.text):
            reply.say(self.wording.text(turn.language, "which_product"))
            return []
        return [say_not_written(turn, reply, self.wording)]
