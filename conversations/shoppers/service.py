"""Who sits at the widget, and which conversations are theirs.

`shopper_conversation` is the one door to a conversation from the shopper's side.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import State
from conversations.errors import ConversationNotFoundError
from conversations.identifiers import new_id, new_token, token_digest
from conversations.models import Conversation, Installation, LogRow, Shopper, Site

# Asked for each message that is sent, and therefore built once.
_OF_SHOPPER = select(Conversation).where(
    Conversation.id == bindparam("id"), Conversation.shopper_id == bindparam("shopper_id")
)
_LOCKED = _OF_SHOPPER.with_for_update()


async def site_by_key(session: AsyncSession, key: str) -> Site | None:
    return await session.get(Site, key)


async def installation_epoch(session: AsyncSession) -> str:
    """The epoch of the stored history; made on first use."""
    installation = await session.get(Installation, 1)
    if installation is None:
        installation = Installation(id=1, epoch=new_id())
        session.add(installation)
        await session.flush()
    return installation.epoch


async def shopper_by_token(session: AsyncSession, site: str, token: str) -> Shopper | None:
    query = select(Shopper).where(Shopper.token_hash == token_digest(token), Shopper.site == site)
    return (await session.execute(query)).scalar_one_or_none()


async def welcome_shopper(session: AsyncSession, *, site: str, at: datetime) -> tuple[Shopper, str]:
    """A new shopper and the token to prove it with; the token is not stored and not told again."""
    token = new_token()
    shopper = Shopper(
        id=new_id(), token_hash=token_digest(token), site=site, name=None, created_at=at
    )
    session.add(shopper)
    await session.flush()
    return shopper, token


async def begin_conversation(
    session: AsyncSession, *, shopper: Shopper, locale: str, at: datetime
) -> Conversation:
    conversation = Conversation(
        id=new_id(),
        site=shopper.site,
        shopper_id=shopper.id,
        state=State.BOT.value,
        version=1,
        fence=1,
        head_seq=0,
        head_aseq=0,
        agent_seen_seq=0,
        shopper_seen_seq=0,
        locale=locale,
        page={},
        topic="",
        resume_bot=False,
        created_at=at,
        updated_at=at,
    )
    session.add(conversation)
    await session.flush()
    return conversation


async def shopper_conversations(
    session: AsyncSession, shopper_id: str, limit: int = 50
) -> Sequence[Conversation]:
    """The shopper's conversations, the one they last began or wrote in first.

    What agents do in an old one must not move a shopper there at the next reload.
    """
    wrote = (
        select(func.max(LogRow.at))
        .where(LogRow.conversation_id == Conversation.id, LogRow.author_key == shopper_id)
        .scalar_subquery()
    )
    query = (
        select(Conversation)
        .where(Conversation.shopper_id == shopper_id)
        .order_by(func.coalesce(wrote, Conversation.created_at).desc(), Conversation.id)
        .limit(limit)
    )
    return (await session.execute(query)).scalars().all()


async def shopper_conversation(
    session: AsyncSession, *, shopper_id: str, conversation_id: str, lock: bool = False
) -> Conversation:
    """Raises `ConversationNotFoundError` for an absent and for another's conversation alike."""
    theirs = {"id": conversation_id, "shopper_id": shopper_id}
    found = await session.execute(_LOCKED if lock else _OF_SHOPPER, theirs)
    conversation = found.scalar_one_or_none()
    if conversation is None:
        raise ConversationNotFoundError
    return conversation
