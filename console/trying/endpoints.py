"""Asking as a shopper would, and deciding which article answers a question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Path, Query

from console.accounts.access import RequireAdmin, RequireAgent
from console.errors import ConsoleError, ObjectNotFoundError
from console.parts import Parts
from console.trying.schemas import (
    PinBody,
    PinsAnswer,
    PinView,
    ReasonsView,
    TriedPassage,
    TryAnswer,
    TryBody,
)
from knowledge_base.articles.errors import ArticleNotFoundError
from knowledge_base.articles.models import Tier
from knowledge_base.pins import service
from knowledge_base.pins.schemas import Pin, PinNotFoundError, PinRefusedError
from knowledge_base.search.explaining import ExplainedPassage

PinId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


class PinImpossibleError(ConsoleError):
    """What cannot be decided of an article."""


def create_trying_router() -> APIRouter:
    router = APIRouter(tags=["articles"])
    router.add_api_route("/articles/try", try_question, methods=["POST"])
    router.add_api_route("/pins", list_pins, methods=["GET"])
    router.add_api_route("/pins", decide, methods=["POST"], status_code=201)
    router.add_api_route("/pins/{pin}/undo", undo, methods=["POST"])
    return router


async def try_question(body: TryBody, _: RequireAgent, parts: Parts) -> TryAnswer:
    """What the bot would find for this question right now, in what is published, and why."""
    found = await parts.explain(body.query, locale=body.locale)
    return TryAnswer(
        query=found.query,
        answered=found.answered,
        answers_from=found.answers_from,
        buyers=found.buyers,
        passages=[_tried(one) for one in found.passages],
    )


async def list_pins(
    _: RequireAgent, parts: Parts, article: Annotated[str, Query(max_length=240)]
) -> PinsAnswer:
    """All that was decided about an article."""
    if "\x00" in article:
        raise ObjectNotFoundError
    async with parts.reader() as session:
        pins = await service.article_pins(session, article)
    return PinsAnswer(items=[_view(pin) for pin in pins])


async def decide(body: PinBody, admin: RequireAdmin, parts: Parts) -> PinView:
    """Shoppers who ask this, in these words or nearly so, get it from now on."""
    with _refusals():
        async with parts.writer.begin() as session:
            pin = await service.decide_pin(
                session,
                article_key=body.article,
                question=body.question,
                kind=body.kind,
                author=admin.name,
                at=parts.clock(),
            )
    parts.on_published()
    return _view(pin)


async def undo(pin: PinId, admin: RequireAdmin, parts: Parts) -> PinView:
    with _refusals():
        async with parts.writer.begin() as session:
            undone = await service.undo_pin(session, pin, by=admin.name, at=parts.clock())
    parts.on_published()
    return _view(undone)


def _tried(one: ExplainedPassage) -> TriedPassage:
    passage = one.passage
    return TriedPassage(
        id=passage.id,
        article_id=passage.article_id,
        title=passage.title,
        text=passage.text,
        score=passage.score,
        tier=Tier(passage.tier),
        url=passage.url,
        locale=passage.locale,
        author=passage.author,
        date=passage.date,
        product_id=passage.product_id,
        key=one.key,
        pinned=passage.pinned,
        held_back=one.held_back,
        pin=_view(one.pin) if one.pin else None,
        reasons=ReasonsView.model_validate(one.reasons, from_attributes=True),
    )


def _view(pin: Pin) -> PinView:
    return PinView.model_validate(pin, from_attributes=True)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (ArticleNotFoundError, PinNotFoundError):
        raise ObjectNotFoundError from None
    except PinRefusedError as refused:
        raise PinImpossibleError(str(refused)) from None
