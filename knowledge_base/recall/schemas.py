"""A fact that an answer rests on, and what is to be put right when it changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Self

PRICE: Final = "price"
STOCK: Final = "stock"
PROMOTION: Final = "promotion"


@dataclass(frozen=True, slots=True)
class Fact:
    """`kind` is `price`, `stock` or `promotion`, `of` the SKU or article that it is about.

    `value` is compared as text: the amount with its currency, `in stock` and not a count that any
    sale changes. From `valid_until` on nobody expects it to hold."""

    kind: str
    of: str
    value: str
    valid_until: dt.datetime | None = None

    @property
    def subject(self) -> str:
        return f"{self.kind}:{self.of}"

    @classmethod
    def of_subject(cls, subject: str, value: str) -> Self:
        kind, _, of = subject.partition(":")
        return cls(kind, of, value)


@dataclass(frozen=True, slots=True)
class DueCorrection:
    """Message `of_seq` of the conversation said `told`, and since then it is `now`."""

    conversation: str
    of_seq: int
    subject: str
    told: str
    now: str
