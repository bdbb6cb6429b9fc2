"""An article's past and its variants in other languages."""

from __future__ import annotations

from pydantic import BaseModel

from console.knowledge.schemas import ArticleText
from console.schemas import Body, Instant, Version
from knowledge_base.articles.models import ArticleState


class VersionRow(BaseModel):
    number: int
    title: str
    editor: str
    saved_at: Instant
    imported: bool
    live: bool


class DeedRow(BaseModel):
    """`deed` is a code; `detail` the tag, the moment or the version that it gave."""

    at: Instant
    by: str
    deed: str
    detail: str
    version: int | None


class HistoryAnswer(BaseModel):
    """Both newest first."""

    versions: list[VersionRow]
    deeds: list[DeedRow]


class VariantView(ArticleText):
    """The newest text of the article in one language."""

    id: str
    locale: str
    state: ArticleState
    version: int
    updated_at: Instant


class VariantsAnswer(BaseModel):
    items: list[VariantView]


class ReturnBody(Body):
    """`version` is the one that is newest now, `to` the one whose text is wanted again."""

    version: Version
    to: Version
    publish: bool = False
