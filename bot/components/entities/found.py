"""What is found in a message, and which of two findings that overlap is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Optional

ORDER_NUMBER = "order_number"
TRACKING_NUMBER = "tracking_number"
EMAIL_ADDRESS = "email"
PHONE = "phone"
AMOUNT = "amount"
DATE = "date"
PRODUCT = "product"
SIZE = "size"
COLOUR = "colour"
QUANTITY = "quantity"

FROM = "from"
TO = "to"

# Of two findings of one length, the one that is rarer to be something else.
_RANK = {
    entity: rank
    for rank, entity in enumerate(
        (
            EMAIL_ADDRESS, ORDER_NUMBER, PHONE, TRACKING_NUMBER, AMOUNT, DATE, SIZE, COLOUR,
            PRODUCT, QUANTITY,
        )
    )
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """`value` is the plain form; `start` and `end` are the place in the text it was found in;
    `name` is what a person calls the value, where that is something else."""

    entity: str
    value: str
    start: int
    end: int
    role: Optional[str] = None
    name: Optional[str] = None


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """In the order of the text; of findings that overlap the longest stays."""
    kept: list[Found] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda item: (item.start - item.end, _RANK[item.entity])):
        place = range(item.start, item.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)
