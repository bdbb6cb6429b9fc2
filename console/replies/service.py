"""Saved replies: kept by admins, filled for the conversation in which they are said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from console.errors import ConsoleCode, ConsoleError, ObjectNotFoundError
from console.replies import repository
from console.replies.models import SavedReply
from console.replies.schemas import FilledReply, ReplyBody
from console.replies.variables import VARIABLE
from console.teams.models import Team
from conversations.identifiers import new_id

FALLBACK = "en"


class ShortcutTakenError(ConsoleError):
    code = ConsoleCode.SHORTCUT_TAKEN

    def __init__(self, shortcut: str) -> None:
        super().__init__(f"/{shortcut} inserts another reply already. Choose another shortcut.")


async def save_reply(
    session: AsyncSession, *, reply_id: str | None, body: ReplyBody, by: str, at: datetime
) -> SavedReply:
    """Raises `ObjectNotFoundError` for an absent reply or team, `ShortcutTakenError`."""
    if body.team is not None and await session.get(Team, body.team) is None:
        raise ObjectNotFoundError
    other = await repository.reply_by_shortcut(session, body.shortcut)
    if other is not None and other.id != reply_id:
        raise ShortcutTakenError(body.shortcut)
    reply = await reply_by_id(session, reply_id) if reply_id else SavedReply(id=new_id())
    reply.title, reply.shortcut = body.title, body.shortcut
    reply.texts, reply.team_id = dict(body.texts), body.team
    reply.updated_by, reply.updated_at = by, at
    session.add(reply)
    await session.flush()
    return reply


async def reply_by_id(session: AsyncSession, reply_id: str) -> SavedReply:
    """Raises `ObjectNotFoundError`."""
    reply = await session.get(SavedReply, reply_id)
    if reply is None:
        raise ObjectNotFoundError
    return reply


def filled(reply: SavedReply, locale: str, values: Mapping[str, str]) -> FilledReply:
    """In the shopper's language, else English, else the first that there is. A variable without
    a value stays as it was written, and is named."""
    texts = reply.texts
    text = texts.get(locale.split("-")[0]) or texts.get(FALLBACK) or next(iter(texts.values()))
    missing = [name for name in dict.fromkeys(VARIABLE.findall(text)) if name not in values]
    return FilledReply(
        id=reply.id,
        title=reply.title,
        shortcut=reply.shortcut,
        text=VARIABLE.sub(lambda found: values.get(found[1], found[0]), text),
        missing=missing,
    )
