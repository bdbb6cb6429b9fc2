"""Everything a shopper names in a message: numbers, addresses, sums, dates, products, options.

Knows no Rasa. Costs nothing that grows with the length of a text past the limit of a message.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone
from typing import Callable, Optional

from bot.components.entities.amounts import find_amounts
from bot.components.entities.assortment import Assortment
from bot.components.entities.codes import OrderNumbers, find_tracking_numbers
from bot.components.entities.contacts import find_emails, find_phones
from bot.components.entities.dates import find_dates
from bot.components.entities.folded_text import fold
from bot.components.entities.found import PRODUCT, Found, without_overlaps
from bot.components.entities.quantities import find_quantities
from bot.components.entities.roles import with_roles
from bot.components.entities.utterance import Utterance
from conversations.contract import MAX_TEXT_CHARS


def utc_today() -> date:
    return datetime.now(timezone.utc).date()


class ShopEntities:
    """`prefix` is the letter that the shop's order numbers begin with; `today` tells what day a
    message is from, where `find` is not told."""

    def __init__(self, prefix: str = "W", today: Callable[[], date] = utc_today) -> None:
        self._orders = OrderNumbers(prefix)
        self._today = today
        self._nothing = Assortment(())

    def find(
        self, text: str, today: Optional[date] = None, assortment: Optional[Assortment] = None
    ) -> list[Found]:
        """Findings that do not overlap, in the order of the text, with their places in it.

        `assortment` is what the shop sells: without it no product and only the usual sizes and
        colours are found.
        """
        sold = assortment or self._nothing
        folded = fold(text[:MAX_TEXT_CHARS])
        said = Utterance(folded.text)
        found = without_overlaps(self._find(said, today or self._today(), sold))
        placed = []
        for item in with_roles(said, found):
            start, end = folded.span(item.start, item.end)
            name = sold.names.get(item.value) if item.entity == PRODUCT else None
            placed.append(replace(item, start=start, end=end, name=name))
        return placed

    def _find(self, said: Utterance, today: date, sold: Assortment) -> list[Found]:
        sure = [
            *find_emails(said),
            *self._orders.find(said),
            *find_tracking_numbers(said),
            *find_phones(said),
            *find_amounts(said),
            *find_dates(said, today),
        ]
        named = without_overlaps([*sure, *sold.find(said)])
        return [*named, *find_quantities(said, named, sold.sizes.numbers)]
