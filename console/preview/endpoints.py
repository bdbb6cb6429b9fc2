"""Before publishing: what an edit would change for shoppers. Nothing is saved or published here."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAdmin
from console.errors import ConsoleError, ObjectNotFoundError
from console.knowledge.schemas import article_content
from console.parts import Parts
from console.preview.schemas import (
    AnswerView,
    ContradictionView,
    DuplicateView,
    FlipView,
    MissedView,
    ReviewAnswer,
    ReviewBody,
)
from conversations.asked.service import real_questions
from knowledge_base.articles.errors import ArticleContentError, ArticleNotFoundError
from knowledge_base.articles.schemas import LiveArticle, article_key, checked_content
from knowledge_base.articles.service import article_detail
from knowledge_base.preview.schemas import Asked, Flip, Preview
from knowledge_base.preview.service import MAX_QUESTIONS

_NEW = "a-new-article"


class ReviewRefusedError(ConsoleError):
    """A text that could not be published, with its bad fields."""


def create_preview_router() -> APIRouter:
    router = APIRouter(prefix="/review", tags=["articles"])
    router.add_api_route("", review_change, methods=["POST"])
    return router


async def review_change(body: ReviewBody, _: RequireAdmin, parts: Parts) -> ReviewAnswer:
    """Asks the last real questions and the article's own with and without the edit."""
    article = await _as_it_would_be(body, parts)
    async with parts.reader() as session:
        real = await real_questions(session, most=MAX_QUESTIONS)
    questions = [Asked(one.text, one.locale, one.product_id, one.times) for one in real]
    return _answer(await parts.preview(article, questions))


async def _as_it_would_be(body: ReviewBody, parts: Parts) -> LiveArticle:
    key = body.key
    if key is not None:
        try:
            async with parts.reader() as session:
                await article_detail(session, key)
        except ArticleNotFoundError:
            raise ObjectNotFoundError from None
    if body.text is None:
        if key is None:
            raise ObjectNotFoundError
        return LiveArticle(key, key.split(":", 1)[1], key.split(":", 1)[0], None)
    try:
        content = checked_content(article_content(body.text))
        key = key or article_key(_NEW, body.text.locale)
    except ArticleContentError as refused:
        fields = [{"field": field, "message": problem} for field, problem in refused.problems]
        raise ReviewRefusedError(str(refused), fields=fields) from None
    locale, article_id = key.split(":", 1)
    return LiveArticle(key, article_id, locale, content, content.digest)


def _answer(found: Preview) -> ReviewAnswer:
    return ReviewAnswer(
        asked=found.asked,
        own=found.own,
        stay=found.stay,
        flips=[_flip(flip) for flip in found.flips],
        missed=[MissedView.model_validate(one, from_attributes=True) for one in found.missed],
        duplicates=[
            DuplicateView.model_validate(one, from_attributes=True) for one in found.duplicates
        ],
        contradictions=[
            ContradictionView.model_validate(one, from_attributes=True)
            for one in found.contradictions
        ],
        milliseconds=found.milliseconds,
    )


def _flip(flip: Flip) -> FlipView:
    before, after = (
        AnswerView.model_validate(one, from_attributes=True) if one else None
        for one in (flip.before, flip.after)
    )
    return FlipView(
        question=flip.question.text,
        locale=flip.question.locale,
        times=flip.question.times,
        own=flip.question.own,
        kind=flip.kind,
        before=before,
        after=after,
    )
