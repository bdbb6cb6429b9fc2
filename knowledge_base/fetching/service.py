"""Fetching what an admin named: from public addresses, each redirect anew, within limits."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import httpcore
import httpx

from knowledge_base.fetching.addresses import checked_url
from knowledge_base.fetching.connecting import PublicOnly
from knowledge_base.fetching.errors import FetchError

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_OK: Final = 200
_MIB: Final = 1024 * 1024
AGENT: Final = "ShopbellImport"
_ACCEPT: Final = "text/html, application/xml;q=0.9, application/pdf;q=0.8, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """`seconds` are for one address with all its redirects."""

    bytes: int = 20 * _MIB
    seconds: float = 20.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where the last redirect led; `media_type` is as the server says, lower case."""

    url: str
    media_type: str
    data: bytes


class Fetcher:
    """Reads no proxy, no cookie and no password from anywhere; use it as a context manager."""

    def __init__(
        self,
        network: httpcore.AsyncNetworkBackend | None = None,
        *,
        limits: FetchLimits | None = None,
        any_port: bool = False,
        tls: Callable[[], ssl.SSLContext] = httpx.create_ssl_context,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._any_port = any_port
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls(),
            network_backend=network or PublicOnly(),
            max_connections=4,
            keepalive_expiry=5,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._pool.aclose()

    async def fetch(self, address: str) -> Fetched:
        """Raises `FetchError`, and `ForbiddenAddressError` before anything was sent."""
        url = checked_url(address, any_port=self._any_port)
        try:
            async with asyncio.timeout(self._limits.seconds):
                for _ in range(self._limits.redirects + 1):
                    found = await self._get(url)
                    if isinstance(found, Fetched):
                        return found
                    url = found
        except TimeoutError:
            raise FetchError(f"{url.host} took too long to answer.") from None
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError):
            raise FetchError(f"{url.host} could not be reached.") from None
        raise FetchError("The address redirects too often.")

    async def _get(self, url: httpx.URL) -> Fetched | httpx.URL:
        """The page, or where it redirects to, checked."""
        # Asked for unpacked, so that no small answer unpacks into a large one.
        headers = [
            (b"Host", url.netloc),
            (b"User-Agent", f"{AGENT}/1.0".encode()),
            (b"Accept", _ACCEPT.encode()),
            (b"Accept-Encoding", b"identity"),
        ]
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), self._limits.seconds)
        async with self._pool.stream(
            b"GET", _core_url(url), headers=headers, extensions={"timeout": timeout}
        ) as response:
            answered = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in response.headers
            }
            if response.status in _REDIRECTS and "location" in answered:
                return self._next(url, answered["location"])
            if response.status != _OK:
                raise FetchError(f"{url.host} answered with status {response.status}.")
            if answered.get("content-encoding", "identity").lower() not in ("identity", ""):
                raise FetchError(f"{url.host} sent it packed, although it was asked not to.")
            media_type = answered.get("content-type", "").partition(";")[0].strip().lower()
            return Fetched(str(url), media_type, await self._body(response))

    def _next(self, url: httpx.URL, location: str) -> httpx.URL:
        try:
            joined = str(url.join(location.strip()))
        except (httpx.InvalidURL, ValueError, UnicodeError):
            raise FetchError("The address redirects to something that is no address.") from None
        target = checked_url(joined, any_port=self._any_port)
        if url.scheme == "https" and target.scheme == "http":
            raise FetchError("The address redirects from https to http.")
        return target

    async def _body(self, response: httpcore.Response) -> bytes:
        pieces: list[bytes] = []
        size = 0
        async for piece in response.aiter_stream():
            size += len(piece)
            if size > self._limits.bytes:
                raise FetchError(f"It is larger than {self._limits.bytes // _MIB} MiB.")
            pieces.append(piece)
        return b"".join(pieces)


def _core_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
