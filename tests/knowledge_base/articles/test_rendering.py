from __future__ import annotations

from html.parser import HTMLParser

import pytest

from knowledge_base.articles.rendering import body_html


class Elements(HTMLParser):
    """All elements and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html,<script>alert(1)</script>)",
        "[a](//evil.example)",
        "[a](http://plain.example)",
        "![a](https://tracker.example/pixel.png)",
        "<javascript:alert(1)>",
        '<div style="position:fixed">x</div>',
        '[a](https://x.example "onmouseover=alert(1)")',
        "```html\n<script>alert(1)</script>\n```",
        "<svg/onload=alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
    ],
)
def test_nothing_that_runs_or_leads_astray_is_left(hostile: str) -> None:
    found = Elements()
    found.feed(body_html(hostile))
    assert found.tags <= {"p", "a", "pre", "code"}
    assert found.attributes <= {
        ("rel", "noopener noreferrer nofollow"),
        ("href", "https://x.example"),
    }


def test_links_to_https_mail_and_other_help_pages_stay() -> None:
    html = body_html("[a](https://x.example) [b](mailto:a@b.example) [c](/help/returns)")
    assert 'href="https://x.example"' in html
    assert 'href="mailto:a@b.example"' in html
    assert 'href="/help/returns"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


def test_a_body_has_no_first_heading_of_its_own() -> None:
    assert body_html("# Fees") == "<h2>Fees</h2>\n"


def test_tables_and_lists_are_kept() -> None:
    html = body_html("| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y")
    assert "<td>1</td>" in html
    assert "<li>y</li>" in html
