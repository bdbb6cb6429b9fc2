"""What a file is: told by its name, and believed only where its first bytes agree."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath
from typing import Final

from knowledge_base.importing.errors import ImportFileError


class FileKind(StrEnum):
    JSON_LINES = "jsonl"
    CSV = "csv"
    TSV_FEED = "tsv"
    XML_FEED = "xml"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    SITEMAP = "sitemap"


_SUFFIXES: Final = {
    ".jsonl": FileKind.JSON_LINES,
    ".ndjson": FileKind.JSON_LINES,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.TSV_FEED,
    ".txt": FileKind.TSV_FEED,
    ".xml": FileKind.XML_FEED,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".docx": FileKind.DOCX,
    ".pdf": FileKind.PDF,
}
SUFFIXES_SAID: Final = ".jsonl, .csv, .md, .html, .docx, .pdf, .xml or .tsv"
_MIB: Final = 1024 * 1024
_DOCUMENTS: Final = frozenset({FileKind.HTML, FileKind.DOCX, FileKind.PDF, FileKind.MARKDOWN})
_MAX_DOCUMENT: Final = 20 * _MIB
_MAX_LIST: Final = 64 * _MIB
_PDF: Final = b"%PDF-"
_ZIP: Final = b"PK\x03\x04"
_FOREIGN: Final = (
    _PDF, b"PK", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x7fELF",
    b"MZ", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"RIFF", b"\x28\xb5\x2f\xfd",
    b"\xca\xfe\xba\xbe",
)  # fmt: skip


def kind_of(name: str) -> FileKind:
    """Raises `ImportFileError`."""
    kind = _SUFFIXES.get(PurePath(name).suffix.lower())
    if kind is None:
        raise ImportFileError(f"{name} must end in {SUFFIXES_SAID}")
    return kind


def most_bytes(kind: FileKind) -> int:
    return _MAX_DOCUMENT if kind in _DOCUMENTS else _MAX_LIST


def check_bytes(kind: FileKind, data: bytes) -> None:
    """Raises `ImportFileError` where the content is another thing than the name says."""
    if len(data) > most_bytes(kind):
        raise ImportFileError(f"it is larger than {most_bytes(kind) // _MIB} MiB")
    if not data.strip():
        raise ImportFileError("it is empty")
    match kind:
        case FileKind.PDF:
            _need(data.startswith(_PDF), "a PDF file")
        case FileKind.DOCX:
            _need(data.startswith(_ZIP), "a Word file (.docx)")
        case _:
            _need(not data.startswith(_FOREIGN) and b"\x00" not in data, "a text file")
    if kind in (FileKind.HTML, FileKind.XML_FEED, FileKind.SITEMAP):
        _need(data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"), f"{kind.value} text")


def as_text(data: bytes) -> str:
    """Raises `ImportFileError`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImportFileError("it is not UTF-8 text") from None


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise ImportFileError(f"its content is not that of {what}, whatever its name says")
