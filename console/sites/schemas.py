"""A site as the console shows and takes it. Every text of it is shown to shoppers as text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from conversations.sites.colours import HEX

LOCALE = re.compile(r"[a-z]{2}")
MOST_RULES = 20
T = TypeVar("T")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def _colour(value: str) -> str:
    if value and not HEX.fullmatch(value.lower()):
        raise ValueError("must be a colour such as #1d5c4a")
    return value.lower()


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or f"{parts.scheme}://{parts.netloc}" != value:
        raise ValueError("must be an origin such as https://shop.example, without a path")
    return value.lower()


def _by_locale(value: dict[str, T]) -> dict[str, T]:
    if not all(LOCALE.fullmatch(key) for key in value):
        raise ValueError("each language is two letters, such as en")
    return value


Short = Annotated[str, StringConstraints(max_length=80)]
Line = Annotated[str, StringConstraints(max_length=200)]
Colour = Annotated[str, AfterValidator(_colour)]


class LookTexts(Strict):
    """Empty ones are the widget's own."""

    launcher: Short = ""
    greeting: Line = ""
    line: Line = ""
    topics: Annotated[list[Short], Field(max_length=6)] = []


class Look(Strict):
    accent: Colour = ""
    corner: Annotated[int, Field(ge=0, le=28)] = 22
    position: Literal["end", "start"] = "end"
    avatar: Annotated[str, StringConstraints(max_length=2)] = ""
    texts: Annotated[dict[str, LookTexts], Field(max_length=12), AfterValidator(_by_locale)] = {}


class Rule(Strict):
    """Says `text` when everything that it names holds: the page's address (`*` for anything) or
    product, seconds on the page, worth of the cart, a visitor who has been here before."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    text: Annotated[dict[str, Line], Field(min_length=1), AfterValidator(_by_locale)]
    address: Line = ""
    product: Short = ""
    seconds: Annotated[int, Field(ge=0, le=3_600)] = 0
    cart: Annotated[Decimal, Field(ge=0, le=1_000_000)] | None = None
    returning: bool = False
    enabled: bool = True


class SiteBody(Strict):
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    origins: Annotated[
        list[Annotated[str, AfterValidator(_origin)]], Field(min_length=1, max_length=50)
    ]
    look: Look
    rules: Annotated[list[Rule], Field(max_length=MOST_RULES)] = []


class AccentView(BaseModel):
    """`given` is false where the shop's colour had to be moved to be readable."""

    colour: str
    on: str
    given: bool


class ColoursAnswer(BaseModel):
    light: AccentView
    dark: AccentView


class SiteView(BaseModel):
    key: str
    name: str
    origins: list[str]
    look: Look
    rules: list[Rule]
    tag: str


class SitesAnswer(BaseModel):
    items: list[SiteView]
