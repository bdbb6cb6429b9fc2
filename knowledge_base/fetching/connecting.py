"""Connections that can only lead to public addresses.

A name is resolved once, every address that it has is looked at, and the connection is made to one
of those very addresses: a name that answers otherwise the next time it is asked gains nothing. TLS
still checks the certificate of the name.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any

import httpcore

from knowledge_base.fetching.addresses import is_public
from knowledge_base.fetching.errors import FetchError, ForbiddenAddressError

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""All addresses of a name; raises `OSError` where it has none."""


async def resolve(host: str, port: int) -> list[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class PublicOnly(httpcore.AsyncNetworkBackend):
    """Stands where the HTTP client opens its connections, below redirects and pooling."""

    def __init__(
        self,
        resolve: Resolve = resolve,
        *,
        is_allowed: Callable[[str], bool] = is_public,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._network = network or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError):
            raise FetchError(f"There is no site {host}.") from None
        if not addresses:
            raise FetchError(f"There is no site {host}.")
        if not all(self._is_allowed(address) for address in addresses):
            raise ForbiddenAddressError(
                f"{host} is not on the public Internet; pages of internal networks are not fetched."
            )
        for address in addresses[:-1]:
            # A machine without IPv6 reaches those that have both by the other one.
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
        return await self._network.connect_tcp(
            addresses[-1], port, timeout, local_address, socket_options
        )

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        raise ForbiddenAddressError("Files and sockets of this machine are not fetched.")

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)
