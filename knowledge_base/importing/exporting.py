"""Everything that articles hold, written so that it can be imported again."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import fields
from typing import Final

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import aliased

from knowledge_base.articles.models import Article, ArticleVersion
from knowledge_base.articles.schemas import ArticleContent, content_of
from knowledge_base.importing.formulas import guarded

_PER_QUERY: Final = 500
COLUMNS: Final = ("id", "locale", "state", *(one.name for one in fields(ArticleContent)))


async def exported_json_lines(reader: async_sessionmaker[AsyncSession]) -> AsyncIterator[str]:
    """One line for each article in each language: what shoppers get, else the newest text.

    A newer text that waits lies in `draft`, so that nothing that was written is left out.
    """
    async for article, shown, newest in _articles(reader):
        line: dict[str, object] = {"id": article.id, "locale": article.locale}
        line |= {"state": article.state, **_plain(content_of(shown))}
        if newest.number != shown.number:
            line["draft"] = _plain(content_of(newest))
        yield json.dumps(line, ensure_ascii=False) + "\n"


async def exported_csv(reader: async_sessionmaker[AsyncSession]) -> AsyncIterator[str]:
    """The newest text of each, for a spreadsheet: no cell is a formula."""
    yield _csv_line(dict(zip(COLUMNS, COLUMNS, strict=True)))
    async for article, _, newest in _articles(reader):
        # A text that is not live yet must not become so by being imported again.
        state = article.state if newest.number == article.live_version else "draft"
        known = {"id": article.id, "locale": article.locale}
        known["state"] = "archived" if article.state == "archived" else state
        yield _csv_line(known | _plain(content_of(newest)))


async def _articles(
    reader: async_sessionmaker[AsyncSession],
) -> AsyncIterator[tuple[Article, ArticleVersion, ArticleVersion]]:
    """Each with what is shown and the newest; a page at a time, in a session of its own."""
    last = ""
    while True:
        async with reader() as session:
            page = await _page(session, after=last)
        for article, newest, live in page:
            last = article.key
            yield article, live or newest, newest
        if not page:
            return


async def _page(
    session: AsyncSession, *, after: str
) -> list[tuple[Article, ArticleVersion, ArticleVersion | None]]:
    newest, live = aliased(ArticleVersion), aliased(ArticleVersion)
    query = (
        select(Article, newest, live)
        .join(newest, and_(newest.article_key == Article.key, newest.number == Article.version))
        .outerjoin(live, and_(live.article_key == Article.key, live.number == Article.live_version))
        .where(Article.key > after)
        .order_by(Article.key)
        .limit(_PER_QUERY)
    )
    return [(article, text, shown) for article, text, shown in await session.execute(query)]


def _plain(content: ArticleContent) -> dict[str, object]:
    """Only what is set, in the words that an import reads."""
    found: dict[str, object] = {}
    for one in fields(content):
        value = getattr(content, one.name)
        if isinstance(value, dt.date | dt.datetime):
            found[one.name] = value.isoformat()
        elif value not in (None, "", (), False):
            found[one.name] = list(value) if isinstance(value, tuple) else value
    return found


def _csv_line(values: Mapping[str, object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(
        [guarded(_cell(values.get(column))) for column in COLUMNS]
    )
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return "" if value is None else "true" if value is True else str(value)
