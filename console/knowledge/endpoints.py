"""Articles: every agent may read and try them, admins write and publish them."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAdmin, RequireAgent
from console.knowledge.answers import full_answer
from console.knowledge.bulk.endpoints import create_bulk_router
from console.knowledge.history.endpoints import create_history_router
from console.knowledge.listing.endpoints import create_listing_router, list_articles
from console.knowledge.management.endpoints import create_management_router
from console.knowledge.names import article_id_of
from console.knowledge.refusals import refusals
from console.knowledge.schemas import (
    ArticleAnswer,
    ArticleKey,
    ArticleVersionBody,
    CreateArticleBody,
    SaveArticleBody,
    article_content,
)
from console.knowledge.suggestions.endpoints import create_suggestions_router
from console.parts import Parts
from conversations.identifiers import new_id
from knowledge_base.articles import service
from knowledge_base.articles.errors import ArticleContentError
from knowledge_base.articles.locales import normalise_locale
from knowledge_base.notes.review import keep_publishing


def create_knowledge_router() -> APIRouter:
    router = APIRouter(prefix="/articles", tags=["articles"])
    # Before the routes below, which take any path for an article's key.
    for part in (
        create_listing_router(),
        create_bulk_router(),
        create_suggestions_router(),
        create_history_router(),
        create_management_router(),
    ):
        router.include_router(part)
    router.add_api_route("", list_articles, methods=["GET"])
    router.add_api_route("", create_article, methods=["POST"], status_code=201)
    router.add_api_route("/{key:path}/publish", publish_article, methods=["POST"])
    router.add_api_route("/{key:path}/archive", archive_article, methods=["POST"])
    router.add_api_route("/{key:path}", show_article, methods=["GET"])
    router.add_api_route("/{key:path}", save_article, methods=["PUT"])
    return router


async def show_article(key: ArticleKey, _: RequireAgent, parts: Parts) -> ArticleAnswer:
    with refusals():
        async with parts.reader() as session:
            detail = await service.article_detail(session, key)
            return await full_answer(session, detail, at=parts.clock())


async def create_article(
    body: CreateArticleBody, admin: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    """A draft; shoppers get it once it is published."""
    article_id = body.id or article_id_of(body.title, new_id()[:6])
    with refusals():
        async with parts.writer.begin() as session:
            detail = await service.create_article(
                session,
                article_id=article_id,
                locale=body.locale,
                content=article_content(body),
                editor=admin.name,
                at=parts.clock(),
            )
            return await full_answer(session, detail, at=parts.clock())


async def save_article(
    key: ArticleKey, body: SaveArticleBody, admin: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    """Saves the draft; what shoppers get stays as it is until it is published."""
    with refusals():
        async with parts.writer.begin() as session:
            current = await service.article_detail(session, key)
            if normalise_locale(body.locale) != current.locale:
                problem = "cannot change: write the other language as an article of its own"
                raise ArticleContentError((("locale", problem),))
            detail = await service.save_draft(
                session,
                key=key,
                version=body.version,
                content=article_content(body),
                editor=admin.name,
                at=parts.clock(),
            )
            return await full_answer(session, detail, at=parts.clock())


async def publish_article(
    key: ArticleKey, body: ArticleVersionBody, admin: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    """Makes the saved text what shoppers get, at once and everywhere."""
    with refusals():
        async with parts.writer.begin() as session:
            detail = await service.publish_article(
                session, key=key, version=body.version, at=parts.clock(), editor=admin.name
            )
            await keep_publishing(session, key, body.version, by=admin.name, at=parts.clock())
            answer = await full_answer(session, detail, at=parts.clock())
    parts.on_published()
    return answer


async def archive_article(
    key: ArticleKey, body: ArticleVersionBody, admin: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    """Takes the article away from shoppers; its texts are kept."""
    with refusals():
        async with parts.writer.begin() as session:
            detail = await service.archive_article(
                session, key=key, version=body.version, at=parts.clock(), editor=admin.name
            )
            answer = await full_answer(session, detail, at=parts.clock())
    parts.on_published()
    return answer
