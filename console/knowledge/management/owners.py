"""Who may look after an article: anybody who can sign in to the console."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from console.models import Agent
from knowledge_base.articles.errors import ArticleContentError


async def owner_name(session: AsyncSession, owner: str | None) -> str:
    """An empty name for nobody. Raises `ArticleContentError` for somebody who is not there."""
    if owner is None:
        return ""
    person = await session.get(Agent, owner)
    if person is None or person.disabled:
        raise ArticleContentError((("owner", "is nobody who works here"),))
    return person.name
