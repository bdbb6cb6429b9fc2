"""What is named in a message tells nothing of what is wanted, only that it is named."""

from __future__ import annotations

import re

from bot.components.entities.codes import OrderNumbers, find_tracking_numbers
from bot.components.entities.contacts import find_emails
from bot.components.entities.folded_text import fold
from bot.components.entities.found import (
    EMAIL_ADDRESS,
    ORDER_NUMBER,
    TRACKING_NUMBER,
    without_overlaps,
)
from bot.components.entities.utterance import Utterance

# Words that no shopper types, so that they cannot meet a real one.
MASKS = {
    ORDER_NUMBER: " xxordernumber ",
    EMAIL_ADDRESS: " xxemail ",
    TRACKING_NUMBER: " xxtrackingnumber ",
}
DIGITS_MASK = " xxdigits "
# What a sentence encoder reads in their place: it knows numbers, and none of those words.
_READABLE = {
    "xxordernumber": "w1234567",
    "xxemail": "me@mail.com",
    "xxtrackingnumber": "1234567890",
    "xxdigits": "10",
}
_MASK = re.compile("|".join(_READABLE))
_DIGITS = re.compile(r"[0-9]+")
_SPACES = re.compile(r"\s+")
# Beyond this a message's wish does not depend on what follows, and its cost is bounded.
MAX_CHARACTERS = 1_000


class Masking:
    """`prefix` is the letter that the shop's order numbers begin with."""

    def __init__(self, prefix: str) -> None:
        self._orders = OrderNumbers(prefix)

    def mask(self, text: str) -> str:
        """`text` folded and in lower case, with numbers and addresses replaced by what they are."""
        said = Utterance(fold(text[:MAX_CHARACTERS]).text[:MAX_CHARACTERS])
        found = without_overlaps(
            [*find_emails(said), *self._orders.find(said), *find_tracking_numbers(said)]
        )
        parts: list[str] = []
        at = 0
        for item in sorted(found, key=lambda item: item.start):
            parts += [said.lower[at : item.start], MASKS[item.entity]]
            at = item.end
        parts.append(said.lower[at:])
        return _SPACES.sub(" ", _DIGITS.sub(DIGITS_MASK, "".join(parts))).strip()


def readable(text: str) -> str:
    """A masked text as a sentence encoder should read it."""
    return _MASK.sub(lambda mask: _READABLE[mask.group()], text)
