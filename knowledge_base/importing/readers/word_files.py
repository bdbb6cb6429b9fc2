"""DOCX as an article."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

import mammoth
from bs4 import BeautifulSoup

from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.names import plain_id
from knowledge_base.importing.readers.pages import article_rows, text_of
from knowledge_base.importing.readers.rows import Row

_MAX_PARTS: Final = 2_000
_MAX_UNPACKED: Final = 100 * 1024 * 1024
_MAX_XML: Final = 30 * 1024 * 1024
_CHUNK: Final = 64 * 1024


def docx_rows(data: bytes, *, stem: str) -> Iterator[Row]:
    """Raises `ImportFileError`."""
    _check_archive(data)
    html = mammoth.convert_to_html(
        io.BytesIO(data),
        convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
        external_file_access=False,
    ).value
    title, body = text_of(BeautifulSoup(html, "html.parser"), base=None)
    yield from article_rows(article_id=plain_id(stem), title=title or stem, body=body, url=None)


def _check_archive(data: bytes) -> None:
    """What it says of its sizes is not believed: every part is unpacked and counted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS:
                raise ImportFileError(f"it packs more than {_MAX_PARTS} files")
            names = [part.filename for part in parts]
            if "word/document.xml" not in names:
                raise ImportFileError("it is no Word file: word/document.xml is missing")
            if len(set(names)) < len(names):
                raise ImportFileError("it packs two files of one name")
            left = _MAX_UNPACKED
            for part in parts:
                left -= _checked_part(archive, part, left)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise ImportFileError(
            "its archive is damaged, encrypted or packed in an unusual way"
        ) from None


def _checked_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    is_xml = part.filename.endswith((".xml", ".rels"))
    size, before = 0, b""
    with archive.open(part) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            size += len(chunk)
            if size > left or (is_xml and size > _MAX_XML):
                raise ImportFileError("unpacked it is far larger than a document")
            if is_xml:
                # A name cut in two by the border of the chunks is found with the end of the last.
                _check_xml(before[-16:] + chunk)
            before = chunk
    return size


def _check_xml(data: bytes) -> None:
    if b"<!DOCTYPE" in data:
        raise ImportFileError("XML with a document type, which may hold entities, is refused")
    if b"\x00" in data:
        raise ImportFileError("its XML is not UTF-8, as a Word file's is")
