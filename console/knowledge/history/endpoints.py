"""What an article was, who changed it, and the way back; its texts in other languages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from console.accounts.access import RequireAdmin, RequireAgent
from console.knowledge.answers import full_answer
from console.knowledge.history.schemas import (
    DeedRow,
    HistoryAnswer,
    ReturnBody,
    VariantsAnswer,
    VariantView,
    VersionRow,
)
from console.knowledge.refusals import refusals
from console.knowledge.schemas import ArticleAnswer, ArticleKey, ArticleText, article_text
from console.parts import Parts
from knowledge_base.articles.models import ArticleState
from knowledge_base.articles.repository import variants_of
from knowledge_base.articles.schemas import content_of
from knowledge_base.articles.service import article_detail
from knowledge_base.history import service


def create_history_router() -> APIRouter:
    router = APIRouter()
    router.add_api_route("/{key:path}/history", show_history, methods=["GET"])
    router.add_api_route("/{key:path}/versions/{number}", show_version, methods=["GET"])
    router.add_api_route("/{key:path}/variants", show_variants, methods=["GET"])
    router.add_api_route("/{key:path}/return", return_to_version, methods=["POST"])
    return router


async def show_history(key: ArticleKey, _: RequireAgent, parts: Parts) -> HistoryAnswer:
    with refusals():
        async with parts.reader() as session:
            found = await service.history_of(session, key)
    return HistoryAnswer(
        versions=[VersionRow.model_validate(one, from_attributes=True) for one in found.versions],
        deeds=[DeedRow.model_validate(one, from_attributes=True) for one in found.deeds],
    )


async def show_version(
    key: ArticleKey,
    number: Annotated[int, Path(ge=0, le=2**31 - 1)],
    _: RequireAgent,
    parts: Parts,
) -> ArticleText:
    with refusals():
        async with parts.reader() as session:
            return article_text(await service.text_of(session, key, number))


async def show_variants(key: ArticleKey, _: RequireAgent, parts: Parts) -> VariantsAnswer:
    """The article itself and its texts in other languages."""
    with refusals():
        async with parts.reader() as session:
            detail = await article_detail(session, key)
            found = await variants_of(session, detail.id)
    return VariantsAnswer(
        items=[
            VariantView(
                **article_text(content_of(newest)).model_dump(),
                id=article.key,
                locale=article.locale,
                state=ArticleState(article.state),
                version=article.version,
                updated_at=article.updated_at,
            )
            for article, newest in found
        ]
    )


async def return_to_version(
    key: ArticleKey, body: ReturnBody, admin: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    """The old text is saved as the newest, and published at once if wished; nothing is lost."""
    at = parts.clock()
    with refusals():
        async with parts.writer.begin() as session:
            detail = await service.return_to(
                session,
                key=key,
                version=body.version,
                to=body.to,
                publish=body.publish,
                editor=admin.name,
                at=at,
            )
            answer = await full_answer(session, detail, at=at)
    if body.publish:
        parts.on_published()
    return answer
