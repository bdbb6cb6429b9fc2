"""Keys with which a shop's own systems send notes. Only their hashes are kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.notes.models import NotesKey

PREFIX: Final = "sbn_"
_MAX_CHARS: Final = 200


async def make_key(
    session: AsyncSession, *, name: str, by: str, at: dt.datetime
) -> tuple[str, NotesKey]:
    """The key itself, which cannot be read again, and what is kept of it."""
    key = PREFIX + secrets.token_urlsafe(32)
    row = NotesKey(id=_digest(key), name=name, created_by=by, created_at=at, used_at=None)
    session.add(row)
    await session.flush()
    return key, row


async def key_named(session: AsyncSession, key: str) -> NotesKey | None:
    if not key.startswith(PREFIX) or len(key) > _MAX_CHARS:
        return None
    return await session.get(NotesKey, _digest(key))


async def note_use(session: AsyncSession, key_id: str, *, at: dt.datetime) -> None:
    await session.execute(update(NotesKey).where(NotesKey.id == key_id).values(used_at=at))


async def all_keys(session: AsyncSession) -> list[NotesKey]:
    return list(await session.scalars(select(NotesKey).order_by(NotesKey.created_at)))


async def drop_key(session: AsyncSession, key_id: str) -> bool:
    """False where it is not there."""
    query = delete(NotesKey).where(NotesKey.id == key_id).returning(NotesKey.id)
    return (await session.execute(query)).first() is not None


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
