"""What shoppers have put before a person in a conversation: the cases, with their photos."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.cases.repository import cases_in
from actions.orders.catalogue.service import product
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
    """`items` are the names of the pieces that it is about."""

    id: str
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
        cases = await cases_in(session, conversation.id)
        return CasesAnswer(items=[await _view(session, case, photos) for case in cases])


async def _view(session: AsyncSession, case: Case, photos: dict[str, CasePhoto]) -> CaseView:
    return CaseView(
        id=case.id,
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
