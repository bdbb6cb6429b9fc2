"""The shop's sites: which pages may embed the widget."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Site


async def save_site(
    session: AsyncSession, *, key: str, name: str, origins: Sequence[str], locale: str = "en"
) -> Site:
    """Make or change a site. `origins` are compared exactly: scheme, host and port, no slash."""
    site = await session.get(Site, key)
    if site is None:
        site = Site(key=key, reopen_hours=24)
        session.add(site)
    site.name, site.origins, site.locale = name, sorted(set(origins)), locale
    await session.flush()
    return site


async def all_sites(session: AsyncSession) -> Sequence[Site]:
    return (await session.execute(select(Site).order_by(Site.key))).scalars().all()
