"""HTML as an article: what a page says, without what stands around it on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.names import page_id, plain_id
from knowledge_base.importing.readers.rows import Row

MAX_BODY_CHARS: Final = 90_000
"""Below what an article may hold."""
_NOT_TEXT: Final = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas",
    "form", "button", "input", "select", "textarea", "img", "picture", "video", "audio", "head",
)  # fmt: skip
_AROUND: Final = ("nav", "header", "footer", "aside", "dialog")
_AROUND_ROLES: Final = re.compile(r"navigation|banner|contentinfo|complementary|search|dialog")
_MAIN: Final = ("main", "[role=main]", "article", "#content", "#main")
_LINKS: Final = frozenset({"http", "https", "mailto"})
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def html_rows(data: bytes, *, stem: str, url: str | None) -> Iterator[Row]:
    """One row, or several where the text is longer than an article may be.

    Raises `ImportFileError`.
    """
    soup = BeautifulSoup(data, "html.parser")
    named = soup.find("title")
    fallback = named.get_text(" ", strip=True) if isinstance(named, Tag) else ""
    found = _main_part(soup)
    title, body = text_of(found, base=url)
    yield from article_rows(
        article_id=page_id(url) if url else plain_id(stem),
        title=title or fallback or stem,
        body=body,
        url=url,
    )


def text_of(soup: BeautifulSoup | Tag, *, base: str | None) -> tuple[str, str]:
    """The first heading, taken out, "" without one, and the rest as Markdown."""
    for unwanted in soup.find_all(_NOT_TEXT):
        unwanted.decompose()
    heading = soup.find("h1")
    title = ""
    if isinstance(heading, Tag):
        title = heading.get_text(" ", strip=True)
        heading.decompose()
    for link in soup.find_all("a"):
        address = urljoin(base or "", str(link.get("href") or ""))
        if urlsplit(address).scheme in _LINKS:
            link["href"] = address
        else:
            link.unwrap()
    try:
        body = MarkdownConverter(heading_style=ATX, bullets="-").convert_soup(soup)
    except RecursionError:
        raise ImportFileError("its elements are nested too deeply") from None
    return title, _BLANK_LINES.sub("\n\n", body).strip()


def article_rows(*, article_id: str, title: str, body: str, url: str | None) -> Iterator[Row]:
    """Raises `ImportFileError` where there is no text."""
    parts = list(_parts(body))
    if not parts:
        raise ImportFileError("it holds no text")
    title = " ".join(title.split())[:280]
    for number, part in enumerate(parts, start=1):
        more = len(parts) > 1
        fields = {
            "id": f"{article_id}-{number}" if more else article_id,
            "title": f"{title} ({number})" if more else title,
            "body": part,
        }
        yield Row(number, None, {**fields, "url": url} if url else fields)


def _main_part(soup: BeautifulSoup) -> BeautifulSoup | Tag:
    for selector in _MAIN:
        found = soup.select(selector)
        if len(found) == 1 and found[0].get_text(strip=True):
            return found[0]
    for around in soup.find_all(_AROUND):
        around.decompose()
    for around in soup.find_all(role=_AROUND_ROLES):
        around.decompose()
    return soup.find("body") or soup


def _parts(body: str) -> Iterator[str]:
    """Cut between paragraphs; a single one that is too long is cut anywhere."""
    part = ""
    for paragraph in body.split("\n\n"):
        if part and len(part) + len(paragraph) > MAX_BODY_CHARS:
            yield part
            part = ""
        while len(paragraph) > MAX_BODY_CHARS:
            yield paragraph[:MAX_BODY_CHARS]
            paragraph = paragraph[MAX_BODY_CHARS:]
        part = f"{part}\n\n{paragraph}" if part else paragraph
    if part.strip():
        yield part
