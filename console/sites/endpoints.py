"""The shop's sites: where the widget may stand, how it looks, when it speaks up. Admins only."""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Query

from console.accounts.access import RequireAdmin
from console.errors import ObjectNotFoundError
from console.parts import Parts
from console.sites.schemas import (
    AccentView,
    ColoursAnswer,
    Look,
    Rule,
    SiteBody,
    SitesAnswer,
    SiteView,
)
from conversations.models import Site
from conversations.sites.colours import Accent, accents
from conversations.sites.service import all_sites, save_look, save_site


def create_sites_router() -> APIRouter:
    router = APIRouter(prefix="/sites", tags=["sites"])
    router.add_api_route("", list_sites, methods=["GET"])
    router.add_api_route("/colours", readable_colours, methods=["GET"])
    router.add_api_route("/{key}", change_site, methods=["PUT"])
    return router


async def list_sites(_: RequireAdmin, parts: Parts) -> SitesAnswer:
    async with parts.reader() as session:
        found = await all_sites(session)
    return SitesAnswer(items=[_view(site, parts.public_url) for site in found])


async def readable_colours(
    _: RequireAdmin, accent: Annotated[str, Query(pattern="^#[0-9a-f]{6}$")]
) -> ColoursAnswer:
    """What becomes of a colour so that it can be read at 4.5 to 1 on light and on dark."""
    light, dark = accents(accent)
    return ColoursAnswer(light=_accent(light), dark=_accent(dark))


async def change_site(_: RequireAdmin, parts: Parts, key: str, body: SiteBody) -> SiteView:
    async with parts.writer.begin() as session:
        site = await session.get(Site, key)
        if site is None:
            raise ObjectNotFoundError
        await save_site(session, key=key, name=body.name, origins=body.origins, locale=site.locale)
        await save_look(
            session,
            site,
            look=body.look.model_dump(mode="json"),
            rules=[rule.model_dump(mode="json") for rule in body.rules],
        )
        return _view(site, parts.public_url)


def _accent(accent: Accent) -> AccentView:
    return AccentView(colour=accent.colour, on=accent.on, given=accent.given)


def _view(site: Site, public_url: str) -> SiteView:
    key = escape(site.key)
    return SiteView(
        key=site.key,
        name=site.name,
        origins=site.origins,
        look=Look(**site.look),
        rules=[Rule(**rule) for rule in site.rules],
        tag=f'<script src="{public_url}/widget.js" data-site="{key}" async></script>',
    )
