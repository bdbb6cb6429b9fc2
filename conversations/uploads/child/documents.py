"""A PDF that is looked through and kept as it is: one that can do something is refused."""

from __future__ import annotations

import io
import logging
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from conversations.uploads.child.refusal import RefusedFileError

MAX_PAGES = 200
MAX_OBJECTS = 100_000
# Keys and kinds of action that make a reader run, start, fetch or hold something.
_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA", "/AA"}
)
_ACTIONS = frozenset(
    {
        "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE",
        "/RichMediaExecute",
    }
)  # fmt: skip


def checked_document(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Every object is looked at, also those that are packed into streams of objects."""
    logging.disable(logging.CRITICAL)
    document = PdfReader(io.BytesIO(data), strict=False)
    if document.is_encrypted:
        raise RefusedFileError("it is locked with a password")
    pages = len(document.pages)
    if not 0 < pages <= MAX_PAGES:
        raise RefusedFileError(f"it has no page, or more than {MAX_PAGES}")
    numbers = {number for table in document.xref.values() for number in table}
    numbers |= set(document.xref_objStm)
    if len(numbers) > MAX_OBJECTS:
        raise RefusedFileError("it has too many parts")
    _look_at(document.trailer)
    for number in sorted(numbers):
        found = document.get_object(IndirectObject(number, 0, document))
        if found is not None:
            _look_at(found)
    return {"pages": pages}, [data]


def _look_at(found: Any) -> None:
    """Raises `RefusedFileError`. What a reference names is looked at by itself."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            if _KEYS & set(one) or one.get("/S") in _ACTIONS:
                raise RefusedFileError("it holds a program or another file")
            waiting.extend(dict.values(one))
        elif isinstance(one, ArrayObject):
            waiting.extend(one)
