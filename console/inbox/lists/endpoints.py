"""The lists of the inbox, in pages that follow one another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from console.accounts.access import RequireAgent
from console.errors import ConsoleError
from console.inbox.lists import repository
from console.inbox.lists.filters import ListFilter, Place, View, place_of
from console.inbox.lists.rows import item_of
from console.inbox.lists.schemas import InboxAnswer, InboxCounts
from console.parts import Parts

Narrowed = Annotated[str | None, Query(max_length=64)]


class UnknownPlaceError(ConsoleError):
    """`after` is not what a page of a list gave as its `next`."""

    def __init__(self) -> None:
        super().__init__("There is no such place in the list.")


def create_lists_router() -> APIRouter:
    router = APIRouter(tags=["inbox"])
    router.add_api_route("/inbox", list_inbox, methods=["GET"])
    router.add_api_route("/inbox/counts", count_inbox, methods=["GET"])
    return router


async def list_inbox(
    agent: RequireAgent,
    parts: Parts,
    view: View = "queued",
    locale: Narrowed = None,
    reason: Narrowed = None,
    assignee: Narrowed = None,
    team: Narrowed = None,
    order: Narrowed = None,
    mood: Narrowed = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
    after: Annotated[str | None, Query(max_length=100)] = None,
) -> InboxAnswer:
    wanted = ListFilter(view, locale, reason, assignee, team, order, mood)
    async with parts.reader() as session:
        found = await repository.list_conversations(
            session, wanted, agent_id=agent.agent_id, limit=limit + 1, after=_place(after)
        )
        page = found[:limit]
        listed = await repository.with_rows(session, page, parts.clock())
        unread = await repository.unread_by_id(session, agent.agent_id, [one.id for one in page])
        counts = await repository.count_views(session, agent.agent_id)
    return InboxAnswer(
        items=[item_of(one, unread[one.conversation.id]) for one in listed],
        counts=InboxCounts(**counts),
        next=str(place_of(view, page[-1])) if len(found) > limit else None,
        target_s=parts.first_response_s,
    )


async def count_inbox(agent: RequireAgent, parts: Parts) -> InboxCounts:
    async with parts.reader() as session:
        return InboxCounts(**await repository.count_views(session, agent.agent_id))


def _place(text: str | None) -> Place | None:
    if text is None:
        return None
    try:
        return Place.read(text)
    except ValueError:
        raise UnknownPlaceError from None
