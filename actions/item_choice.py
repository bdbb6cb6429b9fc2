"""Which line of an order a shopper means, by button or by words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.orders.status.schemas import OrderedItem

ALL = "all"
_ALL_WORDS = frozenset(("all", "both", "everything", "全部", "都", "所有"))
_WORDS = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


def means_all(said: str) -> bool:
    return bool(_ALL_WORDS & set(said.lower().replace(".", " ").split()))


def chosen_item(items: Sequence[OrderedItem], said: str) -> OrderedItem | None:
    """The one item meant: its variant id, or the one that most words fit.

    None where no word fits or two items fit equally well.
    """
    for item in items:
        if item.variant_id == said:
            return item
    words = set(_WORDS.findall(said.lower()))
    fitting = sorted(((_fit(item, words), at) for at, item in enumerate(items)), reverse=True)
    if not fitting or fitting[0][0] == 0:
        return None
    if len(fitting) > 1 and fitting[0][0] == fitting[1][0]:
        return None
    return items[fitting[0][1]]


def _fit(item: OrderedItem, words: set[str]) -> int:
    described = " ".join([item.name, *item.options.values()]).lower()
    return len(words & set(_WORDS.findall(described)))
