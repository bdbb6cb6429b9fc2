"""The list of articles: every agent may read it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from console.accounts.access import RequireAgent
from console.knowledge.answers import owners_of
from console.knowledge.listing.schemas import (
    ArticlesAnswer,
    MatchedAnswer,
    MatchedRow,
    TagRow,
    TagsAnswer,
    Wanted,
    article_row,
)
from console.parts import Parts
from knowledge_base.listing import service
from knowledge_base.management.service import all_tags


def create_listing_router() -> APIRouter:
    """Without the list itself, which has the address of all articles."""
    router = APIRouter()
    router.add_api_route("/matching", matching_articles, methods=["GET"])
    router.add_api_route("/tags", list_tags, methods=["GET"])
    return router


async def list_articles(
    _: RequireAgent,
    parts: Parts,
    wanted: Wanted,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> ArticlesAnswer:
    async with parts.reader() as session:
        page = await service.list_articles(
            session, wanted, at=parts.clock(), limit=limit, offset=offset
        )
        owners = await owners_of(session, (item.owner for item in page.items))
    return ArticlesAnswer(
        items=[article_row(item, owners) for item in page.items], total=page.total
    )


async def matching_articles(_: RequireAgent, parts: Parts, wanted: Wanted) -> MatchedAnswer:
    """All that match, with the version that each is at: what a deed over all of them is about."""
    async with parts.reader() as session:
        found = await service.matching_articles(session, wanted, at=parts.clock())
    items = [MatchedRow(id=one.key, version=one.version, title=one.title) for one in found]
    return MatchedAnswer(items=items, total=len(items))


async def list_tags(_: RequireAgent, parts: Parts) -> TagsAnswer:
    async with parts.reader() as session:
        found = await all_tags(session)
    return TagsAnswer(items=[TagRow(tag=tag, articles=number) for tag, number in found])
