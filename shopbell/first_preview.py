"""What the first preview after a start would have to wait for, done before anybody asks for it."""

from __future__ import annotations

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from conversations.asked.service import real_questions
from knowledge_base.preview.schemas import Asked
from knowledge_base.preview.service import MAX_QUESTIONS, ChangePreview

_log = structlog.get_logger(__name__)


async def remember_questions(
    reader: async_sessionmaker[AsyncSession], preview: ChangePreview
) -> None:
    """In small jobs between shoppers' searches. Without it the first preview is only slower."""
    try:
        async with reader() as session:
            real = await real_questions(session, most=MAX_QUESTIONS)
        await preview.remember([Asked(one.text, one.locale, one.product_id) for one in real])
    except Exception as error:
        _log.warning("questions_not_remembered", error=type(error).__name__)
