"""Files in the console: shown to whoever is signed in, and sent by the one who has the chat."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from console.accounts.access import RequireAgent
from console.inbox.action_endpoints import showing_current
from console.inbox.schemas import EventAnswer, event_view
from console.parts import Parts
from console.signals import publish_conversation
from console.uploads import service
from conversations.uploads.errors import UploadsBusyError
from conversations.uploads.incoming import form_file
from conversations.uploads.kinds import PDF_TYPE
from conversations.uploads.service import (
    MAX_CAPTION,
    agents_upload,
    check_allowance,
    content_of,
    keep_upload,
)

UploadId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
POLICY = "default-src 'none'; img-src 'self'; sandbox"


class UploadAnswer(BaseModel):
    upload_id: str
    name: str
    type: str
    bytes: int


class SendFileBody(BaseModel):
    cmid: Annotated[str, Field(min_length=1, max_length=64)]
    upload_id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    caption: Annotated[str, Field(max_length=MAX_CAPTION)] = ""


def create_uploads_router() -> APIRouter:
    router = APIRouter(tags=["uploads"])
    router.add_api_route("/uploads", take_file, methods=["POST"], status_code=201)
    router.add_api_route(
        "/uploads/{upload_id}",
        show_file,
        methods=["GET"],
        response_class=Response,
        responses={200: {"content": {"image/jpeg": {}, "application/pdf": {}}}},
    )
    router.add_api_route("/conversations/{conversation_id}/files", send_file, methods=["POST"])
    return router


async def take_file(request: Request, agent: RequireAgent, parts: Parts) -> UploadAnswer:
    """The body is a form with one part called `file`."""
    async with parts.reader() as session:
        await check_allowance(session, owner_key=agent.agent_id, at=parts.clock())
    name, data = await form_file(request.headers, request.stream())
    if parts.files is None:
        raise UploadsBusyError
    file = await parts.files.read(data, name=name)
    async with parts.writer.begin() as session:
        await service.lock_agent(session, agent.agent_id)
        upload = await keep_upload(session, owner_key=agent.agent_id, file=file, at=parts.clock())
    return UploadAnswer(
        upload_id=upload.id, name=upload.name, type=upload.media_type, bytes=upload.size
    )


async def show_file(
    upload_id: UploadId,
    agent: RequireAgent,
    parts: Parts,
    size: Annotated[Literal["full", "preview"], Query()] = "full",
) -> Response:
    """A picture to look at, a document to keep. Neither can do anything in a browser."""
    async with parts.reader() as session:
        upload = await agents_upload(session, upload_id=upload_id, agent_id=agent.agent_id)
        data = await content_of(session, upload, preview=size == "preview")
    how = "attachment" if upload.media_type == PDF_TYPE else "inline"
    return Response(
        data,
        media_type=upload.media_type,
        headers={
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(upload.name, safe='')}",
            "Content-Security-Policy": POLICY,
            "Cache-Control": "no-store",
        },
    )


async def send_file(
    conversation_id: str, body: SendFileBody, agent: RequireAgent, parts: Parts
) -> EventAnswer:
    async with showing_current(parts, conversation_id), parts.writer.begin() as session:
        said = await service.send_file(
            session,
            agent=agent,
            conversation_id=conversation_id,
            cmid=body.cmid,
            upload_id=body.upload_id,
            caption=body.caption,
            at=parts.clock(),
        )
        answer = EventAnswer(event=event_view(said.row))
    publish_conversation(parts.bus, conversation_id)
    return answer
