"""Nobody is there: a promise, and what the next shift makes of it."""

from __future__ import annotations

import time

import pytest

from connectors.gateway.sending import store_message
from console.routing.worker import RoutingWorker
from conversations.contract import Send, TextBody
from conversations.log.repository import public_rows_after
from conversations.models import Conversation
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio
CALLBACKS = "/api/console/callbacks"
OVERVIEW = "/api/console/overview"


@pytest.fixture
def worker(desk: Desk) -> RoutingWorker:
    return RoutingWorker(
        writer=desk.database.writer, reader=desk.database.reader, bus=desk.bus,
        presence=desk.presence, clock=desk.clock, monotonic=time.monotonic,
    )  # fmt: skip


async def writes(desk: Desk, conversation_id: str, text: str) -> None:
    conversation: Conversation = await desk.state(conversation_id)
    async with desk.database.writer.begin() as session:
        await store_message(
            session,
            frame=Send(cmid=text, body=TextBody(text)),
            shopper_id=conversation.shopper_id,
            conversation_id=conversation_id,
            turn_owner=None,
            at=desk.clock(),
        )


async def shop_says(desk: Desk, conversation_id: str) -> list[str]:
    async with desk.database.reader() as session:
        found = await public_rows_after(session, conversation_id, 0, 100)
    return [row.body["text"] for row in found
            if row.author_role == "system" and row.event == "message.posted"]  # fmt: skip


async def found_empty(desk: Desk, worker: RoutingWorker) -> None:
    """Not at once: whose consoles were open comes back some seconds after a restart."""
    await worker.look()
    desk.clock.advance(10)
    await worker.look()


async def promised(desk: Desk, worker: RoutingWorker, locale: str = "en") -> str:
    conversation_id = await desk.queued("my serum is broken", locale=locale)
    await found_empty(desk, worker)
    await writes(desk, conversation_id, "Li.Na+shop@mail.example.com")
    return conversation_id


async def test_an_address_is_asked_for_once_and_with_it_an_answer_is_promised(
    desk: Desk, worker: RoutingWorker, boss: Browser
) -> None:
    weekly = [[["09:00", "17:00"]]] * 5 + [[], []]
    conversation_id = await desk.queued("my serum is broken")
    hours = {"time_zone": "Europe/Berlin", "weekly": weekly, "holidays": []}
    assert (await boss.put("/api/console/hours/demo", json={"hours": hours})).is_success
    desk.clock.advance(8 * 3600)
    await found_empty(desk, worker)
    await worker.look()
    [asked] = await shop_says(desk, conversation_id)
    assert "Wednesday, 2026-11-25 at 09:00 (Europe/Berlin)" in asked
    await writes(desk, conversation_id, "is anybody there?")
    assert (await desk.state(conversation_id)).state == "queued"
    await writes(desk, conversation_id, "ok: li@shop.test, please hurry")
    assert (await desk.state(conversation_id)).state == "closed"
    assert "li@shop.test" in (await shop_says(desk, conversation_id))[1]
    [item] = (await boss.get(CALLBACKS)).json()["items"]
    assert (item["address"], item["conversation"]) == ("li@shop.test", conversation_id)


async def test_somebody_on_shift_is_truth_enough_and_nothing_is_asked(
    desk: Desk, worker: RoutingWorker, ana: Browser
) -> None:
    desk.presence.arrive(ana.agent_id, "Ana", at=desk.clock())
    conversation_id = await desk.queued()
    await worker.look()
    await writes(desk, conversation_id, "li@shop.test")
    assert await shop_says(desk, conversation_id) == []
    assert (await desk.state(conversation_id)).state == "queued"


async def test_after_a_restart_the_shift_has_time_to_come_back(
    desk: Desk, worker: RoutingWorker, ana: Browser
) -> None:
    conversation_id = await desk.queued()
    await worker.look()
    desk.clock.advance(9)
    await worker.look()
    desk.presence.arrive(ana.agent_id, "Ana", at=desk.clock())
    desk.clock.advance(9)
    await worker.look()
    assert await shop_says(desk, conversation_id) == []


async def test_the_next_shift_answers_by_mail_once(
    desk: Desk, worker: RoutingWorker, ana: Browser, ben: Browser
) -> None:
    conversation_id = await promised(desk, worker, locale="zh-CN")
    [item] = (await ana.get(CALLBACKS)).json()["items"]
    assert (item["wants"], item["address"]) == (
        "my serum is broken", "Li.Na+shop@mail.example.com",
    )  # fmt: skip
    assert (await ben.get(OVERVIEW)).json()["callbacks"] == 1
    path = f"{CALLBACKS}/{item['id']}/done"
    assert (await ana.post(path, json={"text": "We send a new one."})).json() == {"done": True}
    assert (await ben.get(OVERVIEW)).json()["callbacks"] == 0
    assert code_of(await ben.post(path, json={"text": "Me too."})) == "not_found"
    assert await desk.mails() == [("Li.Na+shop@mail.example.com", "We send a new one.")]
    async with desk.database.reader() as session:
        last = (await public_rows_after(session, conversation_id, 0, 100))[-1]
    assert (last.author_role, last.body["text"]) == ("agent", "We send a new one.")
    assert (await ana.get(CALLBACKS)).json()["items"] == []


async def test_what_was_done_by_other_means_is_not_mailed(
    desk: Desk, worker: RoutingWorker, ana: Browser
) -> None:
    await promised(desk, worker)
    [item] = (await ana.get(CALLBACKS)).json()["items"]
    assert (await ana.post(f"{CALLBACKS}/{item['id']}/done", json={})).is_success
    assert await desk.mails() == []
    assert code_of(await ana.post(f"{CALLBACKS}/nonsense/done", json={})) == "not_found"
