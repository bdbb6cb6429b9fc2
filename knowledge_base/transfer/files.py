"""The file that holds a whole knowledge base: a zip with one member, read line by line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import IO, Any, Final

from knowledge_base.importing.errors import ImportFileError

MEMBER: Final = "knowledge.jsonl"
MAX_UNPACKED: Final = 4 * 1024**3
MAX_LINE_CHARS: Final = 64 * 1024**2


class WholeWriter:
    """`close` writes the end, without which nothing can be read."""

    def __init__(self, out: IO[bytes] | io.RawIOBase) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
        self._member = io.TextIOWrapper(self._zip.open(MEMBER, "w"), encoding="utf-8")

    def write(self, line: str) -> None:
        self._member.write(line)

    def close(self) -> None:
        self._member.close()
        self._zip.close()


class _Pieces(io.RawIOBase):
    """What was packed and not taken yet."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


async def packed(lines: AsyncIterator[str]) -> AsyncIterator[bytes]:
    """The file piece by piece, as the lines come."""
    pieces = _Pieces()
    writer = WholeWriter(pieces)
    async for line in lines:
        writer.write(line)
        if piece := pieces.take():
            yield piece
    writer.close()
    yield pieces.take()


def read_whole(path: Path) -> Iterator[str]:
    """Its lines. Raises `ImportFileError` for another file, and for one that unpacks too far."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open(MEMBER) as member:
            text = io.TextIOWrapper(member, encoding="utf-8")
            read = 0
            while line := text.readline(MAX_LINE_CHARS):
                read += len(line)
                if read > MAX_UNPACKED or not line.endswith("\n"):
                    raise ImportFileError("it unpacks into more than may be")
                yield line
    except KeyError:
        raise ImportFileError("it is no whole export of a knowledge base") from None
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError, EOFError) as error:
        raise ImportFileError(f"it cannot be read: {type(error).__name__}") from None
