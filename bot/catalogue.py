"""Product names from the running app, so that a new product is recognised without training."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Callable, Optional

import aiohttp

logger = logging.getLogger(__name__)

FETCH_SECONDS = 1.0
RETRY_AFTER_SECONDS = 5.0


@dataclass(frozen=True)
class Catalogue:
    """`products` are pairs of product id and name; `revision` is the app's own count of changes."""

    revision: int
    products: tuple[tuple[str, str], ...]


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

    async def at(self, revision: int) -> Optional[Catalogue]:
        """The catalogue held, fetched anew when it is not of `revision`."""
        held = self._held
        if held is not None and held.revision == revision:
            return held
        if self._monotonic() >= self._not_before:
            self._not_before = self._monotonic() + RETRY_AFTER_SECONDS
            fetched = await self._fetch()
            if fetched is not None:
                self._held = fetched
                self._not_before = 0.0 if fetched.revision == revision else self._not_before
        return self._held

    async def _fetch(self) -> Optional[Catalogue]:
        timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS)
        try:
            async with aiohttp.request(
                "GET", self._url, headers=self._headers, timeout=timeout
            ) as response:
                response.raise_for_status()
                data = await response.json()
            products = tuple((str(item["id"]), str(item["name"])) for item in data["products"])
            return Catalogue(int(data["revision"]), products)
        except Exception as error:
            logger.warning("product names could not be fetched: %s", type(error).__name__)
            return None
