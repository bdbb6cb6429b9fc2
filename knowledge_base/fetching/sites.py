"""Pages of one address: the page itself, or those that a sitemap names."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from knowledge_base.fetching.errors import FetchError
from knowledge_base.fetching.gzipped import unpacked
from knowledge_base.fetching.robots import ASKS_NOT, Robots, robots_in, robots_of
from knowledge_base.fetching.service import Fetched, Fetcher
from knowledge_base.importing.child.running import ChildReader
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.kinds import FileKind
from knowledge_base.importing.readers.rows import Row

MAX_PAGES: Final = 500
_MAX_SITEMAPS: Final = 20
_AT_ONCE: Final = 4
_KINDS: Final = {
    "text/html": FileKind.HTML,
    "application/xhtml+xml": FileKind.HTML,
    "application/pdf": FileKind.PDF,
    "text/markdown": FileKind.MARKDOWN,
    "text/tab-separated-values": FileKind.TSV_FEED,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": FileKind.DOCX,
}
_XML_TYPES: Final = frozenset(
    {"application/xml", "text/xml", "application/rss+xml", "application/atom+xml"}
)
_SITEMAP_ROOTS: Final = (b"<urlset", b"<sitemapindex")

OnProgress = Callable[[int, int], None]


@dataclass
class SiteReader:
    """Gives rows of everything that lies behind one address; a bad page is a row that says so."""

    fetcher: Fetcher
    reader: ChildReader
    on_progress: OnProgress | None = None
    _sitemaps: int = field(default=0, init=False)
    _robots: Robots = field(default_factory=Robots, init=False)

    async def read(self, address: str) -> list[Row]:
        """Raises `FetchError` and `ImportFileError` where the address itself cannot be read."""
        first = await unpacked(await self.fetcher.fetch(address))
        host = urlsplit(first.url).hostname or ""
        if urlsplit(first.url).path == "/robots.txt":
            robots = robots_in(first.data)
            pages = await self._listed(robots.sitemaps(), host)
        elif _is_sitemap(first):
            robots = await robots_of(self.fetcher, first.url)
            pages = await self._pages(first, host)
        else:
            # A page that somebody named is read as in a browser, whatever is asked of robots.
            return await self._rows(first)
        if not pages:
            raise ImportFileError(f"the sitemap names no page of {host}")
        self._robots = robots
        rows = [row for found in await self._fetch_all(pages[:MAX_PAGES]) for row in found]
        if len(pages) > MAX_PAGES:
            left = f"the sitemap names {len(pages)} pages; only the first {MAX_PAGES} were read"
            rows.append(Row(MAX_PAGES + 1, None, left))
        return rows

    async def _pages(self, fetched: Fetched, host: str) -> list[str]:
        """Pages of the same host alone: a sitemap speaks for no other site."""
        self._sitemaps += 1
        rows = await self.reader.read(FileKind.SITEMAP, fetched.data, name="sitemap.xml")
        pages: list[str] = []
        for row in rows:
            fields = {} if isinstance(row.fields, str) else row.fields
            page, sitemap = str(fields.get("page", "")), str(fields.get("sitemap", ""))
            if page and urlsplit(page).hostname == host:
                pages.append(page)
            elif sitemap:
                pages += await self._listed([sitemap], host)
        return list(dict.fromkeys(pages))

    async def _listed(self, sitemaps: list[str], host: str) -> list[str]:
        """The pages of further sitemaps of the same host, as long as there are not too many."""
        pages: list[str] = []
        for sitemap in sitemaps:
            if urlsplit(sitemap).hostname == host and self._sitemaps < _MAX_SITEMAPS:
                fetched = await unpacked(await self.fetcher.fetch(sitemap))
                pages += await self._pages(fetched, host)
        return pages

    async def _fetch_all(self, pages: list[str]) -> list[list[Row]]:
        turn = asyncio.Semaphore(_AT_ONCE)
        done = 0

        async def one(number: int, page: str) -> list[Row]:
            nonlocal done
            async with turn:
                found = await self._page_rows(number, page)
            done += 1
            if self.on_progress is not None:
                self.on_progress(done, len(pages))
            return found

        return list(await asyncio.gather(*(one(n, page) for n, page in enumerate(pages, start=1))))

    async def _page_rows(self, number: int, page: str) -> list[Row]:
        if not self._robots.allows(page):
            return [Row(number, page, ASKS_NOT)]
        try:
            rows = await self._rows(await self.fetcher.fetch(page))
        except (FetchError, ImportFileError) as error:
            return [Row(number, page, str(error))]
        return [Row(number, page, row.fields) for row in rows]

    async def _rows(self, fetched: Fetched) -> list[Row]:
        name = PurePosixPath(urlsplit(fetched.url).path).name or "page"
        kind = _kind(fetched, name)
        return await self.reader.read(kind, fetched.data, name=name, url=fetched.url)


def _is_sitemap(fetched: Fetched) -> bool:
    head = fetched.data[:4_000].lstrip()
    return head.startswith(b"<") and any(root in head for root in _SITEMAP_ROOTS)


def _kind(fetched: Fetched, name: str) -> FileKind:
    if fetched.media_type in _XML_TYPES:
        return FileKind.XML_FEED
    if fetched.media_type in _KINDS:
        return _KINDS[fetched.media_type]
    suffix = PurePosixPath(name).suffix.lower()
    by_name = {".pdf": FileKind.PDF, ".docx": FileKind.DOCX, ".tsv": FileKind.TSV_FEED,
               ".md": FileKind.MARKDOWN, ".xml": FileKind.XML_FEED}  # fmt: skip
    if suffix in by_name:
        return by_name[suffix]
    raise ImportFileError(
        f"it is neither a page nor a document ({fetched.media_type or 'no type'})"
    )
