"""Questions that were looked for in the knowledge base: kept with the turn, settled by an admin.

The text is kept without personal data (`conversations.private_data`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.asked import repository
from conversations.contract import FoundText, Signal, TraceSignal
from conversations.identifiers import new_id
from conversations.models import AskedQuestion, Conversation
from conversations.private_data import mask_private_data

SEARCHES = frozenset({"search", "product_search"})
FOLDED_CHARS = 200
BAD_RATING: Final = 2
"""A rating of 1 or 2 of 5 says that the answers were no help."""
RATED_WITHIN: Final = timedelta(days=1)
_SEEN_PER_QUESTION: Final = 10
_NO_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class OpenQuestion:
    """One question however often it was asked. `id` is of its newest asking."""

    id: str
    conversation: str
    text: str
    locale: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class OpenQuestions:
    items: tuple[OpenQuestion, ...]
    total: int


@dataclass(frozen=True)
class RealQuestion:
    """A question in one shopper's words, asked `times` times of late."""

    text: str
    locale: str
    product_id: str | None
    times: int


def is_unanswered(signals: Sequence[Signal]) -> bool:
    """Whether the turn searched and no search found anything good enough to say."""
    searches = [step.ok for step in _searches(signals)]
    return bool(searches) and not any(searches)


def keep_asked(
    session: AsyncSession,
    *,
    conversation: Conversation,
    text: str,
    seq: int,
    signals: Sequence[Signal],
    at: datetime,
) -> None:
    """Keeps the turn's question with what came of it, where the turn searched at all."""
    searches = _searches(signals)
    if not searches:
        return
    found = next((step.found for step in searches if step.found is not None), None)
    answered = any(step.ok for step in searches)
    keep_question(
        session, conversation=conversation, text=text, at=at, seq=seq, answered=answered,
        found=found,
    )  # fmt: skip


def keep_question(
    session: AsyncSession,
    *,
    conversation: Conversation,
    text: str,
    at: datetime,
    seq: int | None = None,
    answered: bool = False,
    found: FoundText | None = None,
) -> None:
    """A text without a word in it, such as an emoji, is not kept."""
    kept = mask_private_data(text)
    folded = fold_question(kept)
    if not folded:
        return
    session.add(
        AskedQuestion(
            id=new_id(),
            conversation_id=conversation.id,
            seq=seq,
            text=kept,
            folded=folded,
            locale=conversation.locale,
            product_id=found.product if found else None,
            asked_at=at,
            answered=answered,
            article_key=found.article if found else None,
            score=found.score if found else None,
        )
    )


async def keep_rating(
    session: AsyncSession, *, conversation: Conversation, score: int, at: datetime
) -> None:
    """A rating is of what the bot answered since a person last wrote, within a day."""
    await repository.rate(
        session,
        conversation_id=conversation.id,
        after=await repository.last_agent_seq(session, conversation.id),
        since=at - RATED_WITHIN,
        score=score,
    )


async def real_questions(session: AsyncSession, *, most: int) -> tuple[RealQuestion, ...]:
    """The last different questions that shoppers asked, newest first, at most `most`."""
    rows = await repository.newest_asked(session, most=most * _SEEN_PER_QUESTION)
    kept: dict[tuple[str, str, str | None], RealQuestion] = {}
    for row in rows:
        key = (row.folded, row.locale, row.product_id)
        known = kept.get(key)
        if known is None and len(kept) == most:
            continue
        text = known.text if known else row.text
        times = known.times + 1 if known else 1
        kept[key] = RealQuestion(text, row.locale, row.product_id, times)
    return tuple(kept.values())


async def open_questions(session: AsyncSession, *, limit: int, offset: int) -> OpenQuestions:
    """Those without an answer, the most often asked first, of those the newest."""
    groups = await repository.open_groups(session, limit=limit, offset=offset)
    newest = await repository.newest_of(session, [group.folded for group in groups])
    items = tuple(
        OpenQuestion(
            id=newest[group.folded].id,
            conversation=newest[group.folded].conversation_id,
            text=newest[group.folded].text,
            locale=newest[group.folded].locale,
            times=group.times,
            first_at=group.first_at,
            last_at=group.last_at,
        )
        for group in groups
    )
    return OpenQuestions(items, await repository.count_open(session))


async def settle_question(
    session: AsyncSession, *, question: str, settled_by: str, at: datetime
) -> bool:
    """Takes the question and all that ask the same off the list; False where it is not there."""
    kept = await session.get(AskedQuestion, question)
    if kept is None:
        return False
    await repository.settle(session, folded=kept.folded, settled_by=settled_by, at=at)
    return True


def fold_question(text: str) -> str:
    """Letters and digits in lower case, one space between words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _NO_WORDS.sub(" ", plain).strip()[:FOLDED_CHARS]


def _searches(signals: Sequence[Signal]) -> list[TraceSignal]:
    return [s for s in signals if isinstance(s, TraceSignal) and s.step in SEARCHES]
