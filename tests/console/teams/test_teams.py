from __future__ import annotations

import pytest

from console.teams.models import Team
from console.teams.service import team_for
from conversations.models import Conversation
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio

TEAMS = "/api/console/teams"


async def test_an_admin_makes_changes_and_drops_a_team(
    desk: Desk, boss: Browser, ana: Browser
) -> None:
    made = await boss.post(
        TEAMS,
        json={"name": " Returns ", "languages": ["zh"], "topics": ["case"],
              "members": [ana.agent_id, ana.agent_id]},
    )  # fmt: skip
    team = made.json()["team"]
    assert team["name"] == "Returns"
    assert team["members"] == [{"id": ana.agent_id, "name": "Ana"}]
    changed = await boss.put(f"{TEAMS}/{team['id']}", json={"name": "Refunds", "members": []})
    assert changed.json()["team"] == {
        "id": team["id"], "name": "Refunds", "languages": [], "topics": [], "members": [],
    }  # fmt: skip
    assert (await ana.get(TEAMS)).json()["items"] == [changed.json()["team"]]

    conversation_id = await desk.queued()
    async with desk.database.writer.begin() as session:
        (await session.get_one(Conversation, conversation_id)).team_id = team["id"]
    assert (await boss.delete(f"{TEAMS}/{team['id']}")).status_code == 204
    assert (await desk.state(conversation_id)).team_id is None
    assert (await ana.get(TEAMS)).json()["items"] == []


async def test_what_makes_no_team_is_refused(boss: Browser, ana: Browser) -> None:
    assert (await boss.post(TEAMS, json={"name": "One"})).status_code == 201
    two = (await boss.post(TEAMS, json={"name": "Two"})).json()["team"]
    assert code_of(await boss.post(TEAMS, json={"name": "One"})) == "team_exists"
    assert code_of(await boss.put(f"{TEAMS}/{two['id']}", json={"name": "One"})) == "team_exists"
    assert (await boss.put(f"{TEAMS}/{two['id']}", json={"name": "Two"})).is_success
    for wrong in ({"members": ["0" * 32]}, {"languages": ["Deutsch!"]}, {"name": " "}):
        refused = await boss.post(TEAMS, json={"name": "Three", **wrong})
        assert (refused.status_code, code_of(refused)) == (422, "invalid"), wrong
    assert code_of(await boss.put(f"{TEAMS}/nonsense", json={"name": "X"})) == "not_found"
    assert code_of(await ana.post(TEAMS, json={"name": "Mine"})) == "forbidden"


def test_the_team_whose_conditions_fit_best_gets_the_conversation() -> None:
    def team(name: str, languages: list[str], topics: list[str]) -> Team:
        return Team(id=name, name=name, languages=languages, topics=topics)

    teams = [
        team("everything", [], []),
        team("chinese", ["zh"], []),
        team("money", [], ["case", "refund"]),
        team("chinese money", ["zh"], ["refund"]),
    ]

    def chosen(locale: str, reason: str, topic: str = "") -> str | None:
        found = team_for(teams, locale=locale, reason=reason, topic=topic)
        return found.name if found else None

    assert chosen("zh-CN", "asked_for_person") == "chinese"
    assert chosen("zh", "asked_for_person", "refund") == "chinese money"
    assert chosen("en", "case") == "money"
    assert chosen("zh", "case") == "money"
    assert chosen("en", "angry", "shipping") is None
