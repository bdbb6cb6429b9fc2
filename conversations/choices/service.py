"""Buttons: their meaning stays on the server, an id of 128 bit goes out, and works once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Choice, ChoiceOffer
from conversations.errors import ChoiceRefusedError
from conversations.identifiers import new_id
from conversations.models import OfferedChoice

LIFETIME = timedelta(hours=24)


def offer_choices(
    session: AsyncSession,
    *,
    conversation_id: str,
    offers: Sequence[ChoiceOffer],
    at: datetime,
) -> tuple[Choice, ...]:
    """Store the offers of one message as one group; pressing one of a group uses up them all."""
    group = new_id()
    choices = []
    for offer in offers:
        row = OfferedChoice(
            id=new_id(),
            conversation_id=conversation_id,
            group=group,
            title=offer.title,
            intent=offer.intent,
            entities=dict(offer.entities),
            expires_at=at + LIFETIME,
        )
        session.add(row)
        choices.append(Choice(row.id, row.title))
    return tuple(choices)


async def find_choice(
    session: AsyncSession, *, conversation_id: str, choice_id: str
) -> OfferedChoice:
    """Raises `ChoiceRefusedError` for an id that this conversation was never shown."""
    choice = await session.get(OfferedChoice, choice_id)
    if choice is None or choice.conversation_id != conversation_id:
        raise ChoiceRefusedError
    return choice


async def use_choice(session: AsyncSession, *, choice: OfferedChoice, at: datetime) -> None:
    """Use up the choice and its group. Raises `ChoiceRefusedError` when used or expired."""
    if choice.expires_at <= at:
        raise ChoiceRefusedError
    used = await session.execute(
        select(OfferedChoice.id).where(
            OfferedChoice.group == choice.group, OfferedChoice.used_at.is_not(None)
        )
    )
    if used.first() is not None:
        raise ChoiceRefusedError
    await session.execute(
        update(OfferedChoice).where(OfferedChoice.group == choice.group).values(used_at=at)
    )
