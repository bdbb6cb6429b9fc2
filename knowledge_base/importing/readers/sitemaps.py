"""Sitemaps: the addresses of a shop's pages, or of further sitemaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.readers.rows import Row
from knowledge_base.importing.readers.xml_events import read_xml

MAX_ADDRESSES: Final = 50_000
_KINDS: Final = {"urlset": "page", "sitemapindex": "sitemap"}


def sitemap_rows(data: bytes) -> Iterator[Row]:
    """Rows with `page` or `sitemap`, an address each. Raises `ImportFileError`."""
    reading = _Reading()
    read_xml(data, reading)
    kind = _KINDS.get(reading.root)
    if kind is None:
        raise ImportFileError(
            "the XML is no sitemap: it must begin with <urlset> or <sitemapindex>"
        )
    for number, address in enumerate(reading.addresses, start=1):
        yield Row(number, None, {kind: address})


@dataclass
class _Reading:
    root: str = ""
    addresses: list[str] = field(default_factory=list)

    def begin(self, path: list[str], _attributes: Mapping[str, str], _line: int) -> None:
        self.root = path[0]

    def end(self, path: list[str], text: str) -> None:
        if len(path) == 3 and path[-1] == "loc" and text.strip():
            self.addresses.append(text.strip())
            if len(self.addresses) > MAX_ADDRESSES:
                raise ImportFileError(f"the sitemap names more than {MAX_ADDRESSES} pages")
