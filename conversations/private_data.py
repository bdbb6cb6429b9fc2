"""Personal data in a text that is kept for admins to write articles from.

What a shopper asks is kept, who asks is not: e-mail addresses, order and parcel numbers, phone
numbers and addresses of pages are replaced. Card numbers were masked before anything was stored.
A name in a sentence is not recognised.
"""

from __future__ import annotations

import re
from typing import Final

from conversations.masking import mask_card_numbers

_EMAIL: Final = re.compile(
    r"[^\s@<>\"'(),;:，。；：（）]+@[^\s@<>\"'(),;:，。；：（）]+\.[^\W\d_]{2,}"
)
_PAGE: Final = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:[\s().\-/]{0,2}\d){7,14}(?!\w)")
_MARKED: Final = re.compile(r"#\s?[A-Za-z]{0,4}-?\d{3,}[\w-]*")
_NUMBER: Final = re.compile(r"(?<![\w.,])(?=[\w-]*\d{5})[A-Za-z]{0,4}-?\d[\w-]*", re.ASCII)
_DATE: Final = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")


def mask_private_data(text: str) -> str:
    """`text` with `[e-mail]`, `[page]` and `[number]` in the place of what names a person or an
    order. Prices, sizes, days, dates and short product codes stay."""
    masked = _EMAIL.sub("[e-mail]", mask_card_numbers(text))
    masked = _PAGE.sub("[page]", masked)
    masked = _MARKED.sub("[number]", masked)
    masked = _PHONE.sub(lambda found: _unless_date(found.group()), masked)
    return _NUMBER.sub(lambda found: _unless_date(found.group()), masked)


def _unless_date(found: str) -> str:
    return found if _DATE.fullmatch(found.strip()) else "[number]"
