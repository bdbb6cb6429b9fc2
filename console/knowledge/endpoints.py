"""Articles: every agent may read and try them, admins write and publish them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Query

from console.accounts.access import RequireAdmin, RequireAgent
from console.errors import ConsoleCode, ConsoleError, ObjectNotFoundError
from console.knowledge.names import article_id_of
from console.knowledge.schemas import (
    ArticleAnswer,
    ArticleKey,
    ArticlesAnswer,
    ArticleVersionBody,
    CreateArticleBody,
    SaveArticleBody,
    TryAnswer,
    TryBody,
    article_answer,
    article_content,
    article_row,
    article_text,
    try_answer,
)
from console.parts import Parts
from conversations.contract import Code
from conversations.identifiers import new_id
from knowledge_base.articles import service
from knowledge_base.articles.errors import (
    ArticleContentError,
    ArticleExistsError,
    ArticleNotFoundError,
    ArticleStaleError,
)
from knowledge_base.articles.locales import normalise_locale
from knowledge_base.articles.models import ArticleState, Tier
from knowledge_base.notes.errors import NoteHeldError

TRY_PASSAGES = 5


class ArticleRefusedError(ConsoleError):
    """A text that cannot be kept, with its bad fields."""


class ArticleIdTakenError(ConsoleError):
    code = ConsoleCode.ARTICLE_EXISTS


class NoteIsHeldError(ConsoleError):
    """The note is of an author in quarantine."""

    code = ConsoleCode.NOTE_HELD


class ArticleConflictError(ConsoleError):
    """Somebody saved in between; both texts are sent, so that none is lost."""

    code = Code.STALE_VERSION


def create_knowledge_router() -> APIRouter:
    router = APIRouter(prefix="/articles", tags=["articles"])
    router.add_api_route("", list_articles, methods=["GET"])
    router.add_api_route("", create_article, methods=["POST"], status_code=201)
    router.add_api_route("/try", try_question, methods=["POST"])
    router.add_api_route("/{key:path}/publish", publish_article, methods=["POST"])
    router.add_api_route("/{key:path}/archive", archive_article, methods=["POST"])
    router.add_api_route("/{key:path}", show_article, methods=["GET"])
    router.add_api_route("/{key:path}", save_article, methods=["PUT"])
    return router


async def list_articles(
    _: RequireAgent,
    parts: Parts,
    q: Annotated[str, Query(max_length=200)] = "",
    state: ArticleState | None = None,
    locale: Annotated[str | None, Query(max_length=35)] = None,
    tier: Tier | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> ArticlesAnswer:
    async with parts.reader() as session:
        page = await service.list_articles(
            session, text=q.strip() or None, state=state, locale=locale or None, tier=tier,
            limit=limit, offset=offset,
        )  # fmt: skip
    return ArticlesAnswer(items=[article_row(item) for item in page.items], total=page.total)


async def show_article(key: ArticleKey, _: RequireAgent, parts: Parts) -> ArticleAnswer:
    with refusals():
        async with parts.reader() as session:
            return article_answer(await service.article_detail(session, key))


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
    return article_answer(detail)


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
    return article_answer(detail)


async def publish_article(
    key: ArticleKey, body: ArticleVersionBody, _: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    """Makes the saved text what shoppers get, at once and everywhere."""
    with refusals():
        async with parts.writer.begin() as session:
            detail = await service.publish_article(
                session, key=key, version=body.version, at=parts.clock()
            )
    parts.on_published()
    return article_answer(detail)


async def archive_article(
    key: ArticleKey, body: ArticleVersionBody, _: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    """Takes the article away from shoppers; its texts are kept."""
    with refusals():
        async with parts.writer.begin() as session:
            detail = await service.archive_article(
                session, key=key, version=body.version, at=parts.clock()
            )
    parts.on_published()
    return article_answer(detail)


async def try_question(body: TryBody, _: RequireAgent, parts: Parts) -> TryAnswer:
    """What the bot would find for this question right now, in what is published."""
    result = await parts.search.search(body.query, locale=body.locale, top=TRY_PASSAGES)
    return try_answer(result)


@contextmanager
def refusals() -> Iterator[None]:
    """The knowledge base's refusals in the console's words."""
    try:
        yield
    except ArticleNotFoundError:
        raise ObjectNotFoundError from None
    except NoteHeldError as held:
        raise NoteIsHeldError(str(held)) from None
    except ArticleExistsError:
        message = "An article with this id is already there in this language."
        raise ArticleIdTakenError(message) from None
    except ArticleContentError as refused:
        fields = [{"field": field, "message": problem} for field, problem in refused.problems]
        raise ArticleRefusedError(str(refused), fields=fields) from None
    except ArticleStaleError as stale:
        message = "Somebody saved this article in the meantime. Compare both texts."
        texts = {
            "yours": article_text(stale.yours).model_dump(mode="json"),
            "theirs": article_text(stale.theirs).model_dump(mode="json"),
        }
        raise ArticleConflictError(message, version=stale.version, **texts) from None
