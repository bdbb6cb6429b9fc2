"""What the shop sells, from the running app, so that a new product is recognised untrained."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any, Callable, Optional

import aiohttp

from bot.components.entities.assortment import Assortment, Ware

logger = logging.getLogger(__name__)

# What a turn waits for a new catalogue; a longer fetch goes on, and a later turn has it.
WAIT_SECONDS = 1.0
FETCH_SECONDS = 20.0
RETRY_AFTER_SECONDS = 5.0


@dataclass(frozen=True)
class Catalogue:
    """`revision` is the app's own count of changes."""

    revision: int
    assortment: Assortment


class CatalogueFeed:
    """Holds the newest catalogue that could be fetched. Never raises: names are only a help."""

    def __init__(
        self, url: str, secret: str, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._monotonic = monotonic
        self._held: Optional[Catalogue] = None
        self._not_before = 0.0
        self._fetching: Optional[asyncio.Task[None]] = None

    async def at(self, revision: int) -> Optional[Catalogue]:
        """The catalogue held, fetched anew when it is not of `revision`."""
        if self._held is not None and self._held.revision == revision:
            return self._held
        if self._fetching is None and self._monotonic() >= self._not_before:
            self._fetching = asyncio.create_task(self._renew(revision))
        if self._fetching is not None:
            await asyncio.wait([self._fetching], timeout=WAIT_SECONDS)
        return self._held

    async def _renew(self, revision: int) -> None:
        try:
            fetched = await self._fetch()
            if fetched is not None:
                self._held = fetched
            known = fetched is not None and fetched.revision == revision
            self._not_before = 0.0 if known else self._monotonic() + RETRY_AFTER_SECONDS
        finally:
            self._fetching = None

    async def _fetch(self) -> Optional[Catalogue]:
        timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS)
        try:
            async with aiohttp.request(
                "GET", self._url, headers=self._headers, timeout=timeout
            ) as response:
                response.raise_for_status()
                data = await response.json()
            # A large catalogue takes seconds to make ready: other turns go on meanwhile.
            return await asyncio.to_thread(_read, data)
        except Exception as error:
            logger.warning("the catalogue could not be fetched: %s", type(error).__name__)
            return None


def _read(data: dict[str, Any]) -> Catalogue:
    wares = (
        Ware(
            id=str(product["id"]),
            names=tuple(map(str, product["names"])),
            sizes=tuple(map(str, product["sizes"])),
            colours=tuple(map(str, product["colours"])),
        )
        for product in data["products"]
    )
    return Catalogue(int(data["revision"]), Assortment(wares))
