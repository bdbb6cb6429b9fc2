"""Gaps of the knowledge base as an admin sees them, and what the admin decides about each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.asked.service import BAD_RATING, fold_question
from conversations.gaps import repository
from conversations.gaps.schemas import (
    AgentAnswer,
    Effect,
    Gap,
    GapDraft,
    GapQuestion,
    Gaps,
    GapState,
    Trend,
)
from conversations.models import AskedQuestion, LogRow, QuestionGap
from conversations.private_data import mask_private_data

WEEKS: Final = 8
_WEEK: Final = timedelta(days=7)
_LATELY: Final = 2
_CHANGES_BY: Final = 1.5
_SHOWN_QUESTIONS: Final = 5
_DRAFT_QUESTIONS: Final = 20
_DRAFT_ANSWERS: Final = 5
_READ_PER_GAP: Final = 200
_TITLE_CHARS: Final = 120
_FEWEST_ANSWER_CHARS: Final = 25
_GREETING: Final = re.compile(
    r"^\s*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^,!.\n]{0,40}[,!.]+"
    r"|(?:您好|你好)[^，！。\n]{0,10}[，！。]+)\s*",
    re.IGNORECASE,
)


async def list_gaps(
    session: AsyncSession, *, state: GapState, limit: int, offset: int, now: datetime
) -> Gaps:
    """The most often asked first."""
    total, counts = await repository.counts(session, state=state, limit=limit, offset=offset)
    keys = [count.gap.id for count in counts]
    failed = await repository.failed_in(session, keys, most=_READ_PER_GAP * len(keys))
    by_gap: defaultdict[str, list[AskedQuestion]] = defaultdict(list)
    for question in failed:
        by_gap[question.gap_id or ""].append(question)
    effects = await repository.effects(session, keys)
    items = tuple(
        _gap(count, by_gap[count.gap.id], effects.get(count.gap.id), now) for count in counts
    )
    return Gaps(items, total, await repository.count_waiting(session))


async def draft_for_gap(session: AsyncSession, gap_id: str) -> GapDraft | None:
    """What an article for a gap begins with: its questions, the most often asked first, and what
    people answered who were asked them. None where there is no such gap."""
    gap = await repository.gap_by_id(session, gap_id)
    if gap is None:
        return None
    failed = await repository.failed_in(session, [gap_id], most=_READ_PER_GAP)
    wordings = _wordings(failed)[:_DRAFT_QUESTIONS]
    answers = await _agents_answers(session, failed)
    title = wordings[0].text if wordings else gap.text
    return GapDraft(
        title=(title[:1].upper() + title[1:_TITLE_CHARS]).strip(),
        body="\n\n".join(answer.text for answer in answers),
        questions=tuple(question.text for question in wordings),
        language=gap.language,
        answers=answers,
    )


async def link_article(session: AsyncSession, gap_id: str, *, article_key: str, by: str) -> bool:
    """The article that is written for a gap; False where there is no such gap."""
    gap = await repository.gap_by_id(session, gap_id)
    if gap is None:
        return False
    gap.article_key, gap.written_by, gap.written_at = article_key, by, None
    gap.dismissed_at = gap.dismissed_by = None
    return True


async def dismiss_gap(session: AsyncSession, gap_id: str, *, by: str | None, at: datetime) -> bool:
    """Takes a gap off the list, or puts it back where `by` is None; False where there is none."""
    gap = await repository.gap_by_id(session, gap_id)
    if gap is None:
        return False
    gap.dismissed_at, gap.dismissed_by = (at, by) if by is not None else (None, None)
    return True


async def note_published(session: AsyncSession, published: Mapping[str, datetime]) -> None:
    """From when on the effect of each gap's article counts, by the gap's id."""
    for gap_id, at in published.items():
        gap = await repository.gap_by_id(session, gap_id)
        if gap is not None and gap.written_at is None:
            gap.written_at = at


def _gap(
    count: repository.Count,
    failed: Sequence[AskedQuestion],
    effect: tuple[int, int, int] | None,
    now: datetime,
) -> Gap:
    gap = count.gap
    weeks = _weeks(failed, now)
    return Gap(
        id=gap.id,
        text=gap.text,
        language=gap.language,
        times=count.times,
        badly_rated=count.badly_rated,
        first_at=count.first_at,
        last_at=count.last_at,
        weeks=weeks,
        trend=_trend(weeks, count.first_at, now),
        questions=tuple(_wordings(failed)[:_SHOWN_QUESTIONS]),
        article_key=gap.article_key,
        written_by=gap.written_by,
        effect=_effect(gap, effect),
        dismissed_by=gap.dismissed_by,
    )


def _effect(gap: QuestionGap, counted: tuple[int, int, int] | None) -> Effect | None:
    if gap.written_at is None:
        return None
    return Effect(gap.written_at, *(counted or (0, 0, 0)))


def _weeks(failed: Sequence[AskedQuestion], now: datetime) -> tuple[int, ...]:
    counts = [0] * WEEKS
    for question in failed:
        age = (now - question.asked_at) // _WEEK
        if 0 <= age < WEEKS:
            counts[WEEKS - 1 - age] += 1
    return tuple(counts)


def _trend(weeks: tuple[int, ...], first_at: datetime, now: datetime) -> Trend:
    if now - first_at < _LATELY * _WEEK:
        return Trend.NEW
    lately, before = sum(weeks[-_LATELY:]), sum(weeks[-2 * _LATELY : -_LATELY])
    if lately > before * _CHANGES_BY:
        return Trend.RISING
    return Trend.FALLING if lately * _CHANGES_BY < before else Trend.STEADY


def _wordings(failed: Sequence[AskedQuestion]) -> list[GapQuestion]:
    """`failed` newest first; the most often asked wording first."""
    same: defaultdict[str, list[AskedQuestion]] = defaultdict(list)
    for question in failed:
        same[question.folded].append(question)
    found = [
        GapQuestion(
            text=asked[0].text,
            times=len(asked),
            badly_rated=sum((one.rating or BAD_RATING + 1) <= BAD_RATING for one in asked),
            last_at=asked[0].asked_at,
            conversation=asked[0].conversation_id,
        )
        for asked in same.values()
    ]
    return sorted(found, key=lambda one: -one.times)


async def _agents_answers(
    session: AsyncSession, failed: Sequence[AskedQuestion]
) -> tuple[AgentAnswer, ...]:
    """Of each conversation in which a person wrote after the question, the fullest text,
    the newest first."""
    asked = {question.conversation_id: question for question in failed if question.seq is not None}
    rows = await repository.agent_texts(session, asked.keys())
    by_conversation: defaultdict[str, list[LogRow]] = defaultdict(list)
    for row in rows:
        if (row.seq or 0) > (asked[row.conversation_id].seq or 0):
            by_conversation[row.conversation_id].append(row)
    kept: dict[str, AgentAnswer] = {}
    for conversation in asked:
        answer = _fullest(by_conversation.get(conversation, ()))
        if answer is not None:
            kept.setdefault(fold_question(answer.text), answer)
    return tuple(kept.values())[:_DRAFT_ANSWERS]


def _fullest(rows: Collection[LogRow]) -> AgentAnswer | None:
    answers = [
        AgentAnswer(_as_article(str(row.body.get("text", ""))), row.author_name,
                    row.conversation_id, row.at)
        for row in rows
    ]  # fmt: skip
    best = max(answers, key=lambda one: len(one.text), default=None)
    return best if best is not None and len(best.text) >= _FEWEST_ANSWER_CHARS else None


def _as_article(text: str) -> str:
    """What was written to one shopper, as it may be said to all."""
    said = mask_private_data(_GREETING.sub("", text)).strip()
    return said[:1].upper() + said[1:]
