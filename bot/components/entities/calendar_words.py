"""The words dates are made of, in English and Chinese."""

from __future__ import annotations

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTHS = {
    **{name: at for at, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: at for at, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {
    **{name: at for at, name in enumerate(_DAY_NAMES)},
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3,
    "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
# `sat` and `sun` are words of their own: they count beside `on`, `last` and the like only.
SHORT_WEEKDAYS = frozenset({"mon", "wed", "sat", "sun", "fri", "tue", "thu"})
HAN_WEEKDAYS = {letter: at for at, letter in enumerate("一二三四五六日")} | {"天": 6}

# Days from today.
ENGLISH_DAYS = {
    "day before yesterday": -2, "day after tomorrow": 2, "yesterday": -1, "tomorrow": 1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "last night": -1, "yday": -1, "tmrw": 1, "tmr": 1, "tomorow": 1, "tommorow": 1,
    "tommorrow": 1, "yesterdy": -1, "yesturday": -1,
}  # fmt: skip
HAN_DAYS = {
    "大前天": -3, "大后天": 3, "前天": -2, "后天": 2, "昨天": -1, "昨日": -1, "昨晚": -1, "明天": 1,
    "明日": 1, "明早": 1, "明晚": 1, "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "今儿": 0,
    "昨儿": -1, "明儿": 1,
}  # fmt: skip
