"""Dates, as ISO 8601, read from the day that the message was written on.

Month comes before day in `11/12`, unless it cannot be, and after it in `11.12.2026`. A date
without its year is the nearest one.
`last Tuesday` is the latest Tuesday before today, 上周二 the Tuesday of the calendar week before
this one. A length of time (`within 30 days`) and the name of a sale (`Black Friday`) are no dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Callable, Iterable, Iterator, Optional

from bot.components.entities.calendar_words import (
    ENGLISH_DAYS,
    HAN_DAYS,
    HAN_WEEKDAYS,
    MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)
from bot.components.entities.found import DATE, Found
from bot.components.entities.number_words import ENGLISH_NUMBER, HAN_NUMBER, read_number
from bot.components.entities.utterance import Utterance

Reader = Callable[[Utterance, "re.Match[str]", date], Optional[date]]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_HAN_COUNT = rf"[0-9]{{1,3}}|{HAN_NUMBER}"
_BEHIND = re.compile(
    r"\b(?:since|was|were|did|didnt|didn't|bought|ordered|placed|paid|arrived|came|got|returned"
    r"|sent|received|shipped|said|says|delivered)\b"
)
_BEFORE_DAY = re.compile(r"\b(?:on|since|before|by|from|until|till|for|due|last|this|next)[ ]?$")
_DATE_WORD = re.compile(
    r"\b(?:on|since|before|by|from|until|till|date|dated|placed|ordered|bought|paid|due)[: ]*$"
)


def nearest(today: date, month: int, day: int) -> Optional[date]:
    """That day of last year, this year or next, whichever is closest to `today`."""
    fitting = [
        date(year, month, day)
        for year in (today.year - 1, today.year, today.year + 1)
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    ]
    return min(fitting, key=lambda found: abs(found - today), default=None)


def _of_year(year: str, month: int, day: int) -> Optional[date]:
    full = int(year) + (2000 if len(year) == 2 else 0)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(full, month)[1]:
        return None
    return date(full, month, day)


def _year_first(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    year, month, day = match.groups()
    return _of_year(year, int(month), int(day)) if int(year) else None


def _numbers(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    first, second, year = int(match.group(1)), int(match.group(2)), match.group(3)
    month, day = (first, second) if first <= 12 else (second, first)
    if year:
        return _of_year(year, month, day)
    # 24/7 is none, nor is a fraction or a mark out of ten.
    marked = _DATE_WORD.search(said.before(match.start()))
    if not marked and (
        match.group() == "24/7" or (day <= 10 and first != second) or first == 10 == day
    ):
        return None
    return nearest(today, month, day)


def _day_first(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    day, month, year = match.groups()
    return _of_year(year, int(month), int(day))


def _month_named(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    parts = match.groupdict()
    month, day, year = MONTHS[parts["month"]], int(parts["day"]), parts.get("year")
    return _of_year(year, month, day) if year else nearest(today, month, day)


def _near_day(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    return today + timedelta(days=ENGLISH_DAYS[re.sub(r"\s+", " ", match.group())])


def _near_han_day(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    return today + timedelta(days=HAN_DAYS[match.group()])


def _ago(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    count, unit = read_number(match.group(1)), match.group(2)
    return None if count is None else _back(today, count, unit[0])


def _han_ago(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    count, unit = read_number(match.group(1)), match.group(2)
    letter = {"天": "d", "日": "d", "月": "m"}.get(unit[-1], "w")
    return None if count is None else _back(today, count, letter)


def _back(today: date, count: int, unit: str) -> Optional[date]:
    if count > 400:
        return None
    if unit != "m":
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    year, month = divmod(today.year * 12 + today.month - 1 - count, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _weekday(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    which, name = match.group(1), match.group(2)
    before = said.before(match.start())
    if re.search(r"\b(?:black|cyber|good|casual|happy)[ ]$", before):
        return None
    if name in SHORT_WEEKDAYS and not (which or _BEFORE_DAY.search(before)):
        return None
    ahead = (WEEKDAYS[name] - today.weekday()) % 7
    if which == "last":
        return today - timedelta(days=7 - ahead)
    if which in ("next", "coming") or (not which and _is_ahead(said, match)):
        return today + timedelta(days=ahead or 7)
    if which == "this":
        return today + timedelta(days=ahead)
    return today - timedelta(days=7 - ahead)


def _is_ahead(said: Utterance, match: re.Match[str]) -> bool:
    """A bare weekday is the coming one after `by`, or where nothing speaks of what has been."""
    close = said.before(match.start(), 10)
    if re.search(r"\b(?:by|before|until|till|for)[ ]$", close):
        return True
    if re.search(r"\bsince[ ]$", close):
        return False
    return not _BEHIND.search(said.lower)


def _han_weekday(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    which, name = match.group(1) or "", match.group(2)
    monday = today - timedelta(days=today.weekday())
    weeks = which.count("下") - which.count("上")
    return monday + timedelta(days=HAN_WEEKDAYS[name] + 7 * weeks)


def _han_month_day(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    year, month, day = match.group(1), read_number(match.group(2)), read_number(match.group(3))
    if month is None or day is None:
        return None
    full = read_number(year) if year else None
    return _of_year(str(full), month, day) if full else nearest(today, month, day)


def _day_of_month(said: Utterance, match: re.Match[str], today: date) -> Optional[date]:
    """The nearest month's: `on the 15th`, `15号`."""
    day = int(match.group(1))
    english = not match.group().endswith("号")
    if english and not _DATE_WORD.search(said.before(match.start()).removesuffix("the ")):
        return None
    months = [today.replace(day=1), today.replace(day=1) - timedelta(days=1)]
    months.append(today.replace(day=28) + timedelta(days=5))
    fitting = [
        date(month.year, month.month, day)
        for month in months
        if 1 <= day <= monthrange(month.year, month.month)[1]
    ]
    return min(fitting, key=lambda found: abs(found - today), default=None)


