"""One deed over many articles, a hundred at a time, and what became of each."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from console.knowledge.schemas import ArticleKey
from console.schemas import Body, Text, Version

MOST_AT_ONCE = 100


class BulkDeed(StrEnum):
    PUBLISH = "publish"
    ARCHIVE = "archive"
    ADD_TAG = "add_tag"
    REMOVE_TAG = "remove_tag"
    SET_OWNER = "set_owner"
    SET_REVIEW = "set_review"


class BulkOutcome(StrEnum):
    """`unchanged`: it was so already. `changed_meanwhile`: somebody saved it after the count."""

    DONE = "done"
    UNCHANGED = "unchanged"
    CHANGED_MEANWHILE = "changed_meanwhile"
    GONE = "gone"
    REFUSED = "refused"


class BulkItem(Body):
    id: ArticleKey
    version: Version


class BulkBody(Body):
    """`tag`, `owner` and `review_on` are for the deeds that need them; the last two may be null."""

    deed: BulkDeed
    items: Annotated[list[BulkItem], Field(min_length=1, max_length=MOST_AT_ONCE)]
    tag: Annotated[Text, Field(max_length=100)] = ""
    owner: Annotated[Text, Field(max_length=64)] | None = None
    review_on: dt.date | None = None


class BulkResult(BaseModel):
    id: str
    outcome: BulkOutcome
    message: str = ""


class BulkAnswer(BaseModel):
    results: list[BulkResult]
