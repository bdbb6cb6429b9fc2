"""Which files may be sent. The first bytes decide, never the name or what the sender says it is."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

MAX_BYTES = 10 * 1024 * 1024
MAX_NAME = 100
PDF_TYPE = "application/pdf"
PICTURE_TYPE = "image/jpeg"

_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
_PATH = re.compile(r"^.*[/\\]", re.DOTALL)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")


class Kind(StrEnum):
    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    GIF = "GIF"
    PDF = "PDF"


def kind_of(data: bytes) -> Kind | None:
    """None for what is not taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Kind.GIF
    if data.startswith(b"%PDF-"):
        return Kind.PDF
    return None


def is_heic(data: bytes) -> bool:
    """A telephone's own format, which browsers and we cannot show."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def clean_name(name: str, kind: Kind) -> str:
    """The name as it is shown: without path, controls and signs that turn the direction of text;
    its ending says what the file is by now."""
    shown = "".join(_shown(sign) for sign in _PATH.sub("", name))
    stem = " ".join(_ENDING.sub("", shown).replace('"', "").split()).strip(". ")[:MAX_NAME]
    ending = "pdf" if kind is Kind.PDF else "jpg"
    return f"{stem or ('document' if kind is Kind.PDF else 'picture')}.{ending}"


def _shown(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cc":
        return " "
    return "" if kind in ("Cf", "Cs") else sign
