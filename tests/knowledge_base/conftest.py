from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from knowledge_base.articles.schemas import ArticleContent, ArticleDetail
from knowledge_base.articles.service import create_article, publish_article
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database
from tests.conftest import FakeClock

Publish = Callable[..., Awaitable[ArticleDetail]]

RETURNS = ArticleContent(
    title="How long you have to return something",
    body="You can return unworn items within 30 days of delivery. Labels are free in Europe.",
    questions=("how many days do I have to send something back",),
)


@pytest.fixture(scope="session")
def encoder() -> UniversalEncoder:
    return UniversalEncoder()


@pytest.fixture
async def view(
    tmp_path: Path, encoder: UniversalEncoder, database: Database
) -> AsyncIterator[IndexView]:
    opened = IndexView(tmp_path / "index", encoder, database.reader)
    yield opened
    await opened.close()


@pytest.fixture
def search(view: IndexView) -> KnowledgeSearch:
    return KnowledgeSearch(view, default_locale="en")


@pytest.fixture
def publish(database: Database, clock: FakeClock) -> Publish:
    """Creates an article and makes it live."""

    async def create_and_publish(
        article_id: str, content: ArticleContent, locale: str = "en"
    ) -> ArticleDetail:
        return await published(database, article_id, content, locale, clock())

    return create_and_publish


async def published(
    database: Database, article_id: str, content: ArticleContent, locale: str, at: dt.datetime
) -> ArticleDetail:
    async with database.writer.begin() as session:
        created = await create_article(
            session, article_id=article_id, locale=locale, content=content, editor="Mo", at=at
        )
        return await publish_article(session, key=created.key, version=created.version, at=at)
