"""Questions that the articles answer, in the shopper's own words."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answers import show_answer
from actions.claims import shop_alone_may_say
from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.follow_up import asked_in_full
from actions.wording import Wording
from conversations.contract import HandoffReason
from knowledge_base.search.service import KnowledgeSearch

SHOP_TIERS = frozenset({"official", "product"})
ALL_TIERS = frozenset({"official", "product", "community"})
TRACED_CHARACTERS = 80


async def answer(turn: Turn, reply: Reply, search: KnowledgeSearch, wording: Wording) -> bool:
    """Say the passage that answers `turn.text`, the shop's own before a customer's.

    What goes on from the question before is asked together with it first. For an intent with a
    question of its own, that one is asked where the shopper's words find nothing, and the answer is
    the shop's own rule, never what a customer says of it; nor may a customer's word stand for a
    rule, a price or that something is safe.
    """
    for question, tiers in _attempts(turn, wording):
        result = await search.search(question, locale=turn.language, top=1, tiers=tiers)
        if result.answered:
            passage = result.passages[0]
            show_answer(reply, passage, wording, turn.language)
            reply.trace("search", True, passage.title[:TRACED_CHARACTERS])
            return True
    reply.trace("search", False, "no article answers this")
    return False


def _attempts(turn: Turn, wording: Wording) -> list[tuple[str, frozenset[str]]]:
    attempts = [(turn.text, SHOP_TIERS)]
    in_full = asked_in_full(turn)
    if in_full is not None:
        attempts.insert(0, (in_full, SHOP_TIERS))
    own_question = wording.question_of(turn.language, turn.intent)
    if own_question is not None:
        attempts.append((own_question, SHOP_TIERS))
    elif not shop_alone_may_say(in_full or turn.text):
        attempts.append((turn.text, ALL_TIERS))
    return attempts


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
