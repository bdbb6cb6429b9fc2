"""Keeping files, giving them to a message once, and letting them go again."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import FileBody, FileRef
from conversations.identifiers import new_id
from conversations.masking import mask_card_numbers
from conversations.models import Conversation
from conversations.uploads import repository
from conversations.uploads.errors import (
    TooManyFilesError,
    UploadNotFoundError,
    UploadRefusedError,
)
from conversations.uploads.models import Upload, UploadContent
from conversations.uploads.reading import ReadyFile

MOST_IN_AN_HOUR = 20
HOUR = timedelta(hours=1)
UNATTACHED_LIFE = timedelta(days=1)
MAX_CAPTION = 1_000
_AT_ONCE = 100


async def check_allowance(session: AsyncSession, *, owner_key: str, at: datetime) -> None:
    """Raises `TooManyFilesError`. Asked before the bytes are read, and again when they are kept."""
    came = await repository.sent_since(session, owner_key, at - HOUR)
    if len(came) >= MOST_IN_AN_HOUR:
        free = came[len(came) - MOST_IN_AN_HOUR] + HOUR
        raise TooManyFilesError(max(1, math.ceil((free - at).total_seconds())))


async def keep_upload(
    session: AsyncSession, *, owner_key: str, file: ReadyFile, at: datetime
) -> Upload:
    """Raises `TooManyFilesError`. The caller holds the owner's row, so that the count is exact."""
    await check_allowance(session, owner_key=owner_key, at=at)
    upload = Upload(
        id=new_id(),
        owner_key=owner_key,
        conversation_id=None,
        name=file.name,
        media_type=file.media_type,
        size=len(file.full),
        width=file.width,
        height=file.height,
        created_at=at,
        attached_at=None,
    )
    session.add(upload)
    await session.flush()
    session.add(UploadContent(upload_id=upload.id, full=file.full, preview=file.preview))
    await session.flush()
    return upload


async def body_of_own(
    session: AsyncSession, *, upload_id: str, owner_key: str, caption: str
) -> FileBody:
    """What a message with this file says; the same each time, also after it was attached.

    Raises `UploadRefusedError` for an absent and for another's file alike.
    """
    upload = await repository.upload_of_owner(session, upload_id, owner_key)
    if upload is None:
        raise UploadRefusedError
    return FileBody(file_ref(upload), mask_card_numbers(caption.strip()))


async def attach_upload(
    session: AsyncSession, *, upload_id: str, conversation: Conversation, at: datetime
) -> None:
    """Once, within a day. Raises `UploadRefusedError`."""
    taken = await repository.take_unattached(
        session, upload_id, conversation.id, since=at - UNATTACHED_LIFE, at=at
    )
    if not taken:
        raise UploadRefusedError


def file_ref(upload: Upload) -> FileRef:
    """`url` says which file it is; it opens only with the shopper's token beside it."""
    return FileRef(
        id=upload.id,
        name=upload.name,
        type=upload.media_type,
        bytes=upload.size,
        url=f"/api/widget/uploads/{upload.id}",
        width=upload.width,
        height=upload.height,
    )


async def shoppers_upload(session: AsyncSession, *, upload_id: str, shopper_id: str) -> Upload:
    """Raises `UploadNotFoundError` for an absent and for another's file alike."""
    upload = await repository.upload_of_shopper(session, upload_id, shopper_id)
    if upload is None:
        raise UploadNotFoundError
    return upload


async def agents_upload(session: AsyncSession, *, upload_id: str, agent_id: str) -> Upload:
    """One that stands in a conversation, or the agent's own. Raises `UploadNotFoundError`."""
    upload = await repository.attached_upload(session, upload_id)
    upload = upload or await repository.upload_of_owner(session, upload_id, agent_id)
    if upload is None:
        raise UploadNotFoundError
    return upload


async def content_of(session: AsyncSession, upload: Upload, *, preview: bool) -> bytes:
    """Raises `UploadNotFoundError` where it was removed meanwhile."""
    found = await repository.content(session, upload.id, preview=preview)
    if found is None:
        raise UploadNotFoundError
    return found


async def remove_unattached(session: AsyncSession, *, at: datetime) -> int:
    """Some of those that no message ever carried; how many."""
    old = await repository.old_unattached(session, at - UNATTACHED_LIFE, _AT_ONCE)
    if old:
        await repository.remove(session, old)
    return len(old)


async def erase_uploads(session: AsyncSession, *, conversation_id: str) -> int:
    """Every file of the conversation, rows and bytes; how many. For whoever erases a shopper."""
    found = [upload.id for upload in await repository.uploads_in(session, conversation_id)]
    if found:
        await repository.remove(session, found)
    return len(found)


async def export_uploads(
    session: AsyncSession, *, conversation_id: str
) -> AsyncIterator[tuple[str, bytes]]:
    """Each file of the conversation under a name of its own. For whoever exports a shopper."""
    for upload in await repository.uploads_in(session, conversation_id):
        data = await repository.content(session, upload.id, preview=False)
        if data is not None:
            yield f"{upload.id[:8]}-{upload.name}", data
