"""PDF as an article: its text in paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.names import plain_id
from knowledge_base.importing.readers.pages import article_rows
from knowledge_base.importing.readers.rows import Row

_MAX_PAGES: Final = 500
_MAX_TEXT: Final = 3_000_000
_SENTENCE_ENDS: Final = (".", "!", "?", ":", ";", "。", "！", "？", "：", "；")
_ITEM: Final = re.compile(r"([-•·*–]|\d{1,3}[.)])\s")
_FULL_LINE: Final = 0.7
"""A line this near to the longest was broken by the page's width, not by its writer."""


def pdf_rows(data: bytes, *, stem: str) -> Iterator[Row]:
    """Raises `ImportFileError`."""
    # It warns of every oddity of a file; what cannot be read is said once, by us.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise ImportFileError("the PDF is protected by a password")
        if len(reader.pages) > _MAX_PAGES:
            raise ImportFileError(f"the PDF has more than {_MAX_PAGES} pages")
        named = str(reader.metadata.title or "") if reader.metadata else ""
        text = _text(reader)
    except ImportFileError:
        raise
    except PyPdfError as error:
        raise ImportFileError(f"the PDF is damaged ({type(error).__name__})") from None
    if not text:
        raise ImportFileError("the PDF holds no text; is it scanned paper?")
    yield from article_rows(
        article_id=plain_id(stem), title=named.strip() or stem, body=text, url=None
    )


def _text(reader: PdfReader) -> str:
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        found = page.extract_text()
        size += len(found)
        if size > _MAX_TEXT:
            raise ImportFileError(f"the PDF holds more than {_MAX_TEXT} characters")
        pages.append(_paragraphs(found))
    return "\n\n".join(page for page in pages if page)


def _paragraphs(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    longest = max((len(line) for line in lines), default=0)
    out: list[str] = []
    joins = False
    for line in lines:
        if line and joins and not _ITEM.match(line):
            out[-1] += f" {line}"
        elif line:
            out.append(line)
        joins = len(line) > longest * _FULL_LINE and not line.endswith(_SENTENCE_ENDS)
    return "\n\n".join(out)
