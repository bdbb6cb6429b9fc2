"""Queries of uploads."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation
from conversations.uploads.models import Upload, UploadContent


async def upload_of_owner(session: AsyncSession, upload_id: str, owner_key: str) -> Upload | None:
    query = select(Upload).where(Upload.id == upload_id, Upload.owner_key == owner_key)
    return (await session.execute(query)).scalar_one_or_none()


async def upload_of_shopper(
    session: AsyncSession, upload_id: str, shopper_id: str
) -> Upload | None:
    """What the shopper sent, or an agent sent to a conversation of theirs."""
    query = (
        select(Upload)
        .outerjoin(Conversation, Conversation.id == Upload.conversation_id)
        .where(
            Upload.id == upload_id,
            or_(Upload.owner_key == shopper_id, Conversation.shopper_id == shopper_id),
        )
    )
    return (await session.execute(query)).scalar_one_or_none()


async def attached_upload(session: AsyncSession, upload_id: str) -> Upload | None:
    query = select(Upload).where(Upload.id == upload_id, Upload.conversation_id.is_not(None))
    return (await session.execute(query)).scalar_one_or_none()


async def sent_since(session: AsyncSession, owner_key: str, since: datetime) -> list[datetime]:
    """When each file of the owner came, oldest first."""
    query = (
        select(Upload.created_at)
        .where(Upload.owner_key == owner_key, Upload.created_at > since)
        .order_by(Upload.created_at)
    )
    return list((await session.execute(query)).scalars())


async def take_unattached(
    session: AsyncSession, upload_id: str, conversation_id: str, *, since: datetime, at: datetime
) -> bool:
    """Compare and swap: of all who try at once, one gets it."""
    done = await session.execute(
        update(Upload)
        .where(Upload.id == upload_id, Upload.conversation_id.is_(None), Upload.created_at > since)
        .values(conversation_id=conversation_id, attached_at=at)
    )
    return isinstance(done, CursorResult) and done.rowcount == 1


async def content(session: AsyncSession, upload_id: str, *, preview: bool) -> bytes | None:
    """The preview where there is one and it is asked for, else the whole."""
    wanted = (
        func.coalesce(UploadContent.preview, UploadContent.full) if preview else UploadContent.full
    )
    query = select(wanted).where(UploadContent.upload_id == upload_id)
    return (await session.execute(query)).scalar_one_or_none()


async def old_unattached(session: AsyncSession, before: datetime, limit: int) -> list[str]:
    query = (
        select(Upload.id)
        .where(Upload.conversation_id.is_(None), Upload.created_at <= before)
        .limit(limit)
    )
    return list((await session.execute(query)).scalars())


async def uploads_in(session: AsyncSession, conversation_id: str) -> list[Upload]:
    query = (
        select(Upload)
        .where(Upload.conversation_id == conversation_id)
        .order_by(Upload.attached_at, Upload.id)
    )
    return list((await session.execute(query)).scalars())


async def remove(session: AsyncSession, upload_ids: Collection[str]) -> None:
    await session.execute(delete(UploadContent).where(UploadContent.upload_id.in_(upload_ids)))
    await session.execute(delete(Upload).where(Upload.id.in_(upload_ids)))
