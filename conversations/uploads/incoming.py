"""A form's body, received no further than what may come."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from conversations.uploads.errors import FileTooLargeError
from conversations.uploads.kinds import MAX_BYTES
from conversations.uploads.multipart import ROOM, FormError, file_part

_MOST = MAX_BYTES + ROOM


async def form_file(headers: Mapping[str, str], stream: AsyncIterator[bytes]) -> tuple[str, bytes]:
    """Name and bytes of the one file. Raises `FileTooLargeError`, `FormError`."""
    told = headers.get("content-length", "")
    if told.isdigit() and int(told) > _MOST:
        raise FileTooLargeError
    content_type = headers.get("content-type", "")
    if not content_type.lower().startswith("multipart/form-data"):
        raise FormError
    pieces: list[bytes] = []
    size = 0
    async for piece in stream:
        size += len(piece)
        if size > _MOST:
            raise FileTooLargeError
        pieces.append(piece)
    return file_part(content_type, b"".join(pieces))
