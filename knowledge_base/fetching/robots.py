"""What a site asks of those who read many of its pages."""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from knowledge_base.fetching.errors import FetchError
from knowledge_base.fetching.service import AGENT, Fetcher

_MOST_BYTES: Final = 500 * 1024
ASKS_NOT: Final = "the site's robots.txt asks not to read it"


class Robots:
    """The rules of one site; everything may be read where it has none."""

    def __init__(self, text: str = "") -> None:
        self._rules = RobotFileParser()
        self._rules.parse(text.splitlines())

    def allows(self, address: str) -> bool:
        return self._rules.can_fetch(AGENT, address)

    def sitemaps(self) -> list[str]:
        return self._rules.site_maps() or []


async def robots_of(fetcher: Fetcher, address: str) -> Robots:
    """Those of the site that the address is of."""
    try:
        fetched = await fetcher.fetch(urljoin(address, "/robots.txt"))
    except FetchError:
        return Robots()
    return robots_in(fetched.data)


def robots_in(data: bytes) -> Robots:
    return Robots(data[:_MOST_BYTES].decode("utf-8", errors="replace"))
