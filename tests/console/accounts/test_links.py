from __future__ import annotations

import asyncio

import pytest

from console.accounts.links import first_admin_link
from console.models import AgentRole
from tests.conftest import FakeClock
from tests.console.desk import PASSWORD, Browser, Desk, code_of

pytestmark = pytest.mark.anyio

PEOPLE = "/api/console/people"
RESETS = "/api/console/password-resets"
NEW_PASSWORD = "a much better one"


def link(token: str) -> str:
    return f"/api/console/links/{token}"


async def print_first_admin_link(desk: Desk) -> str | None:
    async with desk.database.writer.begin() as session:
        return await first_admin_link(session, desk.clock())


async def test_the_first_admin_signs_up_by_the_printed_link(desk: Desk) -> None:
    token = await print_first_admin_link(desk)
    assert token is not None
    browser = desk.browser()
    seen = await browser.get(link(token))
    assert seen.json() == {"kind": "first_admin", "email": None, "name": None}
    body = {"name": "Boss", "email": "Boss@Shop.test", "password": PASSWORD}
    signed_up = await browser.post(link(token), json=body)
    assert signed_up.json()["agent"]["role"] == "admin"
    assert signed_up.json()["agent"]["email"] == "boss@shop.test"
    assert (await browser.get(PEOPLE)).status_code == 200


async def test_with_an_admin_there_is_no_first_admin_link(desk: Desk) -> None:
    earlier = await print_first_admin_link(desk)
    await desk.newcomer("Boss", AgentRole.ADMIN)
    assert await print_first_admin_link(desk) is None
    assert (await desk.browser().get(link(str(earlier)))).status_code == 404


async def test_each_start_replaces_the_link_of_the_start_before(desk: Desk) -> None:
    earlier = await print_first_admin_link(desk)
    later = await print_first_admin_link(desk)
    assert (await desk.browser().get(link(str(earlier)))).status_code == 404
    assert (await desk.browser().get(link(str(later)))).status_code == 200


@pytest.mark.parametrize(("missing", "field"), [("email", "email"), ("name", "name")])
async def test_a_first_admin_says_who_they_are(desk: Desk, missing: str, field: str) -> None:
    token = await print_first_admin_link(desk)
    body = {"name": "Boss", "email": "boss@shop.test", "password": PASSWORD}
    del body[missing]
    refused = await desk.browser().post(link(str(token)), json=body)
    assert refused.status_code == 422
    assert refused.json()["fields"] == [{"field": field, "message": "is missing"}]


async def test_an_invited_person_chooses_a_password_and_is_in(desk: Desk, boss: Browser) -> None:
    invited = {"email": " Cleo@Shop.test", "name": "Cleo", "role": "agent"}
    answer = await boss.post(PEOPLE, json=invited)
    assert answer.status_code == 201
    assert answer.json()["person"]["state"] == "invited"
    token = await desk.token_from_mail("cleo@shop.test")
    cleo = desk.browser()
    seen = await cleo.get(link(token))
    assert seen.json() == {"kind": "invite", "email": "cleo@shop.test", "name": "Cleo"}
    signed_up = await cleo.post(link(token), json={"password": PASSWORD})
    assert signed_up.json()["agent"]["name"] == "Cleo"
    assert (await cleo.get("/api/console/overview")).status_code == 200
    assert (await desk.browser().sign_in("cleo@shop.test")).status_code == 200


