"""What shoppers have put before a person in a conversation: the cases, with their photos."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.cases.repository import cases_in
from actions.orders.catalogue.service import product
from actions.orders.changes.repository import receipts_in
from actions.orders.changes.schemas import Action
from actions.orders.models import Case
from console.accounts.access import RequireAgent
from console.inbox.access import readable_conversation
from console.parts import Parts
from conversations.uploads.repository import uploads_in


class CasePhoto(BaseModel):
    id: str
    name: str
    type: str


class CaseView(BaseModel):
    """`number` is what the shopper was told: that of the receipt. `items` are the names of the
    pieces that it is about."""

    id: str
    number: str
    kind: str
    order: str
    items: list[str]
    note: str
    state: str
    opened_at: datetime
    photos: list[CasePhoto]


class CasesAnswer(BaseModel):
    items: list[CaseView]


def create_cases_router() -> APIRouter:
    router = APIRouter(tags=["inbox"])
    router.add_api_route("/conversations/{conversation_id}/cases", list_cases, methods=["GET"])
    return router


async def list_cases(conversation_id: str, _: RequireAgent, parts: Parts) -> CasesAnswer:
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
        uploads = await uploads_in(session, conversation.id)
        # Files of another conversation are none of this case's, whatever it names.
        photos = {
            one.id: CasePhoto(id=one.id, name=one.name, type=one.media_type) for one in uploads
        }
        # A case and its receipt are of one change, hence of one moment.
        told = {
            (row.order_number, row.at): row.id
            for row in await receipts_in(session, conversation.id)
            if row.action == Action.OPEN_CASE
        }
        cases = await cases_in(session, conversation.id)
        return CasesAnswer(items=[await _view(session, case, photos, told) for case in cases])


async def _view(
    session: AsyncSession,
    case: Case,
    photos: dict[str, CasePhoto],
    told: Mapping[tuple[str | None, datetime], str],
) -> CaseView:
    return CaseView(
        id=case.id,
        number=told.get((case.order_number, case.opened_at), case.id),
        kind=case.kind,
        order=case.order_number,
        items=[await _name(session, variant) for variant in dict.fromkeys(case.variant_ids)],
        note=case.note,
        state=case.state,
        opened_at=case.opened_at,
        photos=[photos[one] for one in case.photo_ids if one in photos],
    )


async def _name(session: AsyncSession, variant_id: str) -> str:
    """What the catalogue calls it; its id where it is sold no more."""
    found = await product(session, variant_id)
    return found.name if found else variant_id
