from __future__ import annotations

import pytest

from console.accounts.access import COOKIE
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.console.desk import ORIGIN, PASSWORD, Browser, Desk, code_of

pytestmark = pytest.mark.anyio

SESSION = "/api/console/session"
HOUR = 3600


async def test_signing_in_gives_who_you_are_and_a_csrf_token(desk: Desk) -> None:
    ana = await desk.hire("Ana")
    browser = desk.browser()
    answer = await browser.sign_in("  ANA@shop.test ")
    assert answer.status_code == 200
    assert answer.json()["agent"] == {
        "id": ana.id,
        "name": "Ana",
        "email": "ana@shop.test",
        "role": "agent",
    }
    assert (await browser.get(SESSION)).json() == answer.json()


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk: Desk) -> None:
    await desk.hire("Ana")
    answer = await desk.browser().sign_in("ana@shop.test")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    assert answer.headers["cache-control"] == "no-store"


async def test_behind_https_the_cookie_is_secure(database: Database, clock: FakeClock) -> None:
    desk = Desk(database, clock, secure_cookies=True)
    await desk.hire("Ana")
    answer = await desk.browser().sign_in("ana@shop.test")
    assert "Secure" in answer.headers["set-cookie"]


async def test_every_way_of_failing_to_sign_in_is_one_answer(desk: Desk, boss: Browser) -> None:
    await desk.hire("Ana")
    gone = await desk.hire("Gone")
    await boss.patch(f"/api/console/people/{gone.id}", json={"disabled": True})
    invited = {"email": "new@shop.test", "name": "New", "role": "agent"}
    await boss.post("/api/console/people", json=invited)
    wrong = await desk.browser().sign_in("ana@shop.test", "wrong password")
    others = [
        await desk.browser().sign_in(email)
        for email in ("nobody@shop.test", "gone@shop.test", "new@shop.test")
    ]
    assert wrong.status_code == 401
    assert code_of(wrong) == "sign_in_refused"
    assert {answer.content for answer in others} == {wrong.content}


async def test_a_sixth_wrong_password_is_not_even_looked_at(desk: Desk, clock: FakeClock) -> None:
    await desk.hire("Ana")
    browser = desk.browser()
    for _ in range(5):
        assert (await browser.sign_in("ana@shop.test", "wrong password")).status_code == 401
    refused = await browser.sign_in("ana@shop.test")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) == 15 * 60
    clock.advance(15 * 60)
    assert (await browser.sign_in("ana@shop.test")).status_code == 200


async def test_somebody_elses_wrong_passwords_do_not_lock_ana_out(desk: Desk) -> None:
    await desk.hire("Ana")
    stranger = desk.browser("198.51.100.7")
    for _ in range(6):
        await stranger.sign_in("ana@shop.test", "wrong password")
    assert (await desk.browser().sign_in("ana@shop.test")).status_code == 200


async def test_one_address_cannot_try_one_password_on_everybody(desk: Desk) -> None:
    stranger = desk.browser("198.51.100.7")
    answers = [await stranger.sign_in(f"p{n}@shop.test", "Summer2026!") for n in range(51)]
    assert [answer.status_code for answer in answers] == [401] * 50 + [429]


async def test_right_passwords_do_not_use_up_attempts(desk: Desk) -> None:
    await desk.hire("Ana")
    for _ in range(12):
        assert (await desk.browser().sign_in("ana@shop.test")).status_code == 200


async def test_a_session_ends_after_twelve_idle_hours(desk: Desk, clock: FakeClock) -> None:
    ana = await desk.newcomer("Ana")
    clock.advance(11.9 * HOUR)
    assert (await ana.get(SESSION)).status_code == 200
    clock.advance(11.9 * HOUR)
    assert (await ana.get(SESSION)).status_code == 200
    clock.advance(12 * HOUR)
    assert (await ana.get(SESSION)).status_code == 401


async def test_a_session_that_is_always_in_use_ends_after_a_week(
    desk: Desk, clock: FakeClock
) -> None:
    ana = await desk.newcomer("Ana")
    for _ in range(16):
        assert (await ana.get(SESSION)).status_code == 200
        clock.advance(10.5 * HOUR)
    assert (await ana.get(SESSION)).status_code == 401


async def test_signing_out_ends_the_session_on_the_server(desk: Desk, ana: Browser) -> None:
    token = ana.cookies[COOKIE]
    assert (await ana.delete(SESSION)).status_code == 204
    thief = desk.browser()
    thief.cookies.set(COOKIE, token)
    assert (await thief.get(SESSION)).status_code == 401


async def test_signing_in_again_ends_the_session_before(desk: Desk) -> None:
    await desk.hire("Ana")
    browser = desk.browser()
    await browser.sign_in("ana@shop.test")
    before = browser.cookies[COOKIE]
    await browser.sign_in("ana@shop.test")
    old = desk.browser()
    old.cookies.set(COOKIE, before)
    assert (await old.get(SESSION)).status_code == 401
    assert (await browser.get(SESSION)).status_code == 200


async def test_the_table_of_sessions_opens_no_door(desk: Desk, ana: Browser) -> None:
    from sqlalchemy import select

    from console.models import AgentSession

    async with desk.database.reader() as session:
        stored = (await session.execute(select(AgentSession.id))).scalars().all()
    for session_id in stored:
        thief = desk.browser()
        thief.cookies.set(COOKIE, session_id)
        assert (await thief.get(SESSION)).status_code == 401


@pytest.mark.parametrize("token", [None, "", "wrong", "ä", "x" * 5000])
async def test_without_the_right_csrf_token_nothing_is_changed(
    ana: Browser, token: str | None
) -> None:
    csrf, ana.csrf = ana.csrf, None
    headers = {} if token is None else {b"X-CSRF-Token": token.encode()}
    refused = await ana.delete(SESSION, headers=headers)
    assert refused.status_code == 403
    assert code_of(refused) == "csrf_refused"
    ana.csrf = csrf
    assert (await ana.get(SESSION)).status_code == 200


async def test_another_persons_csrf_token_is_no_better(ana: Browser, ben: Browser) -> None:
    ana.csrf = ben.csrf
    assert code_of(await ana.delete(SESSION)) == "csrf_refused"


async def test_another_sites_page_cannot_sign_anybody_in(desk: Desk) -> None:
    await desk.hire("Ana")
    body = {"email": "ana@shop.test", "password": PASSWORD}
    for origin in ("http://evil.test", "null", f"{ORIGIN}.evil.test", ORIGIN.upper()):
        refused = await desk.browser().post(SESSION, json=body, headers={"Origin": origin})
        assert refused.status_code == 403, origin
        assert code_of(refused) == "origin_refused"
    welcome = await desk.browser().post(SESSION, json=body, headers={"Origin": ORIGIN})
    assert welcome.status_code == 200


async def test_a_form_of_another_site_is_not_read_as_json(desk: Desk) -> None:
    await desk.hire("Ana")
    body = '{"email":"ana@shop.test","password":"' + PASSWORD + '"}'
    answer = await desk.browser().post(
        SESSION, content=body, headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 422
