"""Numbers as people write them: digits, English words, Chinese numerals."""

from __future__ import annotations

import re
from typing import Optional

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = {
    **{word: at for at, word in enumerate(_UNITS)},
    **{word: 10 * at for at, word in enumerate(_TENS, 2)},
    "a": 1, "an": 1, "half a dozen": 6, "couple": 2, "dozen": 12, "hundred": 100, "thousand": 1_000,
}  # fmt: skip
_HAN_DIGITS = {letter: at for at, letter in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}

ENGLISH_NUMBER = (
    rf"half a dozen|(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS[1:10])}))?"
    rf"|{'|'.join(_UNITS[1:])})(?: hundred| thousand)?"
    r"|(?:a|one) (?:hundred|thousand|dozen|couple)|a"
)
HAN_NUMBER = r"[零〇一二三四五六七八九两俩十百千万半]+"
_SPLIT = re.compile(r"[ -]+")


def read_number(text: str) -> Optional[int]:
    """A whole number, or None for what is none. `半` and fractions are none."""
    text = text.strip().lower()
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 10 else None
    if text and all(letter in _HAN_DIGITS or letter in _HAN_UNITS for letter in text):
        return _read_han(text)
    return _ENGLISH.get(text) or _read_english(_SPLIT.split(text))


def _read_english(words: list[str]) -> Optional[int]:
    total = 0
    for word in words:
        value = _ENGLISH.get(word)
        if value is None:
            return None
        if word in ("hundred", "thousand", "dozen", "couple"):
            total = max(total, 1) * value
        else:
            total += value
    return total if words else None


def _read_han(text: str) -> int:
    """`两百`, `一百二` (120), `五十`, `三千零五`, and digits one by one as in `二零二六`."""
    if not any(letter in _HAN_UNITS for letter in text):
        return int("".join(str(_HAN_DIGITS[letter]) for letter in text[:9]))
    total, digit, unit = 0, 0, 1
    for letter in text:
        if letter in _HAN_DIGITS:
            digit = _HAN_DIGITS[letter]
            unit = 10 if letter == "零" else unit
        else:
            unit = _HAN_UNITS[letter]
            total = (total + digit) * unit if unit == 10_000 else total + (digit or 1) * unit
            digit = 0
    rest = unit // 10 if unit > 10 and text[-2:-1] in _HAN_UNITS else 1
    return total + digit * max(rest, 1)
