"""What an article holds, and the views of it that services give."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import Final

from knowledge_base.articles.errors import ArticleContentError
from knowledge_base.articles.locales import normalise_locale
from knowledge_base.articles.models import Article, ArticleVersion, Tier

MAX_ID_CHARS: Final = 200
MAX_TITLE_CHARS: Final = 300
MAX_BODY_CHARS: Final = 100_000
MAX_QUESTIONS: Final = 200
MAX_QUESTION_CHARS: Final = 500
MAX_URL_CHARS: Final = 2_000
MAX_AUTHOR_CHARS: Final = 200
_URL: Final = re.compile(r"(https?://[^\s/]|/(?![/\\])|mailto:[^\s@]+@)\S*")
_LATER: Final = frozenset({"verified_purchase", "sponsored", "valid_from", "valid_until"})
_ID: Final = re.compile(r"[^\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class ArticleContent:
    """The whole of what an editor may change. `body` is Markdown; `questions` are those that it
    answers; `author` and `date` name the source, such as the buyer who wrote a note, and
    `verified_purchase` and `sponsored` say what is known of that buyer. Before `valid_from`
    and from `valid_until` on the text, such as a promotion's, is not said."""

    title: str
    body: str
    tier: Tier = Tier.OFFICIAL
    questions: tuple[str, ...] = ()
    url: str | None = None
    product_id: str | None = None
    author: str | None = None
    date: dt.date | None = None
    verified_purchase: bool = False
    sponsored: bool = False
    valid_from: dt.datetime | None = None
    valid_until: dt.datetime | None = None

    @property
    def digest(self) -> str:
        plain = asdict(self) | {"date": self.date.isoformat() if self.date else None}
        for name in ("valid_from", "valid_until"):
            moment = getattr(self, name)
            plain[name] = moment.isoformat() if moment else None
        # Left out where not set, so that texts saved before these fields keep their digest.
        plain = {name: value for name, value in plain.items() if name not in _LATER or value}
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()

    def holds_at(self, at: dt.datetime) -> bool:
        """Whether the text may be said at this moment."""
        begun = self.valid_from is None or self.valid_from <= at
        return begun and (self.valid_until is None or self.valid_until > at)


@dataclass(frozen=True, slots=True)
class ArticleDetail:
    """An article with its newest text and, where shoppers get one, the live text."""

    key: str
    id: str
    locale: str
    state: str
    version: int
    live_version: int | None
    created_at: dt.datetime
    updated_at: dt.datetime
    published_at: dt.datetime | None
    editor: str
    content: ArticleContent
    live: ArticleContent | None
    publish_at: dt.datetime | None = None
    publish_version: int | None = None
    scheduled_by: str | None = None
    owner: str | None = None
    review_on: dt.date | None = None

    @property
    def has_draft(self) -> bool:
        return self.version != self.live_version


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    key: str
    id: str
    locale: str
    title: str
    tier: str
    state: str
    version: int
    has_draft: bool
    updated_at: dt.datetime
    published_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class LiveArticle:
    """What shoppers get of an article at one knowledge revision; `content` None: nothing.

    `digest` is the content's, "" without one."""

    key: str
    id: str
    locale: str
    content: ArticleContent | None
    digest: str = ""


def article_key(article_id: str, locale: str) -> str:
    """The key of the variant of an article in a locale; raises `ArticleContentError`."""
    problems: list[tuple[str, str]] = []
    if len(article_id) > MAX_ID_CHARS or not _ID.fullmatch(article_id):
        problems.append(("id", f"must be 1 to {MAX_ID_CHARS} characters without spaces"))
    spelt = normalise_locale(locale)
    if spelt is None:
        problems.append(("locale", "must be a language tag such as en or zh"))
    if problems:
        raise ArticleContentError(tuple(problems))
    return f"{spelt}:{article_id}"


def checked_content(content: ArticleContent) -> ArticleContent:
    """The content with blanks trimmed; raises `ArticleContentError` naming every bad field."""
    questions = tuple(dict.fromkeys(q.strip() for q in content.questions if q.strip()))
    trimmed = ArticleContent(
        title=" ".join(content.title.split()),
        body=content.body.replace("\r\n", "\n").strip(),
        tier=content.tier,
        questions=questions,
        url=(content.url or "").strip() or None,
        product_id=(content.product_id or "").strip() or None,
        author=(content.author or "").strip() or None,
        date=content.date,
        verified_purchase=content.verified_purchase,
        sponsored=content.sponsored,
        valid_from=_in_utc(content.valid_from),
        valid_until=_in_utc(content.valid_until),
    )
    problems = tuple(_content_problems(trimmed))
    if problems:
        raise ArticleContentError(problems)
    return trimmed


