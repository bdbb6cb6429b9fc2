"""Which size: what is written about the product, else the shop's size guide."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answers import found_in, show_answer
from actions.ask_faq import answer, say_not_written
from actions.dialogue import Event, Reply, Turn, set_slot
from actions.product_meant import PRODUCT, Reader, product_spoken_of
from actions.wording import Wording
from knowledge_base.search.service import KnowledgeSearch


@dataclass(frozen=True)
class ActionAdviseSize:
    reader: Reader
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_advise_size"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        facts = await product_spoken_of(turn, self.reader)
        events = [] if facts is None else [set_slot(PRODUCT, facts.id)]
        if facts is not None:
            own = await self.search.search(
                turn.text, locale=turn.language, top=1, product_id=facts.id
            )
            if own.answered:
                show_answer(reply, own.passages[0], self.wording, turn.language)
                found = found_in(own.passages[0], facts.id)
                reply.trace("product_search", True, facts.id, found=found)
                return events
        if await answer(turn, reply, self.search, self.wording):
            return events
        return [*events, say_not_written(turn, reply, self.wording)]