def _compiled(*rules: tuple[str, Reader]) -> list[tuple[re.Pattern[str], Reader]]:
    return [(re.compile(pattern), reader) for pattern, reader in rules]


_NAMED_DAY = _DAY.replace("(", "(?P<day>", 1)
_NAMED_MONTH = rf"(?P<month>{_any(MONTHS)})"
_YEAR = r"(?:,? (?P<year>20[0-9]{2}))?"
# Each list with a cheap sign that the text may hold one at all.
_WITH_DIGITS = _compiled(
    (
        r"(?<![0-9./\-])(20[0-9]{2})[\-/.]([0-9]{1,2})[\-/.]([0-9]{1,2})(?![0-9]|[.\-/][0-9])",
        _year_first,
    ),
    (r"(?<![0-9a-z])(20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9a-z])", _year_first),
    (
        r"(?<![0-9./\-$€£¥])(?<![0-9],)([0-9]{1,2})/([0-9]{1,2})(?:/(20[0-9]{2}|[0-9]{2}))?"
        r"(?![0-9]|[/.\-][0-9])",
        _numbers,
    ),
    (r"(?<![0-9./\-])([0-9]{1,2})-([0-9]{1,2})-(20[0-9]{2})(?![0-9])", _numbers),
    (r"(?<![0-9./\-])([0-9]{1,2})\.([0-9]{1,2})\.(20[0-9]{2})(?![0-9])", _day_first),
    (rf"\b{_NAMED_MONTH}\.? (?:the )?{_NAMED_DAY}{_YEAR}(?![0-9a-z]|[.,:/][0-9])", _month_named),
    (
        rf"(?<![0-9a-z/])(?<![0-9][.,]){_NAMED_DAY} (?:of )?{_NAMED_MONTH}\b{_YEAR}",
        _month_named,
    ),
    (
        r"(?<=the )([0-9]{1,2})(?:st|nd|rd|th)\b",
        _day_of_month,
    ),
    (
        r"(?<![0-9a-z单码穿换要选色区路街道楼栋.])([1-3]?[0-9])号(?![0-9a-z码线楼色仓店]|有货|还有|断货|适合)",
        _day_of_month,
    ),
)
_ENGLISH = _compiled(
    (rf"\b(?:{_any(ENGLISH_DAYS)})\b", _near_day),
    (
        rf"\b([0-9]{{1,3}}|{ENGLISH_NUMBER}|a couple of) (days?|weeks?|wks?|months?) "
        r"(?:ago|back)\b",
        _ago,
    ),
    (rf"\b(?:(last|this|next|coming) )?({_any(WEEKDAYS)})\b", _weekday),
)
_CHINESE = _compiled(
    (_any(HAN_DAYS), _near_han_day),
    (rf"(?<![0-9.])({_HAN_COUNT})(天|日|个?星期|周|个?礼拜|个?月)(?:之前|以前|前)", _han_ago),
    (r"(上上|上|这|本|下下|下)?个?(?:周|星期|礼拜)([一二三四五六日天])(?![0-9年])", _han_weekday),
    (r"(?:(20[0-9]{2}|二[零〇]二.)年)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})月"
     r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]?(?![0-9])", _han_month_day),
)  # fmt: skip
_DIGIT = re.compile(r"[0-9]")
_ENGLISH_SIGN = re.compile(
    r"day|ago|back|tonight|morning|noon|evening|night|tom|tmr|[mtwfs][ouehra][nuedit]"
)
_CHINESE_SIGN = re.compile(r"[天日晚早周月期拜儿]")


def find_dates(said: Utterance, today: date) -> Iterator[Found]:
    for sign, rules in (
        (_DIGIT, _WITH_DIGITS),
        (_ENGLISH_SIGN, _ENGLISH),
        (_CHINESE_SIGN, _CHINESE),
    ):
        if not sign.search(said.lower):
            continue
        for pattern, read in rules:
            for match in pattern.finditer(said.lower):
                found = read(said, match, today)
                if found is not None:
                    yield Found(DATE, found.isoformat(), match.start(), match.end())
