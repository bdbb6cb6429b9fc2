from __future__ import annotations

from typing import Any

import pytest

from console.mentions.naming import called
from console.models import Agent
from tests.console.desk import Browser, Desk

pytestmark = pytest.mark.anyio


def people(*names: str) -> list[Agent]:
    return [Agent(id=name, name=name) for name in names]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@Ben please look", {"Ben"}),
        ("can you, @ben?", {"Ben"}),
        ("@Anna Maria knows", {"Anna Maria"}),
        ("@Anna and @Anna Maria", {"Anna", "Anna Maria"}),
        ("write to a@ben.example", set()),
        ("@Benjamin", set()),
        ("请@王芳看一下", {"王芳"}),
        ("nobody", set()),
    ],
)
def test_whom_a_note_calls(text: str, meant: set[str]) -> None:
    found = called(text, people("Anna", "Anna Maria", "Ben", "王芳"))
    assert {agent.name for agent in found} == meant


async def mentions(browser: Browser) -> Any:
    return (await browser.get("/api/console/mentions")).json()


async def test_a_colleague_finds_the_note_that_calls_them_until_they_open_it(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation = await desk.queued("hello")
    note = {"cmid": "cmid-0001", "text": "@Ben do we have this in blue? @Ana"}
    path = f"/api/console/conversations/{conversation}"
    for _ in range(2):
        assert (await ana.post(f"{path}/notes", json=note)).status_code == 200
    found = await mentions(ben)
    assert found["unread"] == 1
    assert [(one["by"], one["conversation"], one["read"]) for one in found["items"]] == [
        ("Ana", conversation, False)
    ]
    assert found["items"][0]["text"].startswith("@Ben do we have")
    assert (await mentions(ana)) == {"items": [], "unread": 0}
    assert (await ben.post(f"{path}/mentions/read")).status_code == 204
    after = await mentions(ben)
    assert (after["unread"], after["items"][0]["read"]) == (0, True)
    colleagues = (await ana.get("/api/console/colleagues")).json()["items"]
    assert [one["name"] for one in colleagues] == ["Ben"]
