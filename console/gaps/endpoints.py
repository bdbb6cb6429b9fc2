"""What shoppers asked and got no good answer to, grouped by meaning, for who writes articles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from console.accounts.access import RequireAdmin
from console.errors import ObjectNotFoundError
from console.gaps.schemas import (
    AgentAnswerView,
    EffectView,
    GapArticleBody,
    GapArticleView,
    GapDraftAnswer,
    GapQuestionView,
    GapsAnswer,
    GapView,
)
from console.parts import Parts
from conversations.gaps import service
from conversations.gaps.schemas import Gap, GapState
from knowledge_base.articles.errors import ArticleNotFoundError
from knowledge_base.articles.models import ArticleState
from knowledge_base.articles.service import article_detail

GapId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


def create_gaps_router() -> APIRouter:
    router = APIRouter(prefix="/gaps", tags=["gaps"])
    router.add_api_route("", list_gaps, methods=["GET"])
    router.add_api_route("/{gap}/draft", draft, methods=["GET"])
    router.add_api_route("/{gap}/article", link, methods=["POST"], status_code=204)
    router.add_api_route("/{gap}/dismiss", dismiss, methods=["POST"], status_code=204)
    router.add_api_route("/{gap}/restore", restore, methods=["POST"], status_code=204)
    return router


async def list_gaps(
    _: RequireAdmin,
    parts: Parts,
    state: GapState = GapState.OPEN,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> GapsAnswer:
    """The most often asked first."""
    async with parts.reader() as session:
        found = await service.list_gaps(
            session, state=state, limit=limit, offset=offset, now=parts.clock()
        )
    items = [_view(gap, await _article(gap.article_key, parts)) for gap in found.items]
    return GapsAnswer(items=items, total=found.total, waiting=found.waiting)


async def draft(gap: GapId, _: RequireAdmin, parts: Parts) -> GapDraftAnswer:
    """The gap's questions and what people answered who were asked them."""
    async with parts.reader() as session:
        begun = await service.draft_for_gap(session, gap)
    if begun is None:
        raise ObjectNotFoundError
    return GapDraftAnswer(
        title=begun.title,
        body=begun.body,
        questions=list(begun.questions),
        locale=begun.language,
        answers=[
            AgentAnswerView.model_validate(answer, from_attributes=True) for answer in begun.answers
        ],
    )


async def link(gap: GapId, body: GapArticleBody, admin: RequireAdmin, parts: Parts) -> None:
    """The article that is written for the gap; its effect is measured once it is published."""
    if await _article(body.article, parts) is None:
        raise ObjectNotFoundError
    async with parts.writer.begin() as session:
        linked = await service.link_article(session, gap, article_key=body.article, by=admin.name)
    _there(linked)


async def dismiss(gap: GapId, admin: RequireAdmin, parts: Parts) -> None:
    async with parts.writer.begin() as session:
        done = await service.dismiss_gap(session, gap, by=admin.name, at=parts.clock())
    _there(done)


async def restore(gap: GapId, _: RequireAdmin, parts: Parts) -> None:
    async with parts.writer.begin() as session:
        done = await service.dismiss_gap(session, gap, by=None, at=parts.clock())
    _there(done)


def _there(done: bool) -> None:
    if not done:
        raise ObjectNotFoundError


async def _article(key: str | None, parts: Parts) -> GapArticleView | None:
    if key is None:
        return None
    try:
        async with parts.reader() as session:
            detail = await article_detail(session, key)
    except ArticleNotFoundError:
        return None
    return GapArticleView(
        id=detail.key, title=detail.content.title, state=ArticleState(detail.state)
    )


def _view(gap: Gap, article: GapArticleView | None) -> GapView:
    return GapView(
        id=gap.id,
        text=gap.text,
        language=gap.language,
        times=gap.times,
        badly_rated=gap.badly_rated,
        first_at=gap.first_at,
        last_at=gap.last_at,
        weeks=list(gap.weeks),
        trend=gap.trend,
        questions=[
            GapQuestionView.model_validate(one, from_attributes=True) for one in gap.questions
        ],
        article=article,
        written_by=gap.written_by,
        effect=EffectView.model_validate(gap.effect, from_attributes=True) if gap.effect else None,
        dismissed_by=gap.dismissed_by,
    )
