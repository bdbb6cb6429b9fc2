from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from conversations.hours.schedule import OpeningHours, minutes, read_hours

NINE_TO_FIVE = ((9 * 60, 17 * 60),)
BERLIN = OpeningHours(
    "Europe/Berlin", (NINE_TO_FIVE,) * 5 + ((), ()), frozenset({date(2026, 12, 25)})
)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (utc(11, 26, 7, 59), False),
        (utc(11, 26, 8), True),
        (utc(11, 26, 15, 59), True),
        (utc(11, 26, 16), False),
        (utc(7, 2, 7), True),  # summer time: 9:00 in Berlin
        (utc(11, 28, 12), False),  # a Saturday
        (utc(12, 25, 12), False),
    ],
)
def test_hours_are_those_of_the_shops_clock(at: datetime, is_open: bool) -> None:
    assert BERLIN.is_open(at) is is_open


def test_the_next_opening_skips_weekends_holidays_and_changes_of_the_clock() -> None:
    assert BERLIN.opens_at(utc(11, 27, 20)) == utc(11, 30, 8)
    assert BERLIN.opens_at(utc(12, 24, 20)) == utc(12, 28, 8)
    assert BERLIN.opens_at(utc(10, 23, 20)) == utc(10, 26, 8)
    assert BERLIN.opens_at(utc(10, 22, 20)) == utc(10, 23, 7)
    assert OpeningHours("UTC", ((),) * 7).opens_at(utc(1, 1, 1)) is None


def test_hours_are_read_as_a_site_keeps_them() -> None:
    weekly = [[["13:00", "24:00"], ["09:00", "12:30"]]] + [[]] * 6
    hours = read_hours({"time_zone": "Asia/Shanghai", "weekly": weekly, "holidays": []})
    assert hours is not None
    assert hours.weekly[0] == ((540, 750), (780, 1440))
    assert hours.is_open(utc(11, 30, 15, 59))
    assert not hours.is_open(utc(11, 30, 4, 45))
    assert read_hours(None) is None
    for wrong in ("9:00", "25:00", "09:00:00", "noon", "24:01"):
        with pytest.raises(ValueError, match=r"."):
            minutes(wrong)