def _in_utc(moment: dt.datetime | None) -> dt.datetime | None:
    """One spelling for one moment, so that the digest of an equal text is the same."""
    return moment.astimezone(dt.UTC) if moment is not None and moment.tzinfo else moment


def _content_problems(content: ArticleContent) -> list[tuple[str, str]]:
    checks = (
        ("title", 1 <= len(content.title) <= MAX_TITLE_CHARS, f"must be 1 to {MAX_TITLE_CHARS}"),
        ("body", 1 <= len(content.body) <= MAX_BODY_CHARS, f"must be 1 to {MAX_BODY_CHARS}"),
        ("product_id", len(content.product_id or "") <= MAX_ID_CHARS, f"at most {MAX_ID_CHARS}"),
        ("author", len(content.author or "") <= MAX_AUTHOR_CHARS, f"at most {MAX_AUTHOR_CHARS}"),
        ("url", len(content.url or "") <= MAX_URL_CHARS, f"at most {MAX_URL_CHARS}"),
    )
    problems = [(field, f"{rule} characters") for field, holds, rule in checks if not holds]
    if len(content.questions) > MAX_QUESTIONS:
        problems.append(("questions", f"at most {MAX_QUESTIONS} of them"))
    if any(len(question) > MAX_QUESTION_CHARS for question in content.questions):
        problems.append(("questions", f"at most {MAX_QUESTION_CHARS} characters each"))
    if content.url and not _URL.fullmatch(content.url):
        problems.append(("url", "must begin with https://, http://, mailto: or one /"))
    problems += _validity_problems(content.valid_from, content.valid_until)
    if content.tier is not Tier.COMMUNITY and (content.verified_purchase or content.sponsored):
        problems.append(("tier", "must be community for what a buyer or a sponsored author says"))
    everything = (content.title, content.body, *content.questions, content.author or "")
    if any("\x00" in text for text in everything):
        problems.append(("body", "must not hold a NUL character"))
    return problems


def _validity_problems(
    since: dt.datetime | None, until: dt.datetime | None
) -> list[tuple[str, str]]:
    moments = (("valid_from", since), ("valid_until", until))
    problems = [
        (field, "must name its offset from UTC")
        for field, moment in moments
        if moment is not None and moment.tzinfo is None
    ]
    if not problems and since is not None and until is not None and since >= until:
        problems.append(("valid_until", "must be later than valid_from"))
    return problems


def content_of(version: ArticleVersion) -> ArticleContent:
    return ArticleContent(
        title=version.title,
        body=version.body,
        tier=Tier(version.tier),
        questions=tuple(version.questions),
        url=version.url,
        product_id=version.product_id,
        author=version.author,
        date=version.date,
        verified_purchase=version.verified_purchase,
        sponsored=version.sponsored,
        valid_from=version.valid_from,
        valid_until=version.valid_until,
    )


def summary_of(article: Article, version: ArticleVersion) -> ArticleSummary:
    return ArticleSummary(
        key=article.key,
        id=article.id,
        locale=article.locale,
        title=version.title,
        tier=version.tier,
        state=article.state,
        version=article.version,
        has_draft=article.version != article.live_version,
        updated_at=article.updated_at,
        published_at=article.published_at,
    )


def detail_of(
    article: Article, newest: ArticleVersion, live: ArticleVersion | None
) -> ArticleDetail:
    return ArticleDetail(
        key=article.key,
        id=article.id,
        locale=article.locale,
        state=article.state,
        version=article.version,
        live_version=article.live_version,
        created_at=article.created_at,
        updated_at=article.updated_at,
        published_at=article.published_at,
        editor=newest.editor,
        content=content_of(newest),
        live=content_of(live) if live else None,
        publish_at=article.publish_at,
        publish_version=article.publish_version,
        scheduled_by=article.scheduled_by,
        owner=article.owner,
        review_on=article.review_on,
    )