async def test_a_link_works_once(desk: Desk) -> None:
    await desk.hire("Ana")
    await desk.browser().post(RESETS, json={"email": "ana@shop.test"})
    token = await desk.token_from_mail("ana@shop.test")
    body = {"password": NEW_PASSWORD}
    answers = await asyncio.gather(
        *(desk.browser().post(link(token), json=body) for _ in range(10))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [404] * 9
    assert (await desk.browser().get(link(token))).status_code == 404


async def test_used_expired_and_invented_links_are_one_answer(desk: Desk, clock: FakeClock) -> None:
    await desk.hire("Ana")
    await desk.hire("Ben")
    await desk.browser().post(RESETS, json={"email": "ana@shop.test"})
    used = await desk.token_from_mail("ana@shop.test")
    await desk.browser().post(link(used), json={"password": NEW_PASSWORD})
    await desk.browser().post(RESETS, json={"email": "ben@shop.test"})
    expired = await desk.token_from_mail("ben@shop.test")
    clock.advance(3600)
    answers = [await desk.browser().get(link(t)) for t in (used, expired, "invented", "x" * 5000)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize(
    ("kind", "seconds"), [("first_admin", 24 * 3600), ("invite", 7 * 86400), ("reset", 3600)]
)
async def test_how_long_each_kind_of_link_lives(
    desk: Desk, clock: FakeClock, kind: str, seconds: int
) -> None:
    if kind == "first_admin":
        token = str(await print_first_admin_link(desk))
    elif kind == "invite":
        boss = await desk.newcomer("Boss", AgentRole.ADMIN)
        await boss.post(PEOPLE, json={"email": "c@shop.test", "name": "C", "role": "agent"})
        token = await desk.token_from_mail("c@shop.test")
    else:
        await desk.hire("Ana")
        await desk.browser().post(RESETS, json={"email": "ana@shop.test"})
        token = await desk.token_from_mail("ana@shop.test")
    clock.advance(seconds - 1)
    assert (await desk.browser().get(link(token))).json()["kind"] == kind
    clock.advance(1)
    assert (await desk.browser().get(link(token))).status_code == 404


async def test_a_reset_ends_every_session_and_the_old_password(desk: Desk) -> None:
    ana = await desk.newcomer("Ana")
    await desk.browser().post(RESETS, json={"email": "Ana@shop.test"})
    token = await desk.token_from_mail("ana@shop.test")
    fresh = desk.browser()
    assert (await fresh.post(link(token), json={"password": NEW_PASSWORD})).status_code == 200
    assert (await ana.get("/api/console/session")).status_code == 401
    assert (await fresh.get("/api/console/session")).status_code == 200
    assert (await desk.browser().sign_in("ana@shop.test", PASSWORD)).status_code == 401
    assert (await desk.browser().sign_in("ana@shop.test", NEW_PASSWORD)).status_code == 200


async def test_only_the_newest_reset_link_works(desk: Desk) -> None:
    await desk.hire("Ana")
    await desk.browser().post(RESETS, json={"email": "ana@shop.test"})
    earlier = await desk.token_from_mail("ana@shop.test")
    desk.clock.advance(1)
    await desk.browser().post(RESETS, json={"email": "ana@shop.test"})
    later = await desk.token_from_mail("ana@shop.test")
    assert (await desk.browser().get(link(earlier))).status_code == 404
    assert (await desk.browser().get(link(later))).status_code == 200


async def test_asking_for_a_reset_tells_nothing(desk: Desk, boss: Browser) -> None:
    gone = await desk.hire("Gone")
    await boss.patch(f"{PEOPLE}/{gone.id}", json={"disabled": True})
    emails = ["boss@shop.test", "nobody@shop.test", "gone@shop.test", "not an e-mail", ""]
    answers = [await desk.browser().post(RESETS, json={"email": email}) for email in emails]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    assert [to for to, _ in await desk.mails()] == ["boss@shop.test"]


async def test_nobody_is_flooded_with_reset_mails(desk: Desk) -> None:
    await desk.hire("Ana")
    for _ in range(8):
        answer = await desk.browser().post(RESETS, json={"email": "ana@shop.test"})
        assert answer.status_code == 202
    assert len(await desk.mails()) == 3


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "at least 10 characters"),
        ("ana@shop.test", "must not be your e-mail"),
        ("ANA@SHOP.TEST", "must not be your e-mail"),
        ("Ana Marguerite", "must not be your name"),
        ("aaaaaaaaaaaa", "repeated"),
    ],
)
async def test_a_bad_password_is_refused_in_words_and_the_link_stays(
    desk: Desk, password: str, says: str
) -> None:
    await desk.hire("Ana")
    await desk.browser().post(RESETS, json={"email": "ana@shop.test"})
    token = await desk.token_from_mail("ana@shop.test")
    body = {"name": "Ana Marguerite", "password": password}
    refused = await desk.browser().post(link(token), json=body)
    assert refused.status_code == 422
    assert code_of(refused) == "invalid"
    assert refused.json()["fields"][0]["field"] == "password"
    assert says in refused.json()["error"]["message"]
    assert (await desk.browser().get(link(token))).status_code == 200


async def test_a_person_disabled_meanwhile_cannot_use_their_link(desk: Desk, boss: Browser) -> None:
    ana = await desk.hire("Ana")
    await boss.post(f"{PEOPLE}/{ana.id}/reset")
    token = await desk.token_from_mail("ana@shop.test")
    await boss.patch(f"{PEOPLE}/{ana.id}", json={"disabled": True})
    refused = await desk.browser().post(link(token), json={"password": NEW_PASSWORD})
    assert refused.status_code == 404


async def test_guessing_links_is_slowed_down(desk: Desk) -> None:
    stranger = desk.browser("198.51.100.7")
    answers = [await stranger.get(link(f"guess-{n}")) for n in range(51)]
    assert [answer.status_code for answer in answers] == [404] * 50 + [429]
