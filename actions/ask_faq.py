"""Questions that the articles answer, in the shopper's own words."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answers import answer_body
from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.wording import Wording
from conversations.contract import HandoffReason
from knowledge_base.search.service import KnowledgeSearch

SHOP_TIERS = frozenset({"official", "product"})
ALL_TIERS = frozenset({"official", "product", "community"})
# Intents whose answer must be the shop's own rule, never what a customer says of it.
RULES_OF_THE_SHOP = frozenset({"delivery_period", "check_refund_policy"})
TRACED_CHARACTERS = 80


async def answer(turn: Turn, reply: Reply, search: KnowledgeSearch, wording: Wording) -> bool:
    """Say the passage that answers `turn.text`, the shop's own before a customer's."""
    attempts = (SHOP_TIERS,) if turn.intent in RULES_OF_THE_SHOP else (SHOP_TIERS, ALL_TIERS)
    for tiers in attempts:
        result = await search.search(turn.text, locale=turn.language, top=1, tiers=tiers)
        if result.answered:
            passage = result.passages[0]
            reply.show(answer_body(passage, wording, turn.language))
            reply.trace("search", True, passage.title[:TRACED_CHARACTERS])
            return True
    reply.trace("search", False, "no article answers this")
    return False


def say_not_written(turn: Turn, reply: Reply, wording: Wording) -> Event:
    """Honest, with the offer of a person; a yes to it is understood in the next turn."""
    reply.say(wording.text(turn.language, "not_written"), wording.offer(turn.language, "person"))
    return set_slot(PENDING, HandoffReason.NOT_ANSWERED.value)


@dataclass(frozen=True)
class ActionAnswerQuestion:
    """For what is understood to be a question."""

    search: KnowledgeSearch
    wording: Wording
    name: str = "action_answer_question"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        if await answer(turn, reply, self.search, self.wording):
            return []
        return [say_not_written(turn, reply, self.wording)]
