"""`shopbell sites`: the pages that may embed the widget."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated
from urllib.parse import urlsplit

import typer

from shopbell.commands.errors import BadInputError
from shopbell.settings import load_settings

sites = typer.Typer(no_args_is_help=True, help="The shop's sites and their origins.")


def add_to(app: typer.Typer) -> None:
    app.add_typer(sites, name="sites")


@sites.command("save")
def save(
    key: Annotated[str, typer.Argument(help="What data-site in the script tag names")],
    origin: Annotated[list[str], typer.Option(help="Such as https://shop.example; repeatable")],
    name: Annotated[str, typer.Option(help="The shop's name")] = "",
    locale: Annotated[str, typer.Option()] = "en",
) -> None:
    """Make or change a site, and print the tag for its pages."""
    from conversations.sites.service import save_site
    from shopbell.database import open_database
    from shopbell.schema import migrate

    settings = load_settings()
    origins = [_origin(text) for text in origin]
    migrate(settings)

    async def run() -> None:
        database = open_database(settings.database)
        try:
            async with database.writer.begin() as session:
                await save_site(session, key=key, name=name or key, origins=origins, locale=locale)
        finally:
            await database.dispose()

    asyncio.run(run())
    print(f'<script src="{settings.browser_url}/widget.js" data-site="{key}" async></script>')


@sites.command("list")
def list_sites() -> None:
    """Print every site, one JSON line each."""
    from conversations.sites.service import all_sites
    from shopbell.database import open_database
    from shopbell.schema import migrate

    settings = load_settings()
    migrate(settings)

    async def run() -> None:
        database = open_database(settings.database)
        try:
            async with database.reader() as session:
                for site in await all_sites(session):
                    found = {"key": site.key, "name": site.name, "origins": site.origins}
                    print(json.dumps(found, ensure_ascii=False))
        finally:
            await database.dispose()

    asyncio.run(run())


def _origin(text: str) -> str:
    parts = urlsplit(text.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
        raise BadInputError(f"{text}: an origin is a scheme and a host, like https://shop.example")
    return f"{parts.scheme}://{parts.netloc.lower()}"
