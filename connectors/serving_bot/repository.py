"""Queries on the serving bot."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from connectors.serving_bot.models import ServingBot


async def serving_address(session: AsyncSession, installation: str) -> str | None:
    query = select(ServingBot.address).where(ServingBot.installation == installation)
    return (await session.execute(query)).scalar_one_or_none()


async def save_serving_bot(session: AsyncSession, bot: ServingBot) -> None:
    await session.merge(bot)


async def delete_serving_bot(session: AsyncSession, installation: str) -> None:
    await session.execute(delete(ServingBot).where(ServingBot.installation == installation))
