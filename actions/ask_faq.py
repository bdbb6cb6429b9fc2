"""Questions that the articles answer, in the shopper's own words."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answers import found_in, show_answer
from actions.claims import shop_alone_may_say
from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.follow_up import asked_in_full
from actions.wording import Wording
from conversations.contract import HandoffReason
from knowledge_base.search.schemas import Passage
from knowledge_base.search.service import KnowledgeSearch

SHOP_TIERS = frozenset({"official", "product"})
ALL_TIERS = frozenset({"official", "product", "community"})
TRACED_CHARACTERS = 80
# So many of the best are looked at, and so far below the best one may lie to be preferred to it.
RIVALS = 5
NEAR = 0.1


async def answer(turn: Turn, reply: Reply, search: KnowledgeSearch, wording: Wording) -> bool:
    """Say the passage that answers `turn.text`, the shop's own before a customer's.

    What goes on from the question before is asked together with it first. For an intent with a
    question of its own, what answers that one is said where the shopper's words find nothing, or
    find it nearly as good as something else; and the answer is the shop's own rule, never what a
    customer says of it. Nor may a customer's word stand for a rule, a price or that something is
    safe.
    """
    passage = await _best_answer(turn, search, wording)
    if passage is None:
        reply.trace("search", False, "no article answers this")
        return False
    show_answer(reply, passage, wording, turn.language)
    reply.trace("search", True, passage.title[:TRACED_CHARACTERS], found=found_in(passage))
    return True


async def _best_answer(turn: Turn, search: KnowledgeSearch, wording: Wording) -> Passage | None:
    async def found(question: str, tiers: frozenset[str]) -> tuple[Passage, ...]:
        result = await search.search(question, locale=turn.language, top=RIVALS, tiers=tiers)
        return result.passages if result.answered else ()

    own_question = wording.question_of(turn.language, turn.intent)
    of_topic = await found(own_question, SHOP_TIERS) if own_question is not None else ()
    in_full = asked_in_full(turn)
    for question in (in_full, turn.text):
        passages = await found(question, SHOP_TIERS) if question is not None else ()
        if passages:
            return _rather_of_topic(passages, of_topic[:1])
    if own_question is None and not shop_alone_may_say(in_full or turn.text):
        return next(iter(await found(turn.text, ALL_TIERS)), None)
    return next(iter(of_topic), None)


def _rather_of_topic(passages: tuple[Passage, ...], of_topic: tuple[Passage, ...]) -> Passage:
    """ "How many days till I have it" lies near the days for returns, too; the intent decides,
    unless a person has."""
    if passages[0].pinned:
        return passages[0]
    near = [passage for passage in passages if passage.score >= passages[0].score - NEAR]
    topics = {passage.article_id for passage in of_topic}
    return next((passage for passage in near if passage.article_id in topics), passages[0])


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
