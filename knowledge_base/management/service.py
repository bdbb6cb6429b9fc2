"""Tags, owner and review date: what is known about an article beside its text.

They hold for every version and change at once, each by itself, so that two people who change them
at the same time lose nothing: a tag is put on or taken off, never a whole list written over.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles.errors import ArticleContentError, ArticleNotFoundError
from knowledge_base.articles.models import Article
from knowledge_base.history.deeds import Deed, note_deed
from knowledge_base.management.models import ArticleTag

MAX_TAG_CHARS: Final = 40
MAX_TAGS: Final = 30


def tag_of(text: str) -> str:
    """One spelling for one tag: lower case, one space between words.

    Raises `ArticleContentError`.
    """
    tag = " ".join(text.split()).lower()
    if not 1 <= len(tag) <= MAX_TAG_CHARS or not tag.isprintable():
        raise ArticleContentError((("tag", f"must be 1 to {MAX_TAG_CHARS} characters"),))
    return tag


async def add_tag(
    session: AsyncSession, *, key: str, tag: str, editor: str, at: dt.datetime
) -> bool:
    """False where the article has it already.

    Raises `ArticleNotFoundError` and `ArticleContentError`.
    """
    spelt = tag_of(tag)
    await _lock(session, key)
    known = (await tags_of(session, [key])).get(key, ())
    if spelt in known:
        return False
    if len(known) >= MAX_TAGS:
        raise ArticleContentError((("tag", f"at most {MAX_TAGS} on one article"),))
    session.add(ArticleTag(article_key=key, tag=spelt))
    note_deed(session, key, Deed.TAGGED, by=editor, at=at, detail=spelt)
    return True


async def remove_tag(
    session: AsyncSession, *, key: str, tag: str, editor: str, at: dt.datetime
) -> bool:
    """False where the article does not have it. Raises as `add_tag`."""
    spelt = tag_of(tag)
    await _lock(session, key)
    gone = await session.execute(
        delete(ArticleTag)
        .where(ArticleTag.article_key == key, ArticleTag.tag == spelt)
        .returning(ArticleTag.tag)
        .execution_options(synchronize_session=False)
    )
    if gone.first() is None:
        return False
    note_deed(session, key, Deed.UNTAGGED, by=editor, at=at, detail=spelt)
    return True


async def set_owner(
    session: AsyncSession, *, key: str, owner: str | None, name: str, editor: str, at: dt.datetime
) -> bool:
    """`name` is what the history calls the owner. False where nothing changes.

    Raises `ArticleNotFoundError`.
    """
    article = await _lock(session, key)
    if article.owner == owner:
        return False
    await _set(session, key, owner=owner)
    note_deed(session, key, Deed.OWNED, by=editor, at=at, detail=name)
    return True


async def set_review(
    session: AsyncSession, *, key: str, review_on: dt.date | None, editor: str, at: dt.datetime
) -> bool:
    """False where nothing changes. Raises `ArticleNotFoundError`."""
    article = await _lock(session, key)
    if article.review_on == review_on:
        return False
    await _set(session, key, review_on=review_on)
    detail = review_on.isoformat() if review_on else ""
    note_deed(session, key, Deed.REVIEW_SET, by=editor, at=at, detail=detail)
    return True


async def tags_of(session: AsyncSession, keys: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """In the order of the alphabet; an article without a tag is left out."""
    query = (
        select(ArticleTag.article_key, ArticleTag.tag)
        .where(ArticleTag.article_key.in_(tuple(keys)))
        .order_by(ArticleTag.tag)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, tag in await session.execute(query):
        found[key].append(tag)
    return found


async def all_tags(session: AsyncSession) -> list[tuple[str, int]]:
    """Every tag with the number of articles that have it."""
    query = select(ArticleTag.tag, func.count()).group_by(ArticleTag.tag).order_by(ArticleTag.tag)
    return [(tag, number) for tag, number in await session.execute(query)]


async def _lock(session: AsyncSession, key: str) -> Article:
    """The row, held until the transaction ends."""
    query = select(Article).where(Article.key == key).with_for_update()
    article = (await session.scalars(query.execution_options(populate_existing=True))).first()
    if article is None:
        raise ArticleNotFoundError(key)
    return article


async def _set(session: AsyncSession, key: str, **values: object) -> None:
    await session.execute(
        update(Article)
        .where(Article.key == key)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
