"""An article's Markdown as safe HTML, and the page that it stands in."""

from __future__ import annotations

import html
import re
from typing import Final

import nh3
from markdown_it import MarkdownIt

from knowledge_base.articles.locales import language_of
from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleDetail

STYLE_PATH: Final = "/help-style.css"
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_LINK: Final = re.compile(r"(https://|mailto:|/help/)", re.IGNORECASE)
_TAGS: Final = {
    *("p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "a", "ul", "ol", "li"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
_WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "official": "From the shop",
        "product": "Product facts",
        "community": "From a buyer",
        "updated": "Updated",
        "by": "Written by",
        "answers": "This page answers",
        "missing": "This page does not exist",
        "missing_text": "It may have been moved or withdrawn. Ask us in the chat instead.",
        "help": "Help",
    },
    "zh": {
        "official": "店铺说明",
        "product": "商品信息",
        "community": "买家分享",
        "updated": "更新于",
        "by": "作者",
        "answers": "本页解答",
        "missing": "没有这个页面",
        "missing_text": "它可能已经移动或撤下。请在聊天中向我们提问。",
        "help": "帮助",
    },
}


_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def body_html(body: str) -> str:
    """Markdown to HTML without scripts, styles, images, ids; links to https, mailto, /help/."""
    tokens = _MARKDOWN.parse(body)
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"  # the title is the page's only first heading
    return nh3.clean(
        _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_attribute,
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


def _attribute(_tag: str, name: str, value: str) -> str | None:
    kept = bool(_LINK.match(value)) if name == "href" else name in {"start", "rel"}
    return value if kept else None


def article_page(article: ArticleDetail, *, site_name: str) -> str:
    """The whole page of an article; `article.content` is what is shown."""
    content, words = article.content, words_of(article.locale)
    parts = [f'<p class="tier tier-{content.tier.value}">{words[content.tier.value]}</p>']
    parts.append(f"<h1>{html.escape(content.title)}</h1>")
    parts.append(f'<p class="facts">{_facts(article, words)}</p>')
    parts.append(f'<div class="body">{body_html(content.body)}</div>')
    if content.questions:
        asked = "".join(f"<li>{html.escape(question)}</li>" for question in content.questions)
        heading = html.escape(words["answers"])
        parts.append(f'<section class="asked"><h2>{heading}</h2><ul>{asked}</ul></section>')
    return _page(content.title, "".join(parts), locale=article.locale, site_name=site_name)


def missing_page(*, locale: str, site_name: str) -> str:
    """The same for an article that is absent and for one that is not published."""
    words = words_of(locale)
    body = f"<h1>{words['missing']}</h1><p>{words['missing_text']}</p>"
    return _page(words["missing"], body, locale=locale, site_name=site_name)


def words_of(locale: str) -> dict[str, str]:
    return _WORDS.get(language_of(locale), _WORDS["en"])


def _facts(article: ArticleDetail, words: dict[str, str]) -> str:
    content = article.content
    facts = []
    if content.author and content.tier is Tier.COMMUNITY:
        facts.append(f"{words['by']} {html.escape(content.author)}")
    day = content.date or (article.published_at or article.updated_at).date()
    facts.append(f'{words["updated"]} <time datetime="{day}">{day}</time>')
    return " · ".join(facts)


def _page(title: str, body: str, *, locale: str, site_name: str) -> str:
    name, shown = html.escape(site_name), html.escape(title)
    return (
        f'<!doctype html><html lang="{html.escape(locale)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'<title>{shown} · {name}</title><link rel="stylesheet" href="{STYLE_PATH}">'
        f'</head><body><header><p class="site">{name}</p></header>'
        f"<main><article>{body}</article></main></body></html>"
    )


def article_json(article: ArticleDetail) -> dict[str, str | None]:
    """What a reader shows; `body` is Markdown, which is for the reader to make safe."""
    content = article.live or article.content
    return {
        "id": article.id,
        "locale": article.locale,
        "title": content.title,
        "body": content.body,
        "tier": content.tier.value,
        "url": content.url,
        "updated_at": article.updated_at.isoformat(timespec="seconds"),
    }
