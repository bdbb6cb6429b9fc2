"""What happens to waiting conversations without anybody asking for it."""

from __future__ import annotations

from collections import Counter

import pytest

from console.routing.worker import RoutingWorker
from conversations.contract import EventName
from conversations.log.repository import all_rows_after
from conversations.models import LogRow
from conversations.states.service import reopen_conversation
from tests.console.desk import Browser, Desk, locked

pytestmark = pytest.mark.anyio


async def rows(desk: Desk, conversation_id: str) -> list[LogRow]:
    async with desk.database.reader() as session:
        return list(await all_rows_after(session, conversation_id, 0, 0, 100))


async def come(desk: Desk, *agents: Browser, **more: int) -> None:
    for agent in agents:
        desk.presence.arrive(agent.agent_id, agent.agent_id, at=desk.clock(), **more)


async def be(agent: Browser, availability: str) -> None:
    answer = await agent.put("/api/console/availability", json={"availability": availability})
    assert answer.is_success


async def automatic(boss: Browser, **changed: int) -> None:
    rules = {"assignment": "automatic", "answer_minutes": 10, "away_minutes": 15, **changed}
    assert (await boss.put("/api/console/routing", json=rules)).is_success


async def test_conversations_are_given_to_the_least_busy_up_to_their_capacity(
    desk: Desk, worker: RoutingWorker, boss: Browser, ana: Browser, ben: Browser
) -> None:
    await automatic(boss)
    await boss.patch(f"/api/console/people/{ana.agent_id}", json={"capacity": 1})
    await boss.patch(f"/api/console/people/{ben.agent_id}", json={"capacity": 3})
    await come(desk, ana, ben)
    queued = []
    for _ in range(6):
        queued.append(await desk.queued())
        desk.clock.advance(1)
    await worker.look()
    states = [await desk.state(conversation_id) for conversation_id in queued]
    assert Counter(state.assignee_id for state in states) == {
        ana.agent_id: 1, ben.agent_id: 3, None: 2,
    }  # fmt: skip
    assert [state.state for state in states] == ["human"] * 4 + ["queued"] * 2
    await ana.post(f"/api/console/conversations/{queued[0]}/close", json={"version": 3})
    await worker.look()
    last = [await desk.state(one) for one in queued[4:]]
    assert [one.assignee_id for one in last] == [ana.agent_id, None]


async def test_offered_conversations_wait_for_somebody_to_claim_them(
    desk: Desk, worker: RoutingWorker, ana: Browser
) -> None:
    await come(desk, ana)
    conversation_id = await desk.queued()
    await worker.look()
    assert (await desk.state(conversation_id)).state == "queued"


async def test_who_is_away_or_off_is_given_nothing(
    desk: Desk, worker: RoutingWorker, boss: Browser, ana: Browser, ben: Browser
) -> None:
    await automatic(boss)
    await come(desk, ana, ben)
    conversation_id = await desk.queued()
    await be(ana, "away")
    await be(ben, "off")
    await worker.look()
    assert (await desk.state(conversation_id)).state == "queued"
    await be(ben, "online")
    await worker.look()
    assert (await desk.state(conversation_id)).assignee_id == ben.agent_id


async def test_who_does_nothing_for_a_while_is_away_until_they_move(
    desk: Desk, worker: RoutingWorker, ana: Browser, ben: Browser
) -> None:
    await come(desk, ana, ben)
    desk.clock.advance(14 * 60)
    desk.presence.touch(ben.agent_id, desk.clock())
    await worker.look()
    assert len(desk.presence.on_shift) == 2
    desk.clock.advance(60)
    await worker.look()
    assert [agent.id for agent in desk.presence.on_shift] == [ben.agent_id]
    desk.presence.touch(ana.agent_id, desk.clock())
    assert len(desk.presence.on_shift) == 2


async def test_a_conversation_waits_for_the_team_that_knows_its_language(
    desk: Desk, worker: RoutingWorker, boss: Browser, ana: Browser, ben: Browser
) -> None:
    await automatic(boss)
    body = {"name": "中文", "languages": ["zh"], "members": [ben.agent_id]}
    team = (await boss.post("/api/console/teams", json=body)).json()["team"]
    await come(desk, ana, ben)
    conversation_id = await desk.queued(locale="zh-CN")
    await be(ben, "away")
    await worker.look()
    waiting = await desk.state(conversation_id)
    assert (waiting.state, waiting.team_id) == ("queued", team["id"])
    routed = (await rows(desk, conversation_id))[-1]
    assert (routed.event, routed.aseq, routed.seq) == (EventName.ROUTED, 1, None)
    assert routed.body == {"team": "中文", "team_id": team["id"]}
    await be(ben, "online")
    await worker.look()
    assert (await desk.state(conversation_id)).assignee_id == ben.agent_id


