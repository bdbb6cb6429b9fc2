"""Card numbers are masked before a text is logged, stored, indexed or shown to the bot.

A number is taken for a card's when it has an issuer's prefix and length (ISO/IEC 7812 ranges of
Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Maestro) and passes the Luhn
check. Its digits may be grouped by spaces, dashes, dots, slashes and the like, in any script.
"""

from __future__ import annotations

import re
import unicodedata

_GAP = r"[\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\ufeff\-\u2212_./,·•|*:;~]{0,3}"
_RUN = re.compile(rf"\d(?:{_GAP}\d){{12,}}")
_GROUP = re.compile(r"\d+")
_MASK = "•••• •••• •••• "

# (prefix range as first..last of equal length, lengths)
_ISSUERS: tuple[tuple[str, str, frozenset[int]], ...] = (
    ("4", "4", frozenset({13, 16, 19})),
    ("51", "55", frozenset({16})),
    ("2221", "2720", frozenset({16})),
    ("34", "34", frozenset({15})),
    ("37", "37", frozenset({15})),
    ("6011", "6011", frozenset({16, 19})),
    ("644", "659", frozenset({16, 19})),
    ("300", "305", frozenset({14})),
    ("36", "36", frozenset({14})),
    ("38", "39", frozenset({14, 16})),
    ("3528", "3589", frozenset({16, 17, 18, 19})),
    ("62", "62", frozenset({16, 17, 18, 19})),
    ("50", "50", frozenset({13, 14, 15, 16, 17, 18, 19})),
    ("56", "58", frozenset({13, 14, 15, 16, 17, 18, 19})),
    ("67", "67", frozenset({13, 14, 15, 16, 17, 18, 19})),
)


def mask_card_numbers(text: str) -> str:
    """`text` with each card number replaced by dots and its last four digits."""
    return _RUN.sub(lambda found: _mask_run(found.group()), text)


def _mask_run(run: str) -> str:
    groups = [(found.start(), found.end()) for found in _GROUP.finditer(run)]
    for first, (start, _) in enumerate(groups):
        # The longest window wins, so that no digits of a card are left standing beside the mask.
        for last in range(len(groups) - 1, first - 1, -1):
            end = groups[last][1]
            digits = _digits(run[start:end])
            if len(digits) < 13:
                break
            if _is_card(digits):
                masked = f"{run[:start]}{_MASK}{digits[-4:]}"
                rest = run[end:]
                return masked + _RUN.sub(lambda found: _mask_run(found.group()), rest)
    return run


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())


def _is_card(digits: str) -> bool:
    issued = any(
        first <= digits[: len(first)] <= last and len(digits) in lengths
        for first, last, lengths in _ISSUERS
    )
    return issued and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
