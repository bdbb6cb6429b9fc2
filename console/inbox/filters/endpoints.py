"""Narrowed views that one agent keeps under a name. Nobody else sees them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.access import RequireAgent
from console.errors import ConsoleError
from console.inbox.lists.filters import View
from console.models import SavedFilter
from console.parts import Parts
from console.schemas import Body, Name, Text
from conversations.contract import Code
from conversations.identifiers import new_id

MOST = 30
Narrowed = Annotated[Text, Field(min_length=1, max_length=64)]


class FilterQuery(Body):
    """As in the address of the list; what is left out narrows nothing."""

    view: View
    locale: Narrowed | None = None
    reason: Narrowed | None = None
    assignee: Narrowed | None = None
    team: Narrowed | None = None
    order: Narrowed | None = None
    mood: Narrowed | None = None


class FilterBody(Body):
    name: Name
    query: FilterQuery


class FilterView(BaseModel):
    id: str
    name: str
    query: dict[str, str]


class FiltersAnswer(BaseModel):
    items: list[FilterView]


class TooManyFiltersError(ConsoleError):
    def __init__(self) -> None:
        said = f"You can keep {MOST} filters. Remove one first."
        super().__init__(said, reason="too_many_filters")


class NoSuchFilterError(ConsoleError):
    code = Code.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("This filter is not here any more.")


def create_filters_router() -> APIRouter:
    router = APIRouter(prefix="/filters", tags=["inbox"])
    router.add_api_route("", list_filters, methods=["GET"])
    router.add_api_route("", save_filter, methods=["POST"])
    router.add_api_route("/{filter_id}", remove_filter, methods=["DELETE"], status_code=204)
    return router


async def list_filters(agent: RequireAgent, parts: Parts) -> FiltersAnswer:
    async with parts.reader() as session:
        return await _filters(session, agent.agent_id)


async def save_filter(body: FilterBody, agent: RequireAgent, parts: Parts) -> FiltersAnswer:
    """A name that is used already gets the new query."""
    query = body.query.model_dump(exclude_none=True)
    async with parts.writer.begin() as session:
        same = select(SavedFilter).where(
            SavedFilter.agent_id == agent.agent_id, SavedFilter.name == body.name
        )
        known = (await session.execute(same)).scalars().first()
        if known is not None:
            known.query = query
        else:
            await _refuse_too_many(session, agent.agent_id)
            session.add(
                SavedFilter(
                    id=new_id(),
                    agent_id=agent.agent_id,
                    name=body.name,
                    query=query,
                    created_at=parts.clock(),
                )
            )
        return await _filters(session, agent.agent_id)


async def remove_filter(filter_id: str, agent: RequireAgent, parts: Parts) -> None:
    gone = (
        delete(SavedFilter)
        .where(SavedFilter.id == filter_id, SavedFilter.agent_id == agent.agent_id)
        .returning(SavedFilter.id)
    )
    async with parts.writer.begin() as session:
        if (await session.execute(gone)).first() is None:
            raise NoSuchFilterError


async def _refuse_too_many(session: AsyncSession, agent_id: str) -> None:
    mine = select(func.count()).select_from(SavedFilter).where(SavedFilter.agent_id == agent_id)
    if (await session.scalar(mine) or 0) >= MOST:
        raise TooManyFiltersError


async def _filters(session: AsyncSession, agent_id: str) -> FiltersAnswer:
    mine = (
        select(SavedFilter)
        .where(SavedFilter.agent_id == agent_id)
        .order_by(SavedFilter.created_at, SavedFilter.id)
    )
    kept = (await session.execute(mine)).scalars()
    return FiltersAnswer(
        items=[FilterView(id=one.id, name=one.name, query=one.query) for one in kept]
    )
