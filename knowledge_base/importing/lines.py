"""What an import file may hold on one line, checked field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge_base.articles.errors import ArticleContentError
from knowledge_base.articles.models import ArticleState, Tier
from knowledge_base.articles.schemas import ArticleContent, article_key, checked_content

CONTENT_FIELDS: Final = frozenset(
    {
        "title",
        "body",
        "url",
        "tier",
        "questions",
        "product_id",
        "author",
        "date",
        "verified_purchase",
        "sponsored",
        "valid_from",
        "valid_until",
    }
)
FIELDS: Final = CONTENT_FIELDS | {"id", "locale", "state", "draft"}


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """`line` is the first line of what could not be taken, 1 for a whole Markdown file."""

    line: int
    problem: str
    file: str | None = None

    def __str__(self) -> str:
        place = f"line {self.line}" if self.file is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.problem}"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """`state` None leaves it to the tier whether the text goes live. `draft` is a newer text that
    waits while `content` is live."""

    line: int
    key: str
    article_id: str
    locale: str
    content: ArticleContent
    state: ArticleState | None = None
    draft: ArticleContent | None = None


class ImportLineError(Exception):
    """A line that cannot be taken; the message says all that is wrong with it."""

    code = "invalid"


def read_line(
    line: int, fields: Mapping[str, object], *, locale: str, tier: Tier = Tier.OFFICIAL
) -> ImportLine:
    """Raises `ImportLineError`. `locale` and `tier` are for lines that name none."""
    problems = _unknown(fields, FIELDS)
    article_id = _text("id", fields, problems, required=True).strip()
    spelt = _text("locale", fields, problems).strip() or locale
    content = _content(fields, problems, tier)
    state = _state(_text("state", fields, problems), problems)
    draft = _draft(fields.get("draft"), problems, tier)
    if problems:
        raise ImportLineError("; ".join(problems))
    try:
        key = article_key(article_id, spelt)
        content = checked_content(content)
        draft = checked_content(draft) if draft else None
    except ArticleContentError as error:
        raise ImportLineError(str(error)) from error
    return ImportLine(line, key, article_id, spelt, content, state, draft)


def _unknown(fields: Mapping[str, object], known: frozenset[str]) -> list[str]:
    unknown = sorted(str(name) for name in fields if name not in known)
    if not unknown:
        return []
    return [f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(known))}"]


def _content(fields: Mapping[str, object], problems: list[str], tier: Tier) -> ArticleContent:
    return ArticleContent(
        title=_text("title", fields, problems, required=True),
        body=_text("body", fields, problems, required=True),
        tier=_tier(_text("tier", fields, problems), problems, tier),
        questions=_questions(fields.get("questions"), problems),
        url=_text("url", fields, problems),
        product_id=_text("product_id", fields, problems),
        author=_text("author", fields, problems),
        date=_date(_text("date", fields, problems), problems),
        verified_purchase=_flag("verified_purchase", fields, problems),
        sponsored=_flag("sponsored", fields, problems),
        valid_from=_moment("valid_from", fields, problems),
        valid_until=_moment("valid_until", fields, problems),
    )


def _draft(value: object, problems: list[str], tier: Tier) -> ArticleContent | None:
    if value is None or value == "":
        return None
    if not isinstance(value, Mapping):
        problems.append("draft must be an object with the fields of a text")
        return None
    wrong = _unknown(value, CONTENT_FIELDS)
    draft = _content(value, wrong, tier)
    problems += [f"draft: {problem}" for problem in wrong]
    return draft


def _text(
    name: str, fields: Mapping[str, object], problems: list[str], *, required: bool = False
) -> str:
    value = fields.get(name)
    if value is None or value == "":
        if required:
            problems.append(f"{name} is missing")
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float | dt.date):
        problems.append(f"{name} must be text")
        return ""
    return str(value)


def _state(text: str, problems: list[str]) -> ArticleState | None:
    try:
        return ArticleState(text.strip().lower()) if text else None
    except ValueError:
        problems.append(f"state must be one of {', '.join(ArticleState)}")
        return None


def _tier(text: str, problems: list[str], default: Tier) -> Tier:
    try:
        return Tier(text.strip().lower()) if text else default
    except ValueError:
        problems.append(f"tier must be one of {', '.join(Tier)}")
        return default


def _questions(value: object, problems: list[str]) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        questions = tuple(item for item in value if isinstance(item, str))
        if len(questions) == len(value):
            return questions
    problems.append("questions must be a list of texts")
    return ()


def _date(text: str, problems: list[str]) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.datetime.fromisoformat(text.strip()).date()
    except ValueError:
        problems.append("date must be like 2026-01-31")
        return None


def _moment(name: str, fields: Mapping[str, object], problems: list[str]) -> dt.datetime | None:
    """A bare date is valid from the beginning or to the end of that day, UTC."""
    text = _text(name, fields, problems)
    if not text:
        return None
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        problems.append(f"{name} must be like 2026-01-31 or 2026-01-31T18:00:00+00:00")
        return None
    if name == "valid_until" and len(text.strip()) == len("2026-01-31"):
        moment += dt.timedelta(days=1)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _flag(name: str, fields: Mapping[str, object], problems: list[str]) -> bool:
    value = fields.get(name)
    spelt = str(value).strip().lower() if isinstance(value, bool | int | str) else value
    if spelt in {None, "", "false", "no", "0"}:
        return False
    if spelt in {"true", "yes", "1"}:
        return True
    problems.append(f"{name} must be true or false")
    return False
