"""HTML, Word and PDF files as articles, read by the child process as uploads are."""

from __future__ import annotations

import pytest

from knowledge_base.importing.child.running import ChildReader
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.files import collected
from knowledge_base.importing.kinds import FileKind
from knowledge_base.importing.lines import ImportLine
from tests.knowledge_base.importing.documents import docx, pdf_of_lines, word_body

pytestmark = pytest.mark.anyio

PAGE = """<!doctype html><html><head><title>Returns – Shop</title><script>alert(1)</script></head>
<body><header><a href="/">Home</a></header><nav>Menu</nav><main><h1>How to return</h1>
<p>You have <b>30 days</b>. See <a href="/rules">the rules</a>, not
<a href="javascript:x()">this</a>.
</p><h2>What it costs</h2><ul><li>Nothing</li><li>in Europe</li></ul>
<table><tr><th>Zone</th><th>Days</th></tr><tr><td>EU</td><td>3</td></tr></table>
<form><input></form><img src="x.png" alt="a box"></main><footer>© Shop</footer></body></html>"""


async def read(kind: FileKind, data: bytes, name: str, url: str | None = None) -> list[ImportLine]:
    rows = await ChildReader().read(kind, data, name=name, url=url)
    found = collected(rows)
    assert found.problems == ()
    return list(found.lines)


async def test_a_page_is_its_main_text_without_what_stands_around_it() -> None:
    (line,) = await read(
        FileKind.HTML, PAGE.encode(), "returns.html", "https://shop.example/help/returns"
    )
    assert line.article_id == "shop.example/help/returns"
    assert line.content.title == "How to return"
    assert line.content.url == "https://shop.example/help/returns"
    body = line.content.body
    assert "You have **30 days**. See [the rules](https://shop.example/rules), not\nthis." in body
    assert "## What it costs\n\n- Nothing\n- in Europe" in body
    assert "| EU | 3 |" in body
    for noise in ("Home", "Menu", "©", "alert", "javascript", "a box"):
        assert noise not in body


async def test_a_page_in_another_encoding_and_without_a_main_part_is_read() -> None:
    data = (
        '<html><head><meta charset="gb2312"><title>退货</title></head><body><nav>首页</nav>'
        "<p>三十天内可退货。</p></body></html>"
    ).encode("gb2312")
    (line,) = await read(FileKind.HTML, data, "退货.html")
    assert (line.article_id, line.content.title) == ("退货", "退货")
    assert line.content.body == "三十天内可退货。"


async def test_a_word_file_keeps_its_headings_and_lists() -> None:
    document = word_body(
        ("Heading1", "Size guide"), ("Normal", "Measure &amp; compare."), ("Heading2", "Hats")
    )
    (line,) = await read(FileKind.DOCX, docx(document), "Size guide.docx")
    assert (line.article_id, line.content.title) == ("size-guide", "Size guide")
    assert line.content.body == "Measure & compare.\n\n## Hats"


async def test_a_pdf_is_its_text_in_paragraphs() -> None:
    data = pdf_of_lines(
        "Parcels leave our house on the day on which they are ordered, if that", "is before noon.",
        "Abroad takes longer.",
    )  # fmt: skip
    (line,) = await read(FileKind.PDF, data, "delivery times.pdf")
    assert (line.article_id, line.content.title) == ("delivery-times", "delivery times")
    assert line.content.body == (
        "Parcels leave our house on the day on which they are ordered, if that is before noon."
        "\n\nAbroad takes longer."
    )


async def test_a_text_longer_than_an_article_is_several() -> None:
    page = "<h1>Book</h1>" + "".join(f"<p>{n} {'word ' * 400}</p>" for n in range(100))
    lines = await read(FileKind.HTML, page.encode(), "book.html")
    assert [line.article_id for line in lines] == ["book-1", "book-2", "book-3"]
    assert [line.content.title for line in lines] == ["Book (1)", "Book (2)", "Book (3)"]
    assert sum(line.content.body.count("word") for line in lines) == 40_000


async def test_markdown_without_front_matter_takes_its_heading_as_title() -> None:
    (line,) = await read(FileKind.MARKDOWN, b"# Gift wrapping\n\nFive dollars.\n", "Gift Wrap.md")
    assert (line.article_id, line.content.title) == ("gift-wrap", "Gift wrapping")
    assert line.content.body == "Five dollars."


@pytest.mark.parametrize(
    ("kind", "data", "problem"),
    [
        (FileKind.PDF, b"Hello", "not that of a PDF file"),
        (FileKind.DOCX, b"%PDF-1.7", "not that of a Word file"),
        (FileKind.HTML, b"PK\x03\x04", "not that of a text file"),
        (FileKind.HTML, b"just words", "not that of html text"),
        (FileKind.CSV, b"", "empty"),
        (FileKind.CSV, b"id,title\n\xff", "not UTF-8"),
        (FileKind.CSV, b"a,b\n1,2\n", "names its columns"),
    ],
)
async def test_what_a_file_is_not_is_said(kind: FileKind, data: bytes, problem: str) -> None:
    with pytest.raises(ImportFileError, match=problem):
        await ChildReader().read(kind, data, name=f"x.{kind.value}")
