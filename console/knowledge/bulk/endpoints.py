"""One deed over many articles: each is done or refused by itself, and all is said."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.access import RequireAdmin
from console.knowledge.bulk.schemas import (
    BulkAnswer,
    BulkBody,
    BulkDeed,
    BulkItem,
    BulkOutcome,
    BulkResult,
)
from console.knowledge.management.owners import owner_name
from console.knowledge.refusals import refusals
from console.parts import Parts
from knowledge_base.articles import service
from knowledge_base.articles.errors import (
    ArticleContentError,
    ArticleNotFoundError,
    ArticleStaleError,
)
from knowledge_base.articles.models import ArticleState
from knowledge_base.management import service as management
from knowledge_base.notes.errors import NoteHeldError
from knowledge_base.notes.review import keep_publishing


def create_bulk_router() -> APIRouter:
    router = APIRouter()
    router.add_api_route("/bulk", do_to_many, methods=["POST"])
    return router


async def do_to_many(body: BulkBody, admin: RequireAdmin, parts: Parts) -> BulkAnswer:
    """The same deed again does nothing twice: what is done already is `unchanged`."""
    at = parts.clock()
    async with parts.writer.begin() as session:
        with refusals():
            if body.deed in (BulkDeed.ADD_TAG, BulkDeed.REMOVE_TAG):
                management.tag_of(body.tag)
            name = await owner_name(session, body.owner)
        results = [
            await _one(session, body, item, owner_name=name, editor=admin.name, at=at)
            for item in body.items
        ]
    if body.deed in (BulkDeed.PUBLISH, BulkDeed.ARCHIVE):
        parts.on_published()
    return BulkAnswer(results=results)


async def _one(
    session: AsyncSession,
    body: BulkBody,
    item: BulkItem,
    *,
    owner_name: str,
    editor: str,
    at: datetime,
) -> BulkResult:
    try:
        async with session.begin_nested():
            done = await _deed(session, body, item, owner_name=owner_name, editor=editor, at=at)
    except ArticleNotFoundError:
        return BulkResult(id=item.id, outcome=BulkOutcome.GONE, message="It is not there any more.")
    except ArticleStaleError:
        message = "Somebody saved it meanwhile. Look at it before you go on."
        return BulkResult(id=item.id, outcome=BulkOutcome.CHANGED_MEANWHILE, message=message)
    except (ArticleContentError, NoteHeldError) as refused:
        return BulkResult(id=item.id, outcome=BulkOutcome.REFUSED, message=str(refused))
    return BulkResult(id=item.id, outcome=BulkOutcome.DONE if done else BulkOutcome.UNCHANGED)


async def _deed(
    session: AsyncSession,
    body: BulkBody,
    item: BulkItem,
    *,
    owner_name: str,
    editor: str,
    at: datetime,
) -> bool:
    """Whether anything changed."""
    key = item.id
    match body.deed:
        case BulkDeed.PUBLISH:
            return await _publish(session, item, editor=editor, at=at)
        case BulkDeed.ARCHIVE:
            return await _archive(session, item, editor=editor, at=at)
        case BulkDeed.ADD_TAG:
            return await management.add_tag(session, key=key, tag=body.tag, editor=editor, at=at)
        case BulkDeed.REMOVE_TAG:
            return await management.remove_tag(session, key=key, tag=body.tag, editor=editor, at=at)
        case BulkDeed.SET_OWNER:
            return await management.set_owner(
                session, key=key, owner=body.owner, name=owner_name, editor=editor, at=at
            )
        case BulkDeed.SET_REVIEW:
            return await management.set_review(
                session, key=key, review_on=body.review_on, editor=editor, at=at
            )


async def _publish(session: AsyncSession, item: BulkItem, *, editor: str, at: datetime) -> bool:
    before = await service.article_detail(session, item.id)
    if before.version == item.version and not before.has_draft:
        return False
    await service.publish_article(session, key=item.id, version=item.version, at=at, editor=editor)
    await keep_publishing(session, item.id, item.version, by=editor, at=at)
    return True


async def _archive(session: AsyncSession, item: BulkItem, *, editor: str, at: datetime) -> bool:
    before = await service.article_detail(session, item.id)
    if before.version == item.version and before.state == ArticleState.ARCHIVED:
        return False
    await service.archive_article(session, key=item.id, version=item.version, at=at, editor=editor)
    return True
