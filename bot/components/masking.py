"""What is named in a message tells nothing of what is wanted, only that it is named."""

from __future__ import annotations

import re

from bot.components.entities.folded_text import fold
from bot.components.entities.shop_entities import (
    EMAIL_ADDRESS,
    ORDER_NUMBER,
    TRACKING_NUMBER,
    Found,
)

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


def masked(text: str, found: list[Found]) -> str:
    """`text` folded and in lower case, with numbers and addresses replaced by what they are."""
    parts: list[str] = []
    at = 0
    for item in found:
        mask = MASKS.get(item.entity)
        if mask:
            parts += [text[at : item.start], mask]
            at = item.end
    parts.append(text[at:])
    plain = fold("".join(parts)).text.lower()[:MAX_CHARACTERS]
    return _SPACES.sub(" ", _DIGITS.sub(DIGITS_MASK, plain)).strip()


def readable(text: str) -> str:
    """A masked text as a sentence encoder should read it."""
    return _MASK.sub(lambda mask: _READABLE[mask.group()], text)
