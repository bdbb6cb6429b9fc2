"""A hundred ways to make the importer ask a machine of the inner network: none reaches it."""

from __future__ import annotations

import itertools
import ssl
from collections.abc import Callable, Iterator
from typing import Any

import httpcore
import pytest

from knowledge_base.fetching.addresses import is_public
from knowledge_base.fetching.connecting import PublicOnly, resolve
from knowledge_base.fetching.errors import FetchError, ForbiddenAddressError
from knowledge_base.fetching.service import Fetcher, FetchLimits
from tests.knowledge_base.fetching.local_server import Answer, LocalServer, serving

pytestmark = pytest.mark.anyio

OUTSIDE = "93.184.216.34"
STANDS_FOR_IT = "127.0.0.3"
TLS = ssl.create_default_context()

LITERALS = (
    "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "127.000.000.001", "2130706433", "017700000001",
    "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "0177.1", "0x7F.0x0.0x0.0x1", "0",
    "0.0.0.0", "127.255.255.254", "0x7f.0.1", "0177.0.0.01", "127.0.0.1.", "[::1]", "[::]",
    "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fe80::1]",
    "[fe80::1%25lo]", "[fc00::1]", "[fd00::1]", "[fd00:ec2::254]", "[ff02::1]", "[fec0::1]",
    "[100::1]", "[2001:db8::1]", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
    "192.168.0.1", "192.168.1.1", "100.64.0.1", "100.100.100.200", "169.254.169.254",
    "169.254.170.2", "0xa9fea9fe", "2852039166", "168.63.129.16", "192.0.0.192", "192.0.2.1",
    "198.18.0.1", "198.51.100.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "192.88.99.1", "localhost", "LOCALHOST", "localhost.", "ip6-localhost", "①②⑦.⓪.⓪.①",
    "127。0。0。1", "loc\u00adalhost",
)  # fmt: skip
SHAPES = (
    "file:///etc/passwd", "file://localhost/etc/passwd", "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_x", "dict://127.0.0.1:{port}/info", "ldap://127.0.0.1:{port}/",
    "unix:/var/run/docker.sock", "//127.0.0.1:{port}/", "127.0.0.1:{port}",
    "http:127.0.0.1:{port}", "http:///127.0.0.1:{port}/", "http://", "data:text/html,x",
    "javascript:alert(1)", "http://shop.example@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}@shop.example/", "http://user:pass@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@shop.example/", "http://shop.example\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\.shop.example/", "http://127.0.0.1:{port}%2f@shop.example",
    "http://[::1]:{port}%00.shop.example/", "http://shop.example:80\r\nHost: x@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/\r\nX-A: 1", "jar:http://127.0.0.1:{port}/!/",
)  # fmt: skip
NAMES = {
    "inside.example": ["127.0.0.1"],
    "both.example": [OUTSIDE, "127.0.0.1"],
    "both-turned.example": ["127.0.0.1", OUTSIDE],
    "mapped.example": ["::ffff:127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "six.example": ["::1"],
    "zone.example": ["fe80::1%lo"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "odd.example": ["127.1"],
}
REDIRECTS = (
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "//127.0.0.1:{port}/",
    "http://[::1]:{port}/", "http://2130706433:{port}/", "http://inside.example:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/", "file:///etc/passwd", "http://rebinding.example:{port}/",
    "http:\\\\127.0.0.1:{port}/", "http://x@127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/",
)  # fmt: skip
SIGNS_OF_HERE = ("127", "0x7f", "0177", "2130706433", "localhost", "[::", "rebinding", "shop.")


@pytest.fixture
def inside() -> Iterator[LocalServer]:
    """What must not be reached, on both families of addresses."""
    with serving() as four, serving("::1", four.port) as six:
        six.asked = four.asked
        yield four


@pytest.fixture
def outside() -> Iterator[LocalServer]:
    """The public site that whoever tries the tricks owns."""
    with serving(STANDS_FOR_IT) as public:
        public.usual = Answer(b"<html><h1>Outside</h1><p>For all.</p></html>")
        yield public


class Names:
    """A resolver in the hands of the same; what it does not know is really asked."""

    def __init__(self) -> None:
        self.asked: dict[str, int] = {}

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked[host] = self.asked.get(host, 0) + 1
        if host == "rebinding.example":
            return [OUTSIDE] if self.asked[host] == 1 else ["127.0.0.1"]
        if host == "shop.example":
            return [OUTSIDE]
        return NAMES.get(host) or await resolve(host, port)


class Wires(httpcore.AnyIOBackend):
    """Real connections; only what goes to `OUTSIDE` goes to the server that stands for it."""

    async def connect_tcp(
        self, host: str, port: int, *rest: Any, **more: Any
    ) -> httpcore.AsyncNetworkStream:
        reached = STANDS_FOR_IT if host == OUTSIDE else host
        return await super().connect_tcp(reached, port, *rest, **more)


def fetcher(is_allowed: Callable[[str], bool] = is_public, seconds: float = 5) -> Fetcher:
    """As the product's, but for the port: it would refuse nearly all of this by the port alone."""
    return Fetcher(
        PublicOnly(Names(), is_allowed=is_allowed, network=Wires()),
        any_port=True,
        limits=FetchLimits(seconds=seconds),
        tls=lambda: TLS,
    )


def tricks(inside: LocalServer, outside: LocalServer) -> list[str]:
    urls = [f"http://{host}:{inside.port}/" for host in (*LITERALS, *NAMES, "rebinding.example")]
    urls += [shape.format(port=inside.port) for shape in SHAPES]
    for number, (status, to) in enumerate(
        zip(itertools.cycle((301, 302, 303, 307, 308)), REDIRECTS, strict=False)
    ):
        outside.redirect(f"/{number}", to.format(port=inside.port), status)
        urls.append(f"http://shop.example:{outside.port}/{number}")
    outside.redirect("/rebind", f"http://rebinding.example:{inside.port}/")
    urls.append(f"http://rebinding.example:{outside.port}/rebind")
    return urls


async def answer_of(one: Fetcher, url: str) -> bytes | None:
    """None where it was refused."""
    try:
        return (await one.fetch(url)).data
    except FetchError:
        return None


async def test_no_trick_reaches_the_inside(inside: LocalServer, outside: LocalServer) -> None:
    urls = tricks(inside, outside)
    assert len(set(urls)) >= 100
    answers = []
    for url in urls:
        async with fetcher() as one:
            answers.append(await answer_of(one, url))
    refused = answers.count(None)
    print(f"{len(urls)} tricks: {len(inside.asked)} inside hits, {refused} refused")
    assert inside.asked == []
    # One redirect is to a page of the public site itself.
    assert refused >= len(urls) - 1
    assert not any(b"secret" in answer for answer in answers if answer)


async def test_without_the_check_the_same_tricks_do_get_in(
    inside: LocalServer, outside: LocalServer
) -> None:
    reached = 0
    for url in tricks(inside, outside):
        async with fetcher(lambda _address: True, seconds=0.3) as one:
            before = len(inside.asked)
            # Addresses of no machine here would only be waited for.
            if any(sign in url for sign in SIGNS_OF_HERE):
                await answer_of(one, url)
            reached += len(inside.asked) > before
    print(f"{reached} of the same tricks reach the inside where nothing is checked")
    assert reached >= 20


async def test_a_name_is_asked_once_and_the_connection_goes_to_what_was_looked_at(
    inside: LocalServer, outside: LocalServer
) -> None:
    names = Names()
    backend = PublicOnly(names, network=Wires())
    async with Fetcher(backend, any_port=True) as one:
        await one.fetch(f"http://rebinding.example:{outside.port}/")
        assert names.asked == {"rebinding.example": 1}
        with pytest.raises(ForbiddenAddressError, match="not on the public Internet"):
            await one.fetch(f"http://rebinding.example:{inside.port}/")
    assert inside.asked == []


@pytest.mark.parametrize("port", [1, 22, 25, 5005, 6379, 8000, 8080])
async def test_other_ports_than_those_of_the_web_are_not_fetched(port: int) -> None:
    async with Fetcher(PublicOnly(Names(), network=Wires())) as one:
        with pytest.raises(ForbiddenAddressError, match="usual ports"):
            await one.fetch(f"http://shop.example:{port}/")
