"""Questions of a shopper who wants to be forgotten, taken out of the gaps that they made."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import AskedQuestion, QuestionGap


async def forget_questions(session: AsyncSession, conversations: Sequence[str]) -> int:
    """Erase what was asked in these conversations; give the number of questions.

    A gap is told in another shopper's words from then on. One that nobody else has asked goes,
    unless an article was written for it: then its article tells what it was about.
    """
    asked = AskedQuestion.conversation_id.in_(conversations)
    touched = (
        await session.scalars(select(AskedQuestion.gap_id).where(asked, AskedQuestion.gap_id != ""))
    ).all()
    texts = set((await session.scalars(select(AskedQuestion.text).where(asked))).all())
    gone = await session.execute(delete(AskedQuestion).where(asked))
    for gap_id in {gap for gap in touched if gap}:
        await _retell(session, await session.get_one(QuestionGap, gap_id), texts)
    await session.flush()
    return int(getattr(gone, "rowcount", 0))


async def _retell(session: AsyncSession, gap: QuestionGap, gone: set[str]) -> None:
    other = await session.scalar(
        select(AskedQuestion.text)
        .where(AskedQuestion.gap_id == gap.id)
        .order_by(AskedQuestion.asked_at.desc())
        .limit(1)
    )
    if other is not None:
        gap.text = other if gap.text in gone else gap.text
    elif gap.article_key is None:
        await session.delete(gap)
    else:
        gap.text = ""
