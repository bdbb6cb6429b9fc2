from __future__ import annotations

import asyncio
import gzip
import ssl
import time
from collections.abc import Callable, Iterator

import pytest

from knowledge_base.fetching.connecting import PublicOnly
from knowledge_base.fetching.errors import FetchError
from knowledge_base.fetching.gzipped import MAX_UNPACKED
from knowledge_base.fetching.robots import ASKS_NOT
from knowledge_base.fetching.service import Fetcher, FetchLimits
from knowledge_base.fetching.sites import SiteReader
from knowledge_base.importing.child.running import ChildReader
from knowledge_base.importing.errors import ImportFileError
from tests.knowledge_base.fetching.local_server import Answer, LocalServer, serving

pytestmark = pytest.mark.anyio

TLS = ssl.create_default_context()
XML = {"Content-Type": "application/xml"}


@pytest.fixture
def site() -> Iterator[LocalServer]:
    with serving() as local:
        yield local


def fetcher(**limits: float) -> Fetcher:
    """This machine stands for the public Internet."""

    async def names(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    chosen = FetchLimits(**limits)
    return Fetcher(
        PublicOnly(names, is_allowed=bool), any_port=True, limits=chosen, tls=lambda: TLS
    )


def page(title: str) -> Answer:
    return Answer(f"<html><body><nav>Menu</nav><h1>{title}</h1><p>Text.</p></body></html>".encode())


async def test_a_page_is_fetched_through_its_redirects(site: LocalServer) -> None:
    site.redirect("/old", "/new", 301)
    site.redirect("/new", f"http://www.shop.example:{site.port}/now", 308)
    async with fetcher() as one:
        found = await one.fetch(f"http://shop.example:{site.port}/old#part")
    assert found.url == f"http://www.shop.example:{site.port}/now"
    assert found.media_type == "text/html"
    assert site.asked[-1] == f"www.shop.example:{site.port}/now"


async def test_what_is_too_large_is_left_in_the_middle(site: LocalServer) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b"x" * 65_536

    site.answers["/"] = Answer(pieces=endless)
    async with fetcher(bytes=1024 * 1024) as one:
        with pytest.raises(FetchError, match="larger than 1 MiB"):
            await one.fetch(f"http://shop.example:{site.port}/")
    assert sent < 200


async def test_a_site_that_drips_is_not_waited_for(site: LocalServer) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.05)
            yield b"x"

    site.answers["/"] = Answer(pieces=drip)
    async with fetcher(seconds=0.3) as one:
        with pytest.raises(FetchError, match="too long"):
            await one.fetch(f"http://shop.example:{site.port}/")


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Answer(status=404), "status 404"),
        (Answer(status=302, headers={"Location": "/"}), "redirects too often"),
        (Answer(headers={"Content-Encoding": "gzip"}), "packed"),
        (Answer(status=302, headers={"Location": "http://a:b/"}), "no address"),
    ],
)
async def test_what_is_no_page_is_said(site: LocalServer, answer: Answer, problem: str) -> None:
    site.answers["/"] = answer
    async with fetcher() as one:
        with pytest.raises(FetchError, match=problem):
            await one.fetch(f"http://shop.example:{site.port}/")


async def test_a_sitemap_gives_its_own_sites_pages_and_names_the_bad_ones(
    site: LocalServer,
) -> None:
    base = f"http://shop.example:{site.port}"
    pages = [f"{base}/returns", f"{base}/gone", "http://other.example/", f"{base}/delivery"]
    locs = "".join(f"<url><loc>{address}</loc></url>" for address in pages)
    index = f"<sitemapindex><sitemap><loc>{base}/pages.xml</loc></sitemap></sitemapindex>"
    site.answers["/sitemap.xml"] = Answer(index.encode(), headers=XML)
    site.answers["/pages.xml"] = Answer(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locs}</urlset>'.encode(),
        headers=XML,
    )
    site.answers |= {"/returns": page("Returns"), "/delivery": page("Delivery")}
    site.answers["/gone"] = Answer(status=410)
    done: list[tuple[int, int]] = []
    async with fetcher() as one:
        reading = SiteReader(one, ChildReader(), lambda *at: done.append(at))
        rows = await reading.read(f"{base}/sitemap.xml")
    found = {row.line: row.fields for row in rows}
    assert sorted(done) == [(1, 3), (2, 3), (3, 3)]
    assert "410" in str(found[2])
    assert [found[n]["title"] for n in (1, 3)] == ["Returns", "Delivery"]
    assert all("other.example" not in host for host in site.asked)


async def test_an_address_of_a_picture_is_no_article(site: LocalServer) -> None:
    site.answers["/p"] = Answer(b"\x89PNG", headers={"Content-Type": "image/png"})
    async with fetcher() as one:
        with pytest.raises(ImportFileError, match="neither a page nor a document"):
            await SiteReader(one, ChildReader()).read(f"http://shop.example:{site.port}/p")


async def test_other_requests_go_on_while_a_site_is_read(site: LocalServer) -> None:
    async with fetcher() as one:
        urls = [f"http://shop.example:{site.port}/{n}" for n in range(12)]
        found = await asyncio.gather(*(one.fetch(url) for url in urls))
    assert len(found) == 12


async def test_packed_sitemaps_are_read_and_robots_are_asked(site: LocalServer) -> None:
    base = f"http://shop.example:{site.port}"
    locs = "".join(f"<url><loc>{base}/{name}</loc></url>" for name in ("returns", "private/a"))
    site.answers["/pages.xml.gz"] = Answer(
        gzip.compress(f"<urlset>{locs}</urlset>".encode()),
        headers={"Content-Type": "application/x-gzip"},
    )
    rules = f"User-agent: *\nDisallow: /private/\nSitemap: {base}/pages.xml.gz\n"
    site.answers["/robots.txt"] = Answer(rules.encode(), headers={"Content-Type": "text/plain"})
    site.answers["/returns"] = page("Returns")
    for address in ("/pages.xml.gz", "/robots.txt"):
        async with fetcher() as one:
            rows = await SiteReader(one, ChildReader()).read(f"{base}{address}")
        assert [row.fields if row.fields == ASKS_NOT else row.line for row in rows] == [1, ASKS_NOT]
    assert not any("private" in asked for asked in site.asked)


@pytest.mark.parametrize(
    ("pack", "problem"),
    [
        (lambda: gzip.compress(b" " * (MAX_UNPACKED + 1)), "more than 64 MiB"),
        (
            lambda: gzip.compress(b" " * MAX_UNPACKED) + gzip.compress(b"x" * 100),
            "more than 64 MiB",
        ),
        (lambda: gzip.compress(b"<urlset/>")[:-9], "damaged"),
        (lambda: b"\x1f\x8b" + b"x" * 50, "damaged"),
    ],
    ids=["large", "large in two parts", "cut short", "noise"],
)
async def test_a_packed_bomb_is_refused(
    site: LocalServer, pack: Callable[[], bytes], problem: str
) -> None:
    site.answers["/s.xml.gz"] = Answer(pack())
    async with fetcher() as one:
        with pytest.raises(FetchError, match=problem):
            await SiteReader(one, ChildReader()).read(f"http://shop.example:{site.port}/s.xml.gz")
