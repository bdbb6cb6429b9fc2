"""What changes about an article beside its text."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, Field

from console.schemas import Body, Text, Version


class CareBody(Body):
    """Only the fields that are sent change; null takes the owner or the date away."""

    owner: Annotated[Text, Field(max_length=64)] | None = None
    review_on: dt.date | None = None


class TagBody(Body):
    tag: Annotated[Text, Field(max_length=100)]


class ScheduleBody(Body):
    """`version` is the newest one: the text that is to go live."""

    version: Version
    publish_at: AwareDatetime
