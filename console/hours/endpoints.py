"""Opening hours of each site: read by everybody, changed by admins."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter

from console.accounts.access import RequireAdmin, RequireAgent
from console.errors import ObjectNotFoundError
from console.hours.schemas import ChangeHoursBody, HoursAnswer, HoursBody, SiteHours
from console.parts import Parts
from conversations.bus import PRESENCE
from conversations.hours.schedule import read_hours
from conversations.models import Site
from conversations.sites.service import all_sites


def create_hours_router() -> APIRouter:
    router = APIRouter(prefix="/hours", tags=["hours"])
    router.add_api_route("", show_hours, methods=["GET"])
    router.add_api_route("/{site_key}", change_hours, methods=["PUT"])
    return router


async def show_hours(_: RequireAgent, parts: Parts) -> HoursAnswer:
    async with parts.reader() as session:
        sites = await all_sites(session)
    return HoursAnswer(items=[_view(site, parts.clock()) for site in sites])


async def change_hours(
    site_key: str, body: ChangeHoursBody, _: RequireAdmin, parts: Parts
) -> SiteHours:
    async with parts.writer.begin() as session:
        site = await session.get(Site, site_key[:64])
        if site is None:
            raise ObjectNotFoundError
        site.hours = body.hours.model_dump(mode="json") if body.hours else None
    parts.bus.publish(PRESENCE, {"agents_online": parts.presence.agents_online})
    return _view(site, parts.clock())


def _view(site: Site, now: datetime) -> SiteHours:
    hours = read_hours(site.hours)
    is_open = hours is None or hours.is_open(now)
    return SiteHours(
        site=site.key,
        name=site.name,
        hours=HoursBody.model_validate(site.hours) if site.hours else None,
        open=is_open,
        opens_at=None if hours is None or is_open else hours.opens_at(now),
    )
