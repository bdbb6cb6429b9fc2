from __future__ import annotations

from typing import Any

import pytest

from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio

HOURS = "/api/console/hours"
WORKDAYS: dict[str, Any] = {
    "time_zone": "Europe/Berlin",
    "weekly": [[["09:00", "12:00"], ["13:00", "17:00"]]] * 5 + [[], []],
    "holidays": ["2026-12-25"],
}


async def test_an_admin_sets_when_people_are_there(desk: Desk, boss: Browser, ana: Browser) -> None:
    await desk.conversation()
    [always] = (await ana.get(HOURS)).json()["items"]
    assert (always["site"], always["hours"], always["open"]) == ("demo", None, True)
    assert code_of(await ana.put(f"{HOURS}/demo", json={"hours": WORKDAYS})) == "forbidden"
    set_to = (await boss.put(f"{HOURS}/demo", json={"hours": WORKDAYS})).json()
    assert set_to["hours"] == WORKDAYS
    assert (set_to["open"], set_to["opens_at"]) == (True, None)
    desk.clock.advance(5 * 3600)
    [evening] = (await ana.get(HOURS)).json()["items"]
    assert (evening["open"], evening["opens_at"]) == (False, "2026-11-25T08:00:00.000Z")
    assert (await boss.put(f"{HOURS}/demo", json={"hours": None})).json()["open"] is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
        {"weekly": [[]] * 6},
        {"weekly": [[["09:00", "09:00"]]] + [[]] * 6},
        {"weekly": [[["09:00", "12:00"], ["11:00", "13:00"]]] + [[]] * 6},
        {"weekly": [[["09:00", "25:00"]]] + [[]] * 6},
        {"holidays": ["Christmas"]},
    ],
)
async def test_hours_that_no_clock_could_show_are_refused(
    desk: Desk, boss: Browser, wrong: dict[str, Any]
) -> None:
    await desk.conversation()
    refused = await boss.put(f"{HOURS}/demo", json={"hours": {**WORKDAYS, **wrong}})
    assert (refused.status_code, code_of(refused)) == (422, "invalid")
    assert code_of(await boss.put(f"{HOURS}/nowhere", json={"hours": None})) == "not_found"
