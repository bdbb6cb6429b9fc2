from __future__ import annotations

from typing import Any

import pytest
from httpx import Response

from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio


async def do(browser: Browser, conversation: str, deed: str, **body: Any) -> Response:
    return await browser.post(f"/api/console/conversations/{conversation}/{deed}", json=body)


async def test_a_colleague_gets_it_with_the_reason_which_the_shopper_never_sees(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation = await desk.queued("hello")
    await do(ana, conversation, "claim", version=2)
    passed = await do(
        ana, conversation, "transfer", version=3, agent=ben.agent_id, reason="knows dresses"
    )
    card = passed.json()["conversation"]
    assert (card["state"], card["assignee"]["name"]) == ("human", "Ben")
    shown = (await ben.get(f"/api/console/conversations/{conversation}")).json()
    assert [(event["event"], event["seq"] is None) for event in shown["events"]][-3:] == [
        ("conversation.transferred", False),
        ("conversation.claimed", False),
        ("note.added", True),
    ]
    assert shown["events"][-1]["body"] == {"text": "knows dresses", "passed_to": "Ben"}
    public = [event for event in shown["events"] if event["seq"] is not None]
    assert "knows dresses" not in str(public)
    assert code_of(await do(ana, conversation, "messages", cmid="cmid-0001", text="x")) == (
        "not_assignee"
    )


async def test_a_team_gets_it_into_its_queue(desk: Desk, boss: Browser, ana: Browser) -> None:
    made = await boss.post("/api/console/teams", json={"name": "Returns"})
    team = made.json()["team"]["id"]
    conversation = await desk.queued("hello")
    waiting = await do(ana, conversation, "transfer", version=2, team=team, reason="a return")
    assert waiting.json()["conversation"]["state"] == "queued"
    assert (await desk.state(conversation)).team_id == team
    version = waiting.json()["conversation"]["version"]
    await do(ana, conversation, "claim", version=version)
    desk.clock.advance(60)
    passed = await do(
        ana, conversation, "transfer", version=version + 1, team=team, reason="their thing"
    )
    assert passed.json()["conversation"]["state"] == "queued"
    state = await desk.state(conversation)
    assert (state.assignee_id, state.queued_at) == (None, desk.clock())


async def test_what_cannot_be_passed_on_stays_as_it_is(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation = await desk.queued("hello")
    await do(ana, conversation, "claim", version=2)
    to_ben = {"agent": ben.agent_id, "reason": "x"}
    assert code_of(await do(ben, conversation, "transfer", version=3, **to_ben)) == "not_assignee"
    assert code_of(await do(ana, conversation, "transfer", version=2, **to_ben)) == "stale_version"
    for nobody in ({"agent": "0" * 32}, {"team": "0" * 32}):
        gone = await do(ana, conversation, "transfer", version=3, reason="x", **nobody)
        assert gone.status_code == 404
    both = await do(ana, conversation, "transfer", version=3, team="0", **to_ben)
    assert (both.status_code, code_of(both)) == (422, "invalid")
    assert (await desk.state(conversation)).assignee_id == ana.agent_id
