"""What the bot said that may change, kept beside the message that said it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import ToldFact
from knowledge_base.recall.schemas import Fact
from knowledge_base.recall.service import note_told


async def keep_told(
    session: AsyncSession, conversation: str, seq: int, facts: tuple[ToldFact, ...], at: datetime
) -> None:
    """A fact that is told twice in one message is kept once."""
    each_once = {(fact.fact, fact.of): fact for fact in facts}
    told = [
        Fact(
            fact.fact.value,
            fact.of,
            fact.value,
            datetime.fromisoformat(fact.valid_until) if fact.valid_until else None,
        )
        for fact in each_once.values()
    ]
    await note_told(session, conversation=conversation, seq=seq, facts=told, at=at)
