"""Calling colleagues in a note. Callers commit, then publish to who was called."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.sessions import SignedIn
from console.mentions.models import Mention
from console.mentions.naming import SIGN, called
from console.mentions.repository import colleagues
from conversations.identifiers import new_id
from conversations.models import LogRow


async def keep_mentions(session: AsyncSession, *, agent: SignedIn, note: LogRow) -> list[str]:
    """The ids of whom the note calls. Nobody calls themselves."""
    text = str(note.body.get("text", ""))
    if SIGN not in text:
        return []
    others = [one for one in await colleagues(session) if one.id != agent.agent_id]
    meant = called(text, others)
    session.add_all(
        Mention(
            id=new_id(),
            agent_id=one.id,
            conversation_id=note.conversation_id,
            note_id=note.id,
            by_name=agent.name,
            at=note.at,
        )
        for one in meant
    )
    await session.flush()
    return [one.id for one in meant]
