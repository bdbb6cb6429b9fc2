"""A buyer's note by its id: what a shopper read before they came to ask."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.articles.models import Tier
from knowledge_base.articles.repository import published_variants


async def product_of_note(session: AsyncSession, note_id: str) -> str | None:
    """The product that a published note is about; None where there is no such note or product."""
    for _, version in await published_variants(session, note_id):
        if version.tier == Tier.COMMUNITY and version.product_id:
            return version.product_id
    return None
