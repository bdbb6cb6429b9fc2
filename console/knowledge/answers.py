"""An article with everything that its page shows beside the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.repository import agents_by_name
from console.knowledge.schemas import ArticleAnswer, Owner, article_answer
from knowledge_base.articles.schemas import ArticleDetail
from knowledge_base.management.service import tags_of
from knowledge_base.usage.schemas import Usage
from knowledge_base.usage.service import usage_of


async def full_answer(
    session: AsyncSession, detail: ArticleDetail, *, at: dt.datetime
) -> ArticleAnswer:
    owners = await owners_of(session, [detail.owner])
    tags = await tags_of(session, [detail.key])
    usage = await usage_of(session, [detail.key], today=at.astimezone(dt.UTC).date())
    return article_answer(
        detail,
        owner=owners.get(detail.owner) if detail.owner else None,
        tags=tags.get(detail.key, ()),
        usage=usage.get(detail.key, Usage()),
    )


async def owners_of(session: AsyncSession, ids: Iterable[str | None]) -> Mapping[str, Owner]:
    """Whoever has left the shop is left out."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    people = await agents_by_name(session)
    return {one.id: Owner(id=one.id, name=one.name) for one in people if one.id in wanted}
