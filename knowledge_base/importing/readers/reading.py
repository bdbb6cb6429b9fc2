"""The rows of a file of any kind. Runs in the child process alone, for what others wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from knowledge_base.importing.kinds import FileKind, as_text, check_bytes
from knowledge_base.importing.readers.rows import Row


def read_rows(kind: FileKind, data: bytes, *, name: str, url: str | None = None) -> Iterator[Row]:
    """Raises `ImportFileError`. What a kind needs is loaded for that kind alone."""
    check_bytes(kind, data)
    stem = PurePath(name).stem
    match kind:
        case FileKind.JSON_LINES:
            from knowledge_base.importing.readers.tables import json_lines

            yield from json_lines(as_text(data))
        case FileKind.CSV:
            from knowledge_base.importing.readers.tables import csv_rows

            yield from csv_rows(as_text(data))
        case FileKind.MARKDOWN:
            from knowledge_base.importing.readers.markdown import markdown_row

            yield markdown_row(as_text(data), file=None, stem=stem)
        case FileKind.TSV_FEED:
            from knowledge_base.importing.readers.feeds import tsv_rows

            yield from tsv_rows(as_text(data))
        case FileKind.XML_FEED:
            from knowledge_base.importing.readers.feeds import xml_rows

            yield from xml_rows(data)
        case FileKind.SITEMAP:
            from knowledge_base.importing.readers.sitemaps import sitemap_rows

            yield from sitemap_rows(data)
        case FileKind.HTML:
            from knowledge_base.importing.readers.pages import html_rows

            yield from html_rows(data, stem=stem, url=url)
        case FileKind.DOCX:
            from knowledge_base.importing.readers.word_files import docx_rows

            yield from docx_rows(data, stem=stem)
        case FileKind.PDF:
            from knowledge_base.importing.readers.pdf_files import pdf_rows

            yield from pdf_rows(data, stem=stem)
