"""Tags, owner, review date and the planned publishing of one article."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAdmin
from console.knowledge.answers import full_answer
from console.knowledge.management.owners import owner_name
from console.knowledge.management.schemas import CareBody, ScheduleBody, TagBody
from console.knowledge.refusals import refusals
from console.knowledge.schemas import ArticleAnswer, ArticleKey
from console.parts import Parts
from knowledge_base.articles.service import article_detail
from knowledge_base.management import service
from knowledge_base.schedule.service import schedule_article, unschedule_article


def create_management_router() -> APIRouter:
    router = APIRouter()
    router.add_api_route("/{key:path}/care", change_care, methods=["PATCH"])
    router.add_api_route("/{key:path}/tags", add_tag, methods=["POST"])
    router.add_api_route("/{key:path}/tags", remove_tag, methods=["DELETE"])
    router.add_api_route("/{key:path}/schedule", schedule, methods=["POST"])
    router.add_api_route("/{key:path}/schedule", unschedule, methods=["DELETE"])
    return router


async def change_care(
    key: ArticleKey, body: CareBody, admin: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    at = parts.clock()
    with refusals():
        async with parts.writer.begin() as session:
            if "owner" in body.model_fields_set:
                name = await owner_name(session, body.owner)
                await service.set_owner(
                    session, key=key, owner=body.owner, name=name, editor=admin.name, at=at
                )
            if "review_on" in body.model_fields_set:
                await service.set_review(
                    session, key=key, review_on=body.review_on, editor=admin.name, at=at
                )
            return await full_answer(session, await article_detail(session, key), at=at)


async def add_tag(
    key: ArticleKey, body: TagBody, admin: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    at = parts.clock()
    with refusals():
        async with parts.writer.begin() as session:
            await service.add_tag(session, key=key, tag=body.tag, editor=admin.name, at=at)
            return await full_answer(session, await article_detail(session, key), at=at)


async def remove_tag(key: ArticleKey, tag: str, admin: RequireAdmin, parts: Parts) -> ArticleAnswer:
    at = parts.clock()
    with refusals():
        async with parts.writer.begin() as session:
            await service.remove_tag(session, key=key, tag=tag, editor=admin.name, at=at)
            return await full_answer(session, await article_detail(session, key), at=at)


async def schedule(
    key: ArticleKey, body: ScheduleBody, admin: RequireAdmin, parts: Parts
) -> ArticleAnswer:
    """That text goes live at that moment; what is saved after this is not part of it."""
    at = parts.clock()
    with refusals():
        async with parts.writer.begin() as session:
            detail = await schedule_article(
                session,
                key=key,
                version=body.version,
                publish_at=body.publish_at,
                editor=admin.name,
                at=at,
            )
            return await full_answer(session, detail, at=at)


async def unschedule(key: ArticleKey, admin: RequireAdmin, parts: Parts) -> ArticleAnswer:
    at = parts.clock()
    with refusals():
        async with parts.writer.begin() as session:
            detail = await unschedule_article(session, key=key, editor=admin.name, at=at)
            return await full_answer(session, detail, at=at)
