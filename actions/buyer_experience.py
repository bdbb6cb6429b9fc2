"""What buyers wrote, told as theirs; never the shop's own praise."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answers import answer_body
from actions.dialogue import Event, Reply, Turn, set_slot
from actions.product_meant import PRODUCT, Reader, product_cards, product_name, product_spoken_of
from actions.wording import Wording
from knowledge_base.search.service import KnowledgeSearch

SHOWN = 2
BUYERS = frozenset({"community"})


@dataclass(frozen=True)
class ActionTellBuyerExperience:
    reader: Reader
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_tell_buyer_experience"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        facts = await product_spoken_of(turn, self.reader)
        # Whatever buyers wrote about this very product answers, the nearest to the question first.
        found = await self.search.search(
            turn.text,
            locale=turn.language,
            top=SHOWN,
            tiers=BUYERS,
            product_id=None if facts is None else facts.id,
        )
        notes = found.passages if facts is not None else found.passages[: int(found.answered)]
        for note in notes:
            reply.show(answer_body(note, self.wording, turn.language))
        reply.trace("buyer_experience", bool(notes), ", ".join(note.id for note in notes))
        if facts is None:
            if not notes:
                reply.say(self.wording.text(turn.language, "which_product"))
            return []
        if not notes:
            name = product_name(facts, turn.language)
            reply.say(self.wording.text(turn.language, "no_buyer_wrote", name=name))
            reply.show(product_cards(turn.language, facts))
        return [set_slot(PRODUCT, facts.id)]
