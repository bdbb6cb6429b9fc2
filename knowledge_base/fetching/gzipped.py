"""Sitemaps that come packed, as `sitemap.xml.gz` does, unpacked within a bound."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import replace
from typing import Final

from knowledge_base.fetching.errors import FetchError
from knowledge_base.fetching.service import Fetched

MAX_UNPACKED: Final = 64 * 1024 * 1024
_GZIP: Final = b"\x1f\x8b"
_ANY_GZIP: Final = 31
"""What zlib calls a window of the largest size with gzip's head and checksum."""


async def unpacked(fetched: Fetched) -> Fetched:
    """The same where it is not packed. Raises `FetchError` for what is damaged or too large."""
    if not fetched.data.startswith(_GZIP):
        return fetched
    data = await asyncio.to_thread(_unpack, fetched.data)
    # What it says of itself is of the packed file.
    return replace(fetched, data=data, media_type="application/xml")


def _unpack(data: bytes) -> bytes:
    pieces: list[bytes] = []
    left = MAX_UNPACKED
    while data:
        member = zlib.decompressobj(_ANY_GZIP)
        try:
            piece = member.decompress(data, left)
        except zlib.error:
            raise FetchError("It is packed and damaged.") from None
        if not member.eof:
            is_large = bool(member.unconsumed_tail)
            raise FetchError(
                f"It unpacks into more than {MAX_UNPACKED >> 20} MiB."
                if is_large
                else "It is packed and damaged."
            )
        pieces.append(piece)
        left = max(1, left - len(piece))
        # Several packed files may stand one after the other, and zeros after the last.
        data = member.unused_data.lstrip(b"\x00")
    return b"".join(pieces)
