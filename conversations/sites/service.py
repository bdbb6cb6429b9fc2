"""The shop's sites: which pages may embed the widget, how it looks there, and when it speaks up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Site
from conversations.sites.colours import accents


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


async def save_look(
    session: AsyncSession,
    site: Site,
    *,
    look: Mapping[str, Any],
    rules: Sequence[Mapping[str, Any]],
) -> None:
    """How the widget looks on the site's pages and when it speaks up there, as already checked."""
    site.look, site.rules = dict(look), [dict(rule) for rule in rules]
    await session.flush()


def shown_look(look: Mapping[str, Any]) -> dict[str, Any]:
    """What the widget is given: the colour made readable on both papers, the rest as it is."""
    shown = {name: value for name, value in look.items() if name != "accent"}
    if accent := look.get("accent"):
        light, dark = accents(accent)
        shown["accent"] = [light.colour, dark.colour]
        shown["on_accent"] = [light.on, dark.on]
    return shown
