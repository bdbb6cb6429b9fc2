"""E-mail addresses and telephone numbers."""

from __future__ import annotations

import re
from typing import Iterator, Optional

import phonenumbers

from bot.components.entities.found import EMAIL_ADDRESS, PHONE, Found
from bot.components.entities.utterance import Utterance

_EMAIL = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{0,63}@"
    r"(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![a-z0-9@])"
)
_DIALLED = re.compile(
    r"(?<![0-9a-z#@])(?<![0-9][.,])(?:\+|\(\+?)?[0-9](?:[ \-./()]{0,2}[0-9]){6,16}(?![0-9a-z])"
)
_PHONE_WORD = re.compile(
    r"(?:phone|fone|cell|mobile|call(?: me)?|text me|tel|whats ?app|ring me|wechat|reach me"
    r"|my number|电话|手机|号码|联系方式|打给我|拨打)[^0-9+]{0,14}$"
)
_CHINESE_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# Written as telephone numbers are in countries that write a leading zero, or in North America.
_NATIONAL = re.compile(
    r"0[1-9][0-9 \-/()]{7,14}|\(?[2-9][0-9]{2}\)?[ \-.][2-9][0-9]{2}[ \-.][0-9]{4}"
)
_OTHER_NUMBER_WORD = re.compile(
    r"(?:track\w*|parcel|package|order|单号|运单|快递|订单)[^0-9]{0,8}$"
)


def find_emails(said: Utterance) -> Iterator[Found]:
    if "@" not in said.lower:
        return
    for match in _EMAIL.finditer(said.lower):
        yield Found(EMAIL_ADDRESS, match.group(), match.start(), match.end())


def find_phones(said: Utterance) -> Iterator[Found]:
    """With a country code `+` and digits, else the digits alone."""
    for match in _DIALLED.finditer(said.lower):
        written = match.group()
        number = _international(written) if "+" in written else _national(said, match)
        if number is not None:
            start = match.start() + (written.startswith("(+") and ")" not in written)
            yield Found(PHONE, number, start, match.end())


def _international(written: str) -> Optional[str]:
    digits = "+" + _digits(written)
    try:
        parsed = phonenumbers.parse(digits, None)
    except phonenumbers.NumberParseException:
        return None
    return digits if phonenumbers.is_possible_number(parsed) else None


def _national(said: Utterance, match: re.Match[str]) -> Optional[str]:
    written, digits, before = match.group(), _digits(match.group()), said.before(match.start(), 32)
    if _OTHER_NUMBER_WORD.search(before):
        return None
    if _CHINESE_MOBILE.fullmatch(digits) or _NATIONAL.fullmatch(written):
        return digits
    return digits if _PHONE_WORD.search(before) and len(digits) < 16 else None


def _digits(written: str) -> str:
    return "".join(letter for letter in written if letter.isdigit())
