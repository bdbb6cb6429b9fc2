from __future__ import annotations

import asyncio

import pytest

from console.models import AgentRole
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio

PEOPLE = "/api/console/people"
ABSENT = "0" * 32


def person(agent_id: str) -> str:
    return f"{PEOPLE}/{agent_id}"


async def test_people_are_listed_by_name_with_their_state(desk: Desk, boss: Browser) -> None:
    ana = await desk.hire("Ana")
    await boss.patch(person(ana.id), json={"disabled": True})
    await boss.post(PEOPLE, json={"email": "c@shop.test", "name": "Cleo", "role": "admin"})
    items = (await boss.get(PEOPLE)).json()["items"]
    assert [(item["name"], item["role"], item["state"]) for item in items] == [
        ("Ana", "agent", "disabled"),
        ("Boss", "admin", "active"),
        ("Cleo", "admin", "invited"),
    ]


async def test_agents_may_not_see_or_change_people(ana: Browser, boss: Browser) -> None:
    for person_id in (boss.agent_id, ABSENT, "nonsense"):
        answers = [
            await ana.get(PEOPLE),
            await ana.post(PEOPLE, json={"email": "x@shop.test", "name": "X", "role": "admin"}),
            await ana.patch(person(person_id), json={"disabled": True}),
            await ana.post(f"{person(person_id)}/reset"),
        ]
        assert {(answer.status_code, code_of(answer)) for answer in answers} == {(403, "forbidden")}


async def test_nobody_is_invited_twice_in_any_spelling(boss: Browser) -> None:
    await boss.post(PEOPLE, json={"email": "cleo@shop.test", "name": "Cleo", "role": "agent"})
    again = {"email": "CLEO@SHOP.TEST ", "name": "Cleo", "role": "agent"}
    refused = await boss.post(PEOPLE, json=again)
    assert refused.status_code == 409
    assert code_of(refused) == "email_taken"


@pytest.mark.parametrize(
    "email",
    ["", "cleo", "cleo@", "@shop.test", "a b@shop.test", "a@b@c", "c@shop.test\nBcc: x@y.z"],
)
async def test_what_is_no_email_address_is_refused(boss: Browser, email: str) -> None:
    refused = await boss.post(PEOPLE, json={"email": email, "name": "Cleo", "role": "agent"})
    assert refused.status_code == 422
    assert refused.json()["fields"][0]["field"] == "email"


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 81])
async def test_a_name_is_one_line(boss: Browser, name: str) -> None:
    refused = await boss.post(PEOPLE, json={"email": "c@s.test", "name": name, "role": "agent"})
    assert refused.status_code == 422
    assert refused.json()["fields"][0]["field"] == "name"


async def test_who_is_disabled_is_out_at_once(desk: Desk, boss: Browser) -> None:
    ana = await desk.newcomer("Ana")
    assert (await ana.get("/api/console/overview")).status_code == 200
    changed = await boss.patch(person(ana.agent_id), json={"disabled": True})
    assert changed.json()["person"]["disabled"] is True
    assert (await ana.get("/api/console/overview")).status_code == 401
    assert (await desk.browser().sign_in("ana@shop.test")).status_code == 401


async def test_who_is_enabled_again_signs_in_anew(desk: Desk, boss: Browser) -> None:
    ana = await desk.newcomer("Ana")
    await boss.patch(person(ana.agent_id), json={"disabled": True})
    await boss.patch(person(ana.agent_id), json={"disabled": False})
    assert (await ana.get("/api/console/overview")).status_code == 401
    assert (await desk.browser().sign_in("ana@shop.test")).status_code == 200


async def test_a_new_role_counts_from_the_next_request(desk: Desk, boss: Browser) -> None:
    ana = await desk.newcomer("Ana")
    assert (await ana.get(PEOPLE)).status_code == 403
    await boss.patch(person(ana.agent_id), json={"role": "admin"})
    assert (await ana.get(PEOPLE)).status_code == 200


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "agent"}])
async def test_the_last_admin_stays(boss: Browser, desk: Desk, change: dict[str, object]) -> None:
    # Somebody invited, or disabled, cannot administer: they do not count.
    await boss.post(PEOPLE, json={"email": "c@shop.test", "name": "Cleo", "role": "admin"})
    gone = await desk.hire("Gone", AgentRole.ADMIN)
    await boss.patch(person(gone.id), json={"disabled": True})
    refused = await boss.patch(person(boss.agent_id), json=change)
    assert refused.status_code == 409
    assert code_of(refused) == "last_admin"
    assert (await boss.get(PEOPLE)).status_code == 200


async def test_two_admins_cannot_remove_each_other_at_once(desk: Desk, boss: Browser) -> None:
    for round_ in range(5):
        other = await desk.newcomer(f"Other{round_}", AgentRole.ADMIN)
        answers = await asyncio.gather(
            boss.patch(person(other.agent_id), json={"role": "agent"}),
            other.patch(person(boss.agent_id), json={"role": "agent"}),
        )
        codes = sorted(answer.status_code for answer in answers)
        # The second is refused as the last admin's demotion, or as an agent's request.
        assert codes in ([200, 403], [200, 409])
        if answers[1].status_code == 200:
            boss, other = other, boss


async def test_a_reset_for_who_never_came_is_the_invitation_again(
    desk: Desk, boss: Browser
) -> None:
    body = {"email": "cleo@shop.test", "name": "Cleo", "role": "agent"}
    cleo = (await boss.post(PEOPLE, json=body)).json()["person"]["id"]
    desk.clock.advance(1)
    assert (await boss.post(f"{person(cleo)}/reset")).status_code == 202
    token = await desk.token_from_mail("cleo@shop.test")
    assert (await desk.browser().get(f"/api/console/links/{token}")).json()["kind"] == "invite"


async def test_people_who_are_not_there_are_one_answer(boss: Browser) -> None:
    answers = [
        answer
        for person_id in (ABSENT, "nonsense", "x" * 1000, "%00", "a" * 32)
        for answer in (
            await boss.patch(person(person_id), json={"disabled": True}),
            await boss.post(f"{person(person_id)}/reset"),
        )
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
