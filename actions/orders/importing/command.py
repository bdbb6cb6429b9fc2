"""What `shopbell orders import` does."""

import asyncio
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.importing.reading import read_shop_file
from actions.orders.importing.schemas import ImportSummary
from actions.orders.importing.service import import_shop


async def import_shop_file(
    path: Path, writer: async_sessionmaker[AsyncSession], now: datetime
) -> ImportSummary:
    """Check the whole file, then import all of it or nothing, in one transaction. Raises
    `ShopFileError` with every problem and its line."""
    data = await asyncio.to_thread(read_shop_file, path)
    async with writer.begin() as session:
        return await import_shop(session, data, now)
