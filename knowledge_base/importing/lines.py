"""What an import file may hold on one line, checked field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge_base.articles.errors import ArticleContentError
from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleContent, article_key, checked_content

FIELDS: Final = frozenset(
    {
        "id",
        "title",
        "body",
        "url",
        "locale",
        "tier",
        "questions",
        "product_id",
        "author",
        "date",
        "verified_purchase",
        "sponsored",
        "valid_until",
    }
)


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
    line: int
    key: str
    article_id: str
    locale: str
    content: ArticleContent


class ImportLineError(Exception):
    """A line that cannot be taken; the message says all that is wrong with it."""

    code = "invalid"


def read_line(line: int, fields: Mapping[str, object], *, locale: str) -> ImportLine:
    """Raises `ImportLineError`. `locale` is for lines that name none."""
    problems: list[str] = []
    unknown = sorted(str(name) for name in fields if name not in FIELDS)
    if unknown:
        problems.append(
            f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(FIELDS))}"
        )

    def text(name: str, *, required: bool = False) -> str:
        value = fields.get(name)
        if value is None or value == "":
            if required:
                problems.append(f"{name} is missing")
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float | dt.date):
            problems.append(f"{name} must be text")
            return ""
        return str(value)

    article_id = text("id", required=True).strip()
    spelt = text("locale").strip() or locale
    content = ArticleContent(
        title=text("title", required=True),
        body=text("body", required=True),
        tier=_tier(text("tier"), problems),
        questions=_questions(fields.get("questions"), problems),
        url=text("url"),
        product_id=text("product_id"),
        author=text("author"),
        date=_date(text("date"), problems),
        verified_purchase=_flag("verified_purchase", fields, problems),
        sponsored=_flag("sponsored", fields, problems),
        valid_until=_moment(text("valid_until"), problems),
    )
    if problems:
        raise ImportLineError("; ".join(problems))
    try:
        key = article_key(article_id, spelt)
        content = checked_content(content)
    except ArticleContentError as error:
        raise ImportLineError(str(error)) from error
    return ImportLine(line, key, article_id, spelt, content)


def _tier(text: str, problems: list[str]) -> Tier:
    try:
        return Tier(text.strip().lower()) if text else Tier.OFFICIAL
    except ValueError:
        problems.append(f"tier must be one of {', '.join(Tier)}")
        return Tier.OFFICIAL


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


def _moment(text: str, problems: list[str]) -> dt.datetime | None:
    """A bare date is valid to the end of that day, UTC."""
    if not text:
        return None
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        problems.append("valid_until must be like 2026-01-31 or 2026-01-31T18:00:00+00:00")
        return None
    if len(text.strip()) == len("2026-01-31"):
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
