"""Types that several of the console's requests and answers share."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from conversations.log.frames import wire_time

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_ID = re.compile(r"[0-9a-f]{32}")
_EMAIL = re.compile(r"[^@\s\x00-\x1f\x7f<>,;:\"]{1,64}@[^@\s\x00-\x1f\x7f<>,;:\"]{1,253}")


class Body(BaseModel):
    """What a client sends: unknown fields are refused by name."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    code: str
    message: str


class ProblemAnswer(BaseModel):
    """Every refusal has this shape; some carry more beside `error`."""

    error: Problem


def _storable(text: str) -> str:
    """Text that any database takes and any encoder sends on."""
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("has characters that cannot be stored")
    return text


def _one_line(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("must be one line of text")
    return text


def is_id(text: str) -> bool:
    """Whether `text` looks like an id at all; what does not is simply not there."""
    return _ID.fullmatch(text) is not None


def normalise_email(text: str) -> str:
    """One spelling for one person: stripped and casefolded. Raises ValueError if it is none."""
    email = text.strip().casefold()
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise ValueError("must be an e-mail address")
    return email


Text = Annotated[str, AfterValidator(_storable)]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    AfterValidator(_storable),
    AfterValidator(_one_line),
]
Email = Annotated[str, AfterValidator(_storable), AfterValidator(normalise_email)]
Password = Annotated[str, Field(max_length=256), AfterValidator(_storable)]
Cmid = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]
Instant = Annotated[
    datetime,
    PlainSerializer(wire_time, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
JsonObject = dict[str, Any]