async def test_a_claim_without_an_answer_goes_back_to_its_old_place(
    desk: Desk, worker: RoutingWorker, ana: Browser, ben: Browser
) -> None:
    await come(desk, ana, ben)
    silent, answered = await desk.queued(), await desk.queued()
    asked_at = (await desk.state(silent)).queued_at
    desk.clock.advance(30)
    for conversation_id in (silent, answered):
        path = f"/api/console/conversations/{conversation_id}"
        await ana.post(f"{path}/claim", json={"version": 2})
    await ana.post(f"{path}/messages", json={"cmid": "cmid-0001", "text": "Hello!"})
    desk.clock.advance(10 * 60 - 1)
    await worker.look()
    assert (await desk.state(silent)).state == "human"
    desk.clock.advance(1)
    await worker.look()
    back, kept = await desk.state(silent), await desk.state(answered)
    assert (back.state, back.assignee_id, back.queued_at) == ("queued", None, asked_at)
    assert kept.state == "human"
    told = (await rows(desk, silent))[-2:]
    assert [row.event for row in told] == ["conversation.transferred", "message.posted"]
    assert told[0].body == {"state": "queued", "reason": "claim_expired", "agent": None}
    assert "back in line" in told[1].body["text"]
    await ben.post(f"/api/console/conversations/{silent}/claim", json={"version": back.version})
    await worker.look()
    assert (await desk.state(silent)).assignee_id == ben.agent_id


async def test_who_let_a_conversation_wait_is_not_given_it_again_while_others_are_free(
    desk: Desk, worker: RoutingWorker, boss: Browser, ana: Browser, ben: Browser
) -> None:
    await automatic(boss, answer_minutes=1)
    await come(desk, ana, ben)
    silent = await desk.queued()
    had = []
    for _ in range(3):
        await worker.look()
        await worker.look()
        had.append((await desk.state(silent)).assignee_id)
        desk.clock.advance(60)
    assert {had[0], had[1]} == {ana.agent_id, ben.agent_id}
    assert had[2] is None  # nobody has moved since


async def test_who_is_alone_and_silent_is_given_it_again_only_once_they_move(
    desk: Desk, worker: RoutingWorker, boss: Browser, ana: Browser, ben: Browser
) -> None:
    await automatic(boss, answer_minutes=1)
    await come(desk, ana)
    silent, taken = await desk.queued(), await desk.queued()
    await worker.look()
    assert (await desk.state(silent)).assignee_id == ana.agent_id
    desk.clock.advance(60)
    for _ in range(3):
        await worker.look()
    # It waits where it stood, the shopper knows why, and so does who looks after the others.
    assert (await desk.state(silent)).state == "queued"
    told = [row.body.get("text") or row.event for row in await rows(desk, silent)][-3:]
    assert told[:2] == ["conversation.claimed", "conversation.transferred"]
    assert "no one else is here" in told[2]
    now = (await boss.get("/api/console/supervisor")).json()
    assert {one["id"]: one["unanswered_by"] for one in now["queue"]} == {
        silent: ["Ana"], taken: ["Ana"],
    }  # fmt: skip
    # What somebody takes by hand is theirs, whoever missed it before.
    version = (await desk.state(taken)).version
    await ana.post(f"/api/console/conversations/{taken}/claim", json={"version": version})
    assert (await desk.state(taken)).assignee_id == ana.agent_id
    # A sign of life, and it is given like any other.
    desk.clock.advance(1)
    desk.presence.touch(ana.agent_id, desk.clock())
    await worker.look()
    assert (await desk.state(silent)).assignee_id == ana.agent_id
    # And somebody who was not there before is asked before her.
    desk.clock.advance(60)
    await come(desk, ben)
    await worker.look()
    await worker.look()
    assert (await desk.state(silent)).assignee_id == ben.agent_id


async def test_a_conversation_that_is_opened_again_goes_to_who_is_on_shift(
    desk: Desk, worker: RoutingWorker, boss: Browser, ana: Browser, ben: Browser
) -> None:
    """Not to who had it and has gone home, also where it still says their name."""
    await automatic(boss)
    await come(desk, ana)
    conversation_id = await desk.queued()
    await worker.look()
    assert (await desk.state(conversation_id)).assignee_id == ana.agent_id
    path = f"/api/console/conversations/{conversation_id}"
    assert (await ana.post(f"{path}/close", json={"version": 3})).is_success
    desk.presence.leave(ana.agent_id)
    desk.clock.advance(23 * 3600)
    await come(desk, ben)
    async with desk.database.writer.begin() as session:
        again = await locked(session, conversation_id)
        await reopen_conversation(session, conversation=again, reopen_hours=24, at=desk.clock())
    await worker.look()
    state = await desk.state(conversation_id)
    assert (state.state, state.assignee_id) == ("human", ben.agent_id)
    told = [row.event for row in await rows(desk, conversation_id)][-2:]
    assert told == ["conversation.reopened", "conversation.claimed"]


async def test_who_leaves_an_address_before_it_is_asked_for_is_promised_an_answer(
    desk: Desk, worker: RoutingWorker, ana: Browser
) -> None:
    """The widget's form is there as soon as nobody is in, before a word of the shop."""
    await worker.look()
    desk.clock.advance(60)
    conversation_id = await desk.queued("where is my order?")
    desk.clock.advance(1)
    await desk.shopper_says(conversation_id, "late@shopper.example")
    await worker.look()
    assert (await desk.state(conversation_id)).state == "closed"
    texts = [row.body.get("text") for row in await rows(desk, conversation_id)]
    assert "We will answer to late@shopper.example" in str(texts[-2:])
    [listed] = (await ana.get("/api/console/callbacks")).json()["items"]
    assert listed["address"] == "late@shopper.example"
