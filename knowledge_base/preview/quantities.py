"""Numbers with their units and dates in a sentence, spelt alike: "two weeks" and "14 days" are one.

English and Chinese. What is measured is a kind (`time`, `money:usd`, `weight`, `count:parcel` …),
and only quantities of one kind are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from knowledge_base.index.tokens import tokens

_COUNTED: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen twenty"
)
_TENS: Final = "thirty forty fifty sixty seventy eighty ninety hundred"
_WORDS: Final = {word: number for number, word in enumerate(_COUNTED.split())} | {
    word: number * 10 for number, word in enumerate(_TENS.split(), 3)
}
_HAN_DIGITS: Final = {char: number for number, char in enumerate("零一二三四五六七八九")} | {
    "两": 2
}
_YEAR: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS: Final = {name: number for number, name in enumerate(_YEAR.split(), 1)}
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_N: Final = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    rf"|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b|[零一二三四五六七八九十百两]+)"
)
_TO: Final = r"\s*(?:-|–|—|to|and|or|到|至|~)\s*"
_UNITS: Final[tuple[tuple[str, str, float], ...]] = (
    ("time", r"min(?:ute)?s?\b|分钟", 1 / 1440),
    ("time", r"h(?:ou)?rs?\b|h\b|个?小时", 1 / 24),
    ("time", r"(?:business |working |calendar |week)?days?\b|个?(?:工作日|自然日)|天|日", 1),
    ("time", r"weeks?\b|周|个?星期", 7),
    ("time", r"months?\b|个月", 30),
    ("time", r"years?\b|年", 365),
    ("percent", r"%|percent\b|per cent\b", 1),
    ("weight", r"kg\b|kilo(?:gram)?s?\b|公斤|千克", 1000),
    ("weight", r"g\b|grams?\b|克", 1),
    ("length", r"mm\b|毫米", 0.1),
    ("length", r"cm\b|centimet(?:er|re)s?\b|厘米", 1),
    ("length", r"m\b|met(?:er|re)s?\b|米", 100),
    ("volume", r"ml\b|毫升", 1),
    ("volume", r"l\b|lit(?:er|re)s?\b|升", 1000),
    ("heat", r"°\s?c\b|degrees\b|度|℃", 1),
)
_CURRENCIES: Final = {
    "$": "usd", "usd": "usd", "us$": "usd", "dollars": "usd", "dollar": "usd", "美元": "usd",
    "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur", "欧元": "eur",
    "£": "gbp", "gbp": "gbp", "pounds": "gbp", "英镑": "gbp",
    "¥": "cny", "cny": "cny", "rmb": "cny", "元": "cny", "块": "cny", "yuan": "cny",
}  # fmt: skip
_CURRENCY: Final = "|".join(
    re.escape(name) + (r"\b" if name.isascii() and name.isalpha() else "")
    for name in sorted(_CURRENCIES, key=len, reverse=True)
)
_UNIT: Final = "|".join(f"(?P<u{at}>{unit})" for at, (_, unit, _) in enumerate(_UNITS))
_DATE: Final = re.compile(
    rf"(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\b"
    rf"|\b(?P<m3>{_MONTH})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    r"|(?P<m4>\d{1,2})\s?月\s?(?P<d4>\d{1,2})\s?[日号]",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"(?<![\d:.])(?P<h1>\d{1,2}):(?P<min>\d{2})\s?(?P<p1>[ap]\.?m\b)?"
    r"|(?<![\d:.])(?P<h2>\d{1,2})\s?(?P<p2>[ap]\.?m)\b"
    r"|(?P<h3>\d{1,2})\s?点",
    re.IGNORECASE,
)
_MEASURE: Final = re.compile(
    rf"(?P<c1>{_CURRENCY})\s?(?P<v1>{_N})(?:{_TO}(?:{_CURRENCY})?\s?(?P<v2>{_N}))?"
    rf"|(?<![A-Za-z0-9.])(?P<v3>{_N})(?:{_TO}(?P<v4>{_N}))?[\s-]?(?:(?P<c2>{_CURRENCY})|{_UNIT}"
    r"|\s(?P<noun>[a-z]{3,}))",
    re.IGNORECASE,
)
_PLAIN: Final = {"date": "some day", "clock": "some time"}
_NOT_COUNTED: Final = (
    "and the for per with from that this then when will are was has have can may more less than"
    " each other under over off out way time times hand step"
)
_NO_NOUNS: Final = frozenset(_NOT_COUNTED.split()) | _WORDS.keys()


@dataclass(frozen=True, slots=True)
class Quantity:
    """`said` is the spot in the sentence, from `start` to `end`; a range has both its ends."""

    kind: str
    values: frozenset[float]
    said: str
    start: int
    end: int


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """In the order of the sentence, none within another."""
    found: list[Quantity] = []
    for one in (*_dates(sentence), *_clocks(sentence), *_measures(sentence)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def without_values(sentence: str, found: tuple[Quantity, ...]) -> str:
    """The sentence with each number gone and its unit left, for comparing what it is about."""
    parts, at = [], 0
    for one in found:
        said = _PLAIN.get(one.kind) or re.sub(_N, "some", one.said, flags=re.IGNORECASE)
        parts += [sentence[at : one.start], said]
        at = one.end
    return "".join((*parts, sentence[at:]))


def _dates(sentence: str) -> Iterator[Quantity]:
    for match in _DATE.finditer(sentence):
        named = {name: value for name, value in match.groupdict().items() if value}
        month = next(value for name, value in named.items() if name.startswith("m"))
        day = int(next(value for name, value in named.items() if name.startswith("d")))
        number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
        # The year is left out where one of two sentences has none.
        yield _quantity("date", [number * 100 + day], match)


def _clocks(sentence: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(sentence):
        hour = int(match["h1"] or match["h2"] or match["h3"])
        half = (match["p1"] or match["p2"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        yield _quantity("clock", [hour + int(match["min"] or 0) / 60], match)


def _measures(sentence: str) -> Iterator[Quantity]:
    for match in _MEASURE.finditer(sentence):
        values = [_number(match[name]) for name in ("v1", "v2", "v3", "v4") if match[name]]
        currency = match["c1"] or match["c2"]
        if currency:
            yield _quantity(f"money:{_CURRENCIES[currency.lower()]}", values, match)
        elif match["noun"]:
            noun = next(iter(tokens(match["noun"])), "")
            if match["noun"].lower() not in _NO_NOUNS:
                yield _quantity(f"count:{noun}", values, match)
        else:
            kind, _, scale = next(
                unit for at, unit in enumerate(_UNITS) if match[f"u{at}"] is not None
            )
            yield _quantity(kind, [value * scale for value in values], match)


def _quantity(kind: str, values: list[float], match: re.Match[str]) -> Quantity:
    spelt = frozenset(round(value, 4) for value in values)
    said = match.group().rstrip()
    return Quantity(kind, spelt, said, match.start(), match.start() + len(said))


def _number(said: str) -> float:
    text = said.strip().lower().replace(",", "")
    if text in _WORDS:
        return _WORDS[text]
    if text[0].isdigit():
        return float(text)
    return _han_number(text)


def _han_number(text: str) -> float:
    """Up to 999, as in 三十 and 一百二十."""
    total, digit = 0, 0
    for char in text:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _HAN_DIGITS[char]
    return float(total + digit)
