"""An admin decides where the widget stands, how it looks there, and when it speaks up."""

from __future__ import annotations

from typing import Any

import pytest

from console.models import AgentRole
from conversations.models import Site
from conversations.sites.service import shown_look
from tests.console.desk import Desk

pytestmark = pytest.mark.anyio

PATH = "/api/console/sites"
RULE: dict[str, Any] = {"id": "r1", "text": {"en": "Unsure about the size?"}, "seconds": 20}
BODY: dict[str, Any] = {
    "name": "Moss",
    "origins": ["https://shop.example"],
    "look": {"accent": "#FF6600", "corner": 8, "texts": {"en": {"greeting": "Hello from Moss"}}},
    "rules": [RULE | {"cart": "49.90"}],
}


async def test_what_is_saved_is_what_the_list_and_the_widget_get(desk: Desk) -> None:
    await desk.conversation()
    admin = await desk.newcomer("Boss", AgentRole.ADMIN)
    saved = await admin.put(f"{PATH}/demo", json=BODY)
    assert saved.status_code == 200, saved.text
    [site] = (await admin.get(PATH)).json()["items"]
    assert site == saved.json()
    assert site["look"]["accent"] == "#ff6600"
    assert site["rules"][0]["cart"] == "49.90"
    assert site["tag"].startswith('<script src="http://console.test/widget.js" data-site="demo"')
    async with desk.database.reader() as session:
        stored = await session.get_one(Site, "demo")
    assert stored.origins == ["https://shop.example"]
    shown = shown_look(stored.look)
    assert shown["accent"][0] != "#ff6600"
    assert shown["texts"]["en"]["greeting"] == "Hello from Moss"


@pytest.mark.parametrize(
    "wrong",
    [
        {"origins": ["https://shop.example/path"]},
        {"origins": ["shop.example"]},
        {"origins": []},
        {"look": {"accent": "red;}"}},
        {"look": {"corner": 99}},
        {"look": {"texts": {"english": {}}}},
        {"look": {"script": "x"}},
        {"rules": [RULE | {"cart": "-1"}]},
        {"rules": [RULE | {"text": {}}]},
        {"rules": [RULE] * 21},
        {"name": " "},
    ],
)
async def test_what_a_widget_could_not_show_is_refused(desk: Desk, wrong: dict[str, Any]) -> None:
    await desk.conversation()
    admin = await desk.newcomer("Boss", AgentRole.ADMIN)
    assert (await admin.put(f"{PATH}/demo", json=BODY | wrong)).status_code == 422


async def test_agents_and_unknown_sites_are_refused(desk: Desk) -> None:
    await desk.conversation()
    agent = await desk.newcomer("Jun")
    assert (await agent.get(PATH)).status_code == 403
    assert (await agent.put(f"{PATH}/demo", json=BODY)).status_code == 403
    admin = await desk.newcomer("Boss", AgentRole.ADMIN)
    assert (await admin.put(f"{PATH}/nowhere", json=BODY)).status_code == 404
