"""Files made to do harm, each with what it is and what kind of file it says it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from knowledge_base.importing.kinds import FileKind
from tests.knowledge_base.importing.documents import (
    WORD,
    docx,
    packed,
    pdf,
    pdf_of_stream,
    stream,
    word_body,
)

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + "]>"
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"A" * 100_000}">]><x>{"&a;" * 20_000}</x>'
OUTER = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:1/x.dtd"> %a;]>'
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
GOOD = docx(word_body(("Normal", "Text.")))


def bombs() -> Iterator[tuple[str, FileKind, bytes]]:
    sources = (
        (FileKind.DOCX, word_files()),
        (FileKind.PDF, pdf_files()),
        (FileKind.XML_FEED, feeds()),
        (FileKind.HTML, pages()),
        (FileKind.CSV, tables()),
    )
    for kind, found in sources:
        for what, content in found:
            yield f"{kind.value}: {what}", kind, content
    yield "markdown: aliases that unfold", FileKind.MARKDOWN, yaml_aliases()
    yield "jsonl: an archive", FileKind.JSON_LINES, GOOD
    yield "tsv: no columns", FileKind.TSV_FEED, b'"' + b"a\t" * 1_000_000


def word_files() -> Iterator[tuple[str, bytes]]:
    blank = b" " * (128 << 20)
    deep = "<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000
    yield "128 MiB of blanks in 128 KiB", docx(blank)
    yield "128 MiB beside the text", docx(word_body(("Normal", "x")), pad=blank)
    yield "more files than any document has", many_parts()
    yield "parts that share their bytes", sharing_parts()
    yield "an archive within an archive", docx(f'<w:document xmlns:w="{WORD}"/>', inner=GOOD)
    yield "entities that unfold", docx(LAUGHS + "<x>&k;</x>")
    yield "one long entity many times", docx(QUADRATIC)
    yield "entities in another encoding", docx((LAUGHS + "<x>&k;</x>").encode("utf-16"))
    yield "an entity that reads a file", docx(OUTER + "<x>&a;</x>")
    yield "nested 100,000 deep", docx(f'<w:document xmlns:w="{WORD}"><w:body>{deep}</w:body>'
                                      "</w:document>")  # fmt: skip
    yield "cut off", GOOD[: len(GOOD) // 2]
    yield "encrypted", encrypted(GOOD)
    yield "two documents of one name", twice()
    yield "a PDF by another name", pdf(CATALOG)


def many_parts() -> bytes:
    return docx(word_body(("Normal", "x")), **{f"p{n}": b"" for n in range(5_000)})


def sharing_parts() -> bytes:
    """Hundreds of entries that all unpack the same 8 MiB."""
    archive = docx(word_body(("Normal", "x")), **{"p000.bin": b" " * (8 << 20)})
    start = archive.rindex(b"PK\x01\x02")
    end = archive.index(b"PK\x05\x06")
    entry, tail = archive[start:end], bytearray(archive[end:])
    more = b"".join(entry.replace(b"p000.bin", b"p%03d.bin" % n) for n in range(1, 400))
    count, size = 4 + 399, len(archive[:end]) + len(more) - archive.index(b"PK\x01\x02")
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = size.to_bytes(4, "little")
    return archive[:end] + more + bytes(tail)


def encrypted(archive: bytes) -> bytes:
    """Says of every part that it is, in both of the places where that is said."""
    changed = bytearray(archive)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = archive.find(signature)
        while at >= 0:
            changed[at + flags] |= 1
            at = archive.find(signature, at + 4)
    return bytes(changed)


def twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", word_body(("Normal", "x")))
        archive.writestr("word/documenu.xml", word_body(("Normal", "y")))
    return made.getvalue().replace(b"word/documenu.xml", b"word/document.xml")


def pdf_files() -> Iterator[tuple[str, bytes]]:
    flate = b"/Filter /FlateDecode"
    yield "256 MiB in one stream", pdf_of_stream(stream(packed(256 << 20), flate))
    yield (
        "a stream packed three times",
        pdf_of_stream(
            stream(packed(256 << 20, times=3), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")
        ),
    )
    yield (
        "a hundred filters",
        pdf_of_stream(stream(b"00" * 1_000, b"/Filter [" + b"/ASCIIHexDecode " * 100 + b"]")),
    )
    yield (
        "runs that unfold",
        pdf_of_stream(stream(b"\x81A" * 5_000_000, b"/Filter /RunLengthDecode")),
    )
    yield "pages that hold themselves", pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    yield (
        "20,000 pages",
        pdf(
            CATALOG,
            b"<< /Type /Pages /Kids [" + b"3 0 R " * 20_000 + b"] /Count 20000 >>",
            b"<< /Type /Page /Parent 2 0 R >>",
        ),
    )
    yield "arrays 100,000 deep", pdf(CATALOG, b"[" * 100_000 + b"]" * 100_000)
    yield "a table that points to itself", pdf(CATALOG, trailer=b"/Root 1 0 R /Prev 9")
    yield (
        "a password",
        pdf(
            CATALOG,
            b"<< /Type /Pages /Kids [] /Count 0 >>",
            b"<< /Filter /Standard /V 1 /R 2 /O ("
            + b"x" * 32
            + b") /U ("
            + b"y" * 32
            + b") /P -4 >>",
            trailer=b"/Root 1 0 R /Encrypt 3 0 R /ID [(a) (a)]",
        ),
    )
    yield "a form that draws itself", pdf_of_stream(stream(b"/F1 Do " * 1_000))
    yield "no text, only a scan", pdf_of_stream(stream(b"q Q"))
    yield "a picture by another name", b"\x89PNG\r\n\x1a\n" + b"\x00" * 1_000
    yield "a Word file by another name", GOOD
    yield "noise", b"%PDF-1.7\n" + bytes(range(256)) * 4_000


def feeds() -> Iterator[tuple[str, bytes]]:
    yield "entities that unfold", (LAUGHS + "<rss>&k;</rss>").encode()
    yield "one long entity many times", QUADRATIC.encode()
    yield "an entity that reads a file", (OUTER + "<rss>&a;</rss>").encode()
    yield "an entity that asks a server", (PARAMETER + "<rss/>").encode()
    yield "entities in another encoding", (LAUGHS + "<rss>&k;</rss>").encode("utf-16")
    yield "nested 1,000,000 deep", b"<a>" * 1_000_000
    yield "one text of 30 MiB", b"<rss><item><title>" + b"x" * (30 << 20) + b"</title></item></rss>"
    yield "packed", b"\x1f\x8b" + packed(1 << 20)


def pages() -> Iterator[tuple[str, bytes]]:
    yield "elements 200,000 deep", b"<div>" * 200_000 + b"x"
    yield "lists 100,000 deep", b"<ul><li>" * 100_000 + b"x"
    yield "larger than any page", b"<p>" + b"x" * (21 << 20)
    yield "a picture by another name", b"GIF89a<script>"
    yield "nothing but scripts", b"<script>" + b"while(1);" * 100_000 + b"</script>"


def tables() -> Iterator[tuple[str, bytes]]:
    yield "a program", b"\x7fELF" + b"\x01" * 1_000
    yield "zeros", b"id,title,body\n" + b"\x00" * 100_000
    yield "larger than any list", b"id,title,body\n" + b"x" * (65 << 20)
    yield "no columns", b"\n" * 1_000_000 + b"x"


def yaml_aliases() -> bytes:
    lines = ["id: x", "title: x", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return ("---\n" + "\n".join(lines) + "\n---\nText.\n").encode()
