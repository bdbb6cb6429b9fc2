"""What in a buyer's words a shop should look at before it repeats them.

Nothing is judged here. A word that stands for a medical effect, a price or a way to reach somebody
is marked, so that whoever reviews a note sees at once why it wants reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

RULES: Final = 1
"""Raised with every change to what is found, so that notes are looked at anew."""
_MOST: Final = 20


class Risk(StrEnum):
    MEDICAL = "medical"
    PRICE = "price"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Claim:
    """`words` exactly as they stand in the text."""

    risk: Risk
    words: str


_MONEY: Final = re.compile(
    r"(?:[$€£¥￥]|\b(?:usd|eur|gbp|cny|rmb|us\$))\s?\d[\d.,]{0,12}"
    r"|(?<![\d.,])\d[\d.,]{0,12}\s?"
    r"(?:[$€£¥￥]|(?:usd|eur|gbp|cny|rmb|dollars?|euros?|pounds?|bucks|quid|cents)\b"
    r"|元|块|人民币|美元|欧元)"
    r"|(?<!\d)\d{1,3}\s?(?:%|percent|per cent)\s?(?:off|discount|cheaper|less)"
    r"|[\d一二三四五六七八九](?:\.\d)?\s?折",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(
    # Every repeat is bounded, so that no text takes long to look through.
    r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.|\s?\(dot\)\s?|\s?\[dot\]\s?)[\w.-]{1,63}"
    r"|(?:https?://|www\.)\S{1,200}"
    r"|(?<![\w-])[\w-]{1,63}\."
    r"(?:com|net|org|shop|store|info|biz|io|me|co|cn|ru|top|xyz|example)\b(?:/\S{0,100})?"
    r"|(?<![\w.])@[A-Za-z0-9_.]{3,64}"
    r"|(?<![A-Za-z0-9.])\+?\(?\d(?:[\s().-]{0,2}\d){7,14}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}")


def claims_in(text: str) -> tuple[Claim, ...]:
    """In the order of the text, each wording once, at most twenty."""
    found = sorted(_found(text), key=lambda one: (one[0], -len(one[1].words)))
    kept: dict[tuple[Risk, str], Claim] = {}
    covered: dict[Risk, int] = {}
    for start, claim in found:
        # "discount" within "discount code" is no second claim.
        if start >= covered.get(claim.risk, 0):
            covered[claim.risk] = start + len(claim.words)
            kept.setdefault((claim.risk, claim.words.casefold()), claim)
    return tuple(kept.values())[:_MOST]


def _found(text: str) -> Iterator[tuple[int, Claim]]:
    for risk, pattern in _patterns():
        for match in pattern.finditer(text):
            words = match.group()
            if not (risk is Risk.CONTACT and _DATE.fullmatch(words.strip())):
                yield match.start(), Claim(risk, words)


@cache
def _patterns() -> tuple[tuple[Risk, re.Pattern[str]], ...]:
    """Every list for every note: people mix languages, and so do those who try to get around."""
    lists = json.loads(files(__package__).joinpath("claims.json").read_text(encoding="utf-8"))
    found: list[tuple[Risk, re.Pattern[str]]] = [
        (Risk.PRICE, _MONEY),
        (Risk.CONTACT, _CONTACT),
    ]
    for risk in Risk:
        english = sorted(lists["en"][risk.value], key=len, reverse=True)
        chinese = sorted(lists["zh"][risk.value], key=len, reverse=True)
        words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in english)
        found.append((risk, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)))
        found.append((risk, re.compile("|".join(map(re.escape, chinese)))))
    return tuple(found)
