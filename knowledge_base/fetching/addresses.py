"""Which network addresses are public, and what a URL must look like to be fetched at all."""

from __future__ import annotations

from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final

import httpx

from knowledge_base.fetching.errors import FetchError, ForbiddenAddressError

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_MAX_URL_CHARS: Final = 2_000
# Public by its number, but answered by the cloud's own machines or by relays into other networks.
_NOT_PUBLIC: Final[tuple[IPv4Network | IPv6Network, ...]] = tuple(
    ip_network(net)
    for net in (
        "168.63.129.16/32",
        "192.88.99.0/24",
        "::/8",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/23",
        "2002::/16",
    )
)


def is_public(address: str) -> bool:
    """Whether an address, as a resolver or a peer spells it, is one of the open Internet."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.scope_id is not None:
            return False
        if found.ipv4_mapped is not None:
            return _is_public(found.ipv4_mapped)
    return _is_public(found)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    kinds = (address.is_multicast, address.is_reserved, address.is_unspecified)
    inside = any(address.version == net.version and address in net for net in _NOT_PUBLIC)
    return address.is_global and not any(kinds) and not inside


def checked_url(address: str, *, any_port: bool = False) -> httpx.URL:
    """The address without its fragment, spelt as it is sent. Raises `FetchError`."""
    text = address.strip()
    if len(text) > _MAX_URL_CHARS or any(ord(char) < 0x21 or ord(char) == 0x7F for char in text):
        raise FetchError("That is no address of a page.")
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise FetchError("That is no address of a page.") from None
    if url.scheme not in _DEFAULT_PORTS:
        raise FetchError("Only addresses that begin with http:// or https:// are fetched.")
    if url.userinfo:
        raise FetchError("An address with a name or password in it is not fetched.")
    if not url.host:
        raise FetchError("The address names no site.")
    if url.port not in (None, _DEFAULT_PORTS[url.scheme]) and not any_port:
        raise ForbiddenAddressError("Only the usual ports of the web, 80 and 443, are fetched.")
    return url
