"""The one file of a `multipart/form-data` body, which is never larger than what we let in."""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import unquote

from conversations.contract import Code
from conversations.errors import ConversationError

MAX_PARTS = 8
MAX_HEAD = 4 * 1024
# What a form may add around the file itself.
ROOM = 16 * 1024
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{1,70}")


class FormError(ConversationError):
    code = Code.INVALID

    def __init__(self) -> None:
        super().__init__("The file did not arrive whole. Please send it again.")


def file_part(content_type: str, body: bytes) -> tuple[str, bytes]:
    """Name and bytes of the part called `file`. Raises `FormError`."""
    head = Message()
    head["Content-Type"] = content_type
    boundary = head.get_param("boundary")
    if head.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        raise FormError
    if not _BOUNDARY.fullmatch(boundary):
        raise FormError
    mark = b"--" + boundary.encode()
    pieces = (b"\r\n" + body).split(b"\r\n" + mark, MAX_PARTS + 1)
    if len(pieces) > MAX_PARTS + 1 or not pieces[-1].startswith(b"--"):
        raise FormError
    for piece in pieces[1:-1]:
        lines, blank, content = piece.partition(b"\r\n\r\n")
        if not blank or len(lines) > MAX_HEAD:
            raise FormError
        name = _file_name(lines)
        if name is not None:
            return name, content
    raise FormError


def _file_name(lines: bytes) -> str | None:
    """None for a part that is not the file."""
    for line in lines.decode("utf-8", "replace").split("\r\n"):
        field, _, value = line.partition(":")
        if field.strip().lower() != "content-disposition":
            continue
        head = Message()
        head["Content-Disposition"] = value.strip()
        if head.get_param("name", header="Content-Disposition") != "file":
            return None
        given = head.get_param("filename", header="Content-Disposition")
        return unquote(given) if isinstance(given, str) else ""
    return None
