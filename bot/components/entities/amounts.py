"""Sums of money, as `12.50 USD`: a decimal with two places and an ISO 4217 code."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Iterator, Optional

from bot.components.entities.found import AMOUNT, Found
from bot.components.entities.number_words import ENGLISH_NUMBER, HAN_NUMBER, read_number
from bot.components.entities.utterance import Utterance

_SIGNS = {
    "us$": "USD", "hk$": "HKD", "a$": "AUD", "c$": "CAD", "nt$": "TWD", "s$": "SGD",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₩": "KRW", "₹": "INR",
}  # fmt: skip
_ISO_CODES = (
    "USD", "EUR", "GBP", "CNY", "JPY", "AUD", "CAD", "CHF", "HKD", "TWD", "SGD", "SEK", "NOK",
    "DKK", "PLN", "KRW", "INR",
)  # fmt: skip
_CODES = {code.lower(): code for code in _ISO_CODES} | {"rmb": "CNY"}
_ENGLISH = {
    "buck": "USD", "dollar": "USD", "euro": "EUR", "pound": "GBP", "quid": "GBP",
    "yuan": "CNY", "kuai": "CNY", "yen": "JPY", "franc": "CHF",
}  # fmt: skip
_CHINESE = {
    "人民币": "CNY", "块钱": "CNY", "元钱": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR",
    "英镑": "GBP", "港币": "HKD", "港元": "HKD", "日元": "JPY", "块": "CNY", "元": "CNY",
}  # fmt: skip


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = r"[0-9]{1,3}(?:[,.' ][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]+(?:[.,][0-9]{1,2})?"
_BEFORE = re.compile(
    rf"(?:(?<![a-z])({_any(_SIGNS)})|(?<![a-z])({_any(_CODES)})) ?({_NUMBER})(?![0-9%]|[.,][0-9])"
)
_AFTER = re.compile(
    rf"(?<![0-9a-z])(?<![0-9][.,])({_NUMBER}|{ENGLISH_NUMBER}) ?"
    rf"(?:({_any(_SIGNS)})|({_any(_CODES)})(?![a-z])|({_any(_ENGLISH)})s?(?![a-z]))"
)
_HAN_AFTER = re.compile(
    rf"(?<![0-9第])(?<![0-9][.,])({_NUMBER}|{HAN_NUMBER})({_any(_CHINESE)})(?![素旦])"
)
_MONEY_HINT = re.compile(r"[$€£¥₩₹元块币金镑]|[a-z]")


def find_amounts(said: Utterance) -> Iterator[Found]:
    text = said.lower
    if not _MONEY_HINT.search(text):
        return
    for match in _BEFORE.finditer(text):
        sign, code, number = match.groups()
        yield from _found(match, number, _SIGNS[sign] if sign else _CODES[code])
    for match in _AFTER.finditer(text):
        number, sign, code, word = match.groups()
        currency = _SIGNS[sign] if sign else _CODES[code] if code else _ENGLISH[word]
        if not (sign and text[match.end() : match.end() + 1].isdigit()):
            yield from _found(match, number, currency)
    for match in _HAN_AFTER.finditer(text):
        yield from _found(match, match.group(1), _CHINESE[match.group(2)])


def _found(match: re.Match[str], number: str, currency: str) -> Iterator[Found]:
    value = _decimal(number)
    if value is not None:
        yield Found(AMOUNT, f"{value:.2f} {currency}", match.start(), match.end())


def _decimal(number: str) -> Optional[Decimal]:
    """The last of `.` and `,` is the decimal point unless three digits follow it."""
    if not number[0].isdigit() or not number[0].isascii():
        whole = read_number(number)
        return None if whole is None else Decimal(whole)
    cents = re.search(r"[.,]([0-9]{1,2})$", number)
    whole_part = number[: cents.start()] if cents else number
    try:
        return Decimal(re.sub(r"[^0-9]", "", whole_part) + "." + (cents.group(1) if cents else "0"))
    except InvalidOperation:
        return None
