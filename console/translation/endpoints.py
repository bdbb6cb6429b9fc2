"""A message in the agent's language, where the shop has named a translator."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import select

from console.accounts.access import RequireAgent
from console.errors import ConsoleError, ObjectNotFoundError
from console.inbox.access import readable_conversation
from console.parts import Parts, TranslationFailedError
from console.schemas import Body
from conversations.contract import Code, EventName
from conversations.models import LogRow


class NotTranslatedError(ConsoleError):
    code = Code.UNAVAILABLE

    def __init__(self) -> None:
        super().__init__("The translator does not answer now. Try again in a moment.")


class TranslateBody(Body):
    """The message of this `seq`, into the language `to`."""

    seq: Annotated[int, Field(ge=1)]
    to: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class TranslationAnswer(BaseModel):
    text: str


class TranslatorAnswer(BaseModel):
    available: bool


def create_translation_router() -> APIRouter:
    router = APIRouter(tags=["translation"])
    router.add_api_route("/translator", show_translator, methods=["GET"])
    router.add_api_route(
        "/conversations/{conversation_id}/translation", translate, methods=["POST"]
    )
    return router


async def show_translator(_: RequireAgent, parts: Parts) -> TranslatorAnswer:
    return TranslatorAnswer(available=parts.translate is not None)


async def translate(
    conversation_id: str, body: TranslateBody, _: RequireAgent, parts: Parts
) -> TranslationAnswer:
    """Only what stands in a log is sent to the translator, and only when an agent asks."""
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
        row = await session.scalar(
            select(LogRow).where(
                LogRow.conversation_id == conversation.id,
                LogRow.seq == body.seq,
                LogRow.event == EventName.MESSAGE_POSTED.value,
            )
        )
    text = str(row.body.get("text") or row.body.get("caption") or "") if row else ""
    if parts.translate is None or not text:
        raise ObjectNotFoundError
    try:
        return TranslationAnswer(text=await parts.translate(text, to=body.to))
    except TranslationFailedError as error:
        raise NotTranslatedError from error
