"""The whole of what a knowledge base holds, article by article, as lines of JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.articles.models import Article, ArticleVersion
from knowledge_base.history.models import ArticleDeed
from knowledge_base.management.models import ArticleTag
from knowledge_base.models import Base
from knowledge_base.notes.models import NoteDecision, QuarantinedAuthor
from knowledge_base.pins.models import ArticlePin
from knowledge_base.transfer.rows import Plain, plain, table_of
from knowledge_base.usage.models import ArticleUsage

FORMAT: Final = 1
HEAD: Final = "shopbell_knowledge"
PARTS: Final[Mapping[str, type[Base]]] = {
    "versions": ArticleVersion,
    "tags": ArticleTag,
    "deeds": ArticleDeed,
    "pins": ArticlePin,
    "decisions": NoteDecision,
    "usage": ArticleUsage,
}
"""What belongs to one article, in the order in which it is put back."""
LEFT_OUT: Final = frozenset({"article_key"})
NUMBERED: Final = frozenset({"article_key", "id"})
"""Numbers that a database gives by itself are given anew."""
_PER_QUERY: Final = 200


async def whole_lines(reader: async_sessionmaker[AsyncSession]) -> AsyncIterator[str]:
    """A head, then one line for each article in each language with all that belongs to it, then
    who is held, and what was decided about authors.

    Not in it: keys of other systems, which are secrets; the log of imports; what was found in
    notes, which is found anew; and shoppers' questions, which belong to their chats.
    """
    yield _line({HEAD: FORMAT})
    last = ""
    while True:
        async with reader() as session:
            page = await _page(session, after=last)
            parts = {name: await _parts(session, name, page) for name in PARTS}
        if not page:
            break
        for article in page:
            last = article.key
            belongs = {name: found[last] for name, found in parts.items() if last in found}
            yield _line({"article": plain(article, without=frozenset({"revision"})), **belongs})
    async with reader() as session:
        held = list(
            await session.scalars(select(QuarantinedAuthor).order_by(QuarantinedAuthor.author))
        )
        query = select(NoteDecision).where(NoteDecision.article_key.is_(None))
        decided = list(await session.scalars(query.order_by(NoteDecision.id)))
    for author in held:
        yield _line({"held_author": plain(author)})
    for decision in decided:
        yield _line({"author_decision": plain(decision, without=NUMBERED)})


async def _page(session: AsyncSession, *, after: str) -> Sequence[Article]:
    query = select(Article).where(Article.key > after).order_by(Article.key).limit(_PER_QUERY)
    return (await session.scalars(query)).all()


async def _parts(
    session: AsyncSession, name: str, articles: Sequence[Article]
) -> dict[str, list[Plain]]:
    table = PARTS[name]
    columns = table_of(table)
    key, order = columns.c.article_key, columns.primary_key.columns
    keys = [article.key for article in articles]
    without = LEFT_OUT if name == "pins" else NUMBERED
    found: defaultdict[str, list[Plain]] = defaultdict(list)
    for row, of in await session.execute(select(table, key).where(key.in_(keys)).order_by(*order)):
        found[of].append(plain(row, without=without))
    return dict(found)


def _line(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
