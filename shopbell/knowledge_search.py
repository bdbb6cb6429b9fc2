"""Search for the command line: the running app is asked, else a view of its own is built."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from rich.console import Console
from rich.progress import Progress

from knowledge_base.search.service import MAX_QUERY_CHARS
from shopbell.database import open_database
from shopbell.processes.lock import HomeInUseError, home_lock
from shopbell.schema import migrate
from shopbell.services import open_index, search_over
from shopbell.settings import Settings

Ask = Callable[[str], Awaitable[dict[str, Any]]]
# Beside the running app's own folder, which no second process may open.
FOLDER = "index-commands"


@dataclass(frozen=True)
class SearchWish:
    top: int
    locale: str
    tier: str | None
    product: str | None


@asynccontextmanager
async def open_search(settings: Settings, wish: SearchWish) -> AsyncIterator[Ask]:
    """Gives a function from a question to the search's answer as the contract has it."""
    if _in_use(settings):
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{settings.port}", timeout=30
        ) as http:
            yield _asking(http, wish)
        return
    await asyncio.to_thread(migrate, settings)
    database = open_database(settings.database)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Indexing", total=None, visible=False)
        view = open_index(
            settings,
            settings.home / FOLDER,
            database,
            on_progress=lambda done, of: progress.update(
                task, completed=done, total=of, visible=True
            ),
        )
        try:
            await view.refresh()
        except BaseException:
            await view.close()
            await database.dispose()
            raise
    try:
        search = search_over(settings, view)

        async def ask(question: str) -> dict[str, Any]:
            found = await search.search(
                question,
                locale=wish.locale,
                top=wish.top,
                tiers=frozenset({wish.tier}) if wish.tier else None,
                product_id=wish.product,
            )
            return found.as_json()

        yield ask
    finally:
        await view.close()
        await database.dispose()


def _asking(http: httpx.AsyncClient, wish: SearchWish) -> Ask:
    async def ask(question: str) -> dict[str, Any]:
        asked: dict[str, str | int | None] = {
            "q": question[:MAX_QUERY_CHARS],
            "locale": wish.locale,
            "top": wish.top,
            "tier": wish.tier,
            "product": wish.product,
        }
        given = {name: value for name, value in asked.items() if value is not None}
        answer = await http.get("/api/help/search", params=given)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found | {"query": question}

    return ask


def _in_use(settings: Settings) -> bool:
    try:
        with home_lock(settings):
            return False
    except HomeInUseError:
        return True
