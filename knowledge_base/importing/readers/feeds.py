"""Product feeds as shops give them to Google Merchant Center: RSS, Atom, and TSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.readers.products import Product, product_rows
from knowledge_base.importing.readers.rows import Row
from knowledge_base.importing.readers.xml_events import read_xml

_ITEMS: Final = frozenset({"item", "entry"})
_NAMES: Final = {"summary": "description"}
_CSV_FIELD_CHARS: Final = 1_000_000


def tsv_rows(text: str) -> Iterator[Row]:
    """Raises `ImportFileError`."""
    csv.field_size_limit(_CSV_FIELD_CHARS)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    names = _names(rows)
    try:
        yield from product_rows(_table(rows, names))
    except csv.Error as error:
        yield Row(rows.line_num, None, f"not a table ({error})")


def _names(rows: Iterator[list[str]]) -> list[str]:
    try:
        names = [name.strip().lower().replace(" ", "_") for name in next(rows, [])]
    except csv.Error:
        names = []
    if not {"id", "title"} <= set(names):
        raise ImportFileError(
            "the first line of a product feed names its columns, id and title among them"
        )
    return names


def _table(rows: Iterable[list[str]], names: list[str]) -> Iterator[Product]:
    line = 2
    for cells in rows:
        found = Product(line)
        for name, cell in zip(names, cells, strict=False):
            found.add(name, cell)
        line += 1 + sum(cell.count("\n") for cell in cells)
        if any(cell.strip() for cell in cells):
            yield found


def xml_rows(data: bytes) -> Iterator[Row]:
    """Raises `ImportFileError`."""
    reading = _Reading()
    read_xml(data, reading)
    if not reading.products:
        raise ImportFileError("the XML holds no <item> or <entry> of a product feed")
    yield from product_rows(reading.products)


@dataclass
class _Reading:
    products: list[Product] = field(default_factory=list)
    current: Product | None = None
    detail: dict[str, str] = field(default_factory=dict)

    def begin(self, path: list[str], attributes: Mapping[str, str], line: int) -> None:
        if path[-1] in _ITEMS and self.current is None:
            self.current = Product(line)
        elif path[-1] == "link" and self.current is not None:
            self.current.add("link", attributes.get("href", ""))

    def end(self, path: list[str], text: str) -> None:
        if self.current is None:
            return
        name = path[-1]
        if name in _ITEMS:
            self.products.append(self.current)
            self.current = None
        elif name == "product_detail":
            self.current.add_detail(
                self.detail.get("attribute_name", ""), self.detail.get("attribute_value", "")
            )
            self.detail = {}
        elif path[-2:-1] == ["product_detail"]:
            self.detail[name] = text.strip()
        else:
            self.current.add(_NAMES.get(name, name), text)
