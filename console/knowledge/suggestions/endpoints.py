"""Questions that shoppers asked in vain and that this article may be about."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAdmin
from console.knowledge.suggestions.schemas import SuggestAnswer, SuggestBody, SuggestedQuestion
from console.parts import Parts
from conversations.asked.service import fold_question, open_questions
from knowledge_base.articles.locales import language_of

LOOKED_AT = 300
SHOWN = 5
LIKE_ENOUGH = 0.4
"""Of the demo's articles, each asked for a question of its own that it was not given, seven of ten
come this near; among the five nearest there are then few of other topics."""
BEGINNING = 300
"""So many characters of the text say what it is about."""


def create_suggestions_router() -> APIRouter:
    router = APIRouter()
    router.add_api_route("/suggestions", suggest_questions, methods=["POST"])
    return router


async def suggest_questions(body: SuggestBody, _: RequireAdmin, parts: Parts) -> SuggestAnswer:
    """The nearest first; those that the article has already are left out."""
    about = [text for text in (body.title, body.body[:BEGINNING], *body.questions) if text.strip()]
    async with parts.reader() as session:
        waiting = await open_questions(session, limit=LOOKED_AT, offset=0)
    had = {fold_question(question) for question in body.questions}
    asked = [
        one
        for one in waiting.items
        if language_of(one.locale) == language_of(body.locale)
        and fold_question(one.text) not in had
    ]
    if not about or not asked:
        return SuggestAnswer(items=[])
    # Whoever shouts means the same.
    likeness = await parts.likeness([one.text.lower() for one in asked], about, locale=body.locale)
    best = sorted(zip(likeness, asked, strict=True), key=lambda pair: -pair[0])[:SHOWN]
    return SuggestAnswer(
        items=[
            SuggestedQuestion(id=one.id, text=one.text, times=one.times, likeness=round(near, 3))
            for near, one in best
            if near >= LIKE_ENOUGH
        ]
    )
