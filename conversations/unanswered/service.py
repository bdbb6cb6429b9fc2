"""Questions that the bot could not answer: kept with the turn, settled by an admin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Signal, TraceSignal
from conversations.identifiers import new_id
from conversations.models import Conversation, UnansweredQuestion
from conversations.unanswered import repository

SEARCHES = frozenset({"search", "product_search"})
FOLDED_CHARS = 200
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


def is_unanswered(signals: Sequence[Signal]) -> bool:
    """Whether the turn searched and no search found anything good enough to say."""
    searches = [s.ok for s in signals if isinstance(s, TraceSignal) and s.step in SEARCHES]
    return bool(searches) and not any(searches)


def keep_question(
    session: AsyncSession, *, conversation: Conversation, text: str, at: datetime
) -> None:
    """A text without a word in it, such as an emoji, is not kept."""
    folded = fold_question(text)
    if not folded:
        return
    session.add(
        UnansweredQuestion(
            id=new_id(),
            conversation_id=conversation.id,
            text=text,
            folded=folded,
            locale=conversation.locale,
            asked_at=at,
        )
    )


async def open_questions(session: AsyncSession, *, limit: int, offset: int) -> OpenQuestions:
    """The most often asked first, of those the newest."""
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
    kept = await session.get(UnansweredQuestion, question)
    if kept is None:
        return False
    await repository.settle(session, folded=kept.folded, settled_by=settled_by, at=at)
    return True


def fold_question(text: str) -> str:
    """Letters and digits in lower case, one space between words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _NO_WORDS.sub(" ", plain).strip()[:FOLDED_CHARS]
