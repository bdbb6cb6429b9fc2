from __future__ import annotations

import asyncio
from typing import Any

import pytest
from httpx import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.models import AgentRole
from conversations.bus import TURNS
from conversations.log.repository import public_rows_after
from conversations.models import LogRow
from conversations.turns.repository import waiting_turns
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio


def path(conversation_id: str, deed: str) -> str:
    return f"/api/console/conversations/{conversation_id}/{deed}"


async def do(browser: Browser, conversation_id: str, deed: str, **body: Any) -> Response:
    return await browser.post(path(conversation_id, deed), json=body)


async def say(browser: Browser, conversation_id: str, text: str, cmid: str) -> Response:
    return await do(browser, conversation_id, "messages", cmid=cmid, text=text)


async def public_rows(desk: Desk, conversation_id: str) -> list[LogRow]:
    async with desk.database.reader() as session:
        return list(await public_rows_after(session, conversation_id, 0, 1000))


async def said(desk: Desk, conversation_id: str) -> list[tuple[str, str]]:
    rows = await public_rows(desk, conversation_id)
    return [(row.author_role, row.body["text"]) for row in rows if row.event == "message.posted"]


async def test_an_agent_claims_answers_and_hands_back(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.queued("my serum is broken")
    claimed = await do(ana, conversation_id, "claim", version=2)
    assert claimed.json()["conversation"]["state"] == "human"
    answered = await say(ana, conversation_id, "I am sorry!", "cmid-0001")
    event = answered.json()["event"]
    assert event["author"] == {"role": "agent", "name": "Ana"}
    assert event["body"] == {"kind": "text", "text": "I am sorry!", "sources": []}
    version = claimed.json()["conversation"]["version"]
    released = await do(
        ana, conversation_id, "release", version=version, message="The bot takes over."
    )
    assert released.json()["conversation"]["state"] == "bot"
    assert released.json()["conversation"]["assignee"] is None
    assert await said(desk, conversation_id) == [
        ("shopper", "my serum is broken"),
        ("agent", "I am sorry!"),
        ("agent", "The bot takes over."),
    ]
    assert (await desk.state(conversation_id)).resume_bot is True


async def test_the_bot_answers_what_its_agent_has_not_read_when_it_is_handed_back(
    desk: Desk, ana: Browser
) -> None:
    conversation_id = await desk.queued("my serum is broken")
    await do(ana, conversation_id, "claim", version=2)
    await say(ana, conversation_id, "I am sorry!", "cmid-0001")
    read = await desk.shopper_says(conversation_id, "thank you")
    unread = await desk.shopper_says(conversation_id, "and how long does a refund take?")
    with desk.bus.subscribe([TURNS]) as hints:
        released = await do(
            ana, conversation_id, "release", version=3, message="Bye!", bot_answers_after=read
        )
        assert released.json()["conversation"]["state"] == "bot"
        assert (await hints.next())[1] == {"conversation": conversation_id}
    async with desk.database.reader() as session:
        turns = await waiting_turns(session, conversation_id)
    assert [(turn.seq, turn.text) for turn in turns] == [
        (unread, "and how long does a refund take?")
    ]


async def test_an_agent_may_take_a_conversation_straight_from_the_bot(
    desk: Desk, ana: Browser
) -> None:
    conversation_id = await desk.conversation("hello")
    claimed = await do(ana, conversation_id, "claim", version=1, message="Ana here.")
    assert claimed.json()["conversation"]["state"] == "human"
    assert await said(desk, conversation_id) == [("shopper", "hello"), ("agent", "Ana here.")]


@pytest.mark.parametrize("deed", ["claim", "release", "close"])
async def test_a_stale_version_is_refused_with_the_conversation_as_it_is(
    desk: Desk, ana: Browser, deed: str
) -> None:
    conversation_id = await desk.queued()
    refused = await do(ana, conversation_id, deed, version=1, message="too late")
    assert refused.status_code == 409
    assert code_of(refused) == "stale_version"
    assert refused.json()["conversation"]["version"] == 2
    assert await said(desk, conversation_id) == [("shopper", "hello")]


async def test_what_the_state_does_not_allow_is_refused(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "close", version=2)
    for deed in ("claim", "close"):
        refused = await do(ana, conversation_id, deed, version=3, message="hm")
        assert (refused.status_code, code_of(refused)) == (409, "state_refused")
    assert await said(desk, conversation_id) == [("shopper", "hello")]


async def test_only_the_one_who_has_it_may_speak(desk: Desk, ana: Browser, ben: Browser) -> None:
    conversation_id = await desk.queued()
    unclaimed = await say(ben, conversation_id, "hi", "cmid-0001")
    assert (unclaimed.status_code, code_of(unclaimed)) == (409, "not_assignee")
    assert "Nobody has this conversation." in unclaimed.json()["error"]["message"]
    await do(ana, conversation_id, "claim", version=2)
    taken = await say(ben, conversation_id, "hi", "cmid-0001")
    assert (taken.status_code, code_of(taken)) == (409, "not_assignee")
    assert "Ana has this conversation." in taken.json()["error"]["message"]
    assert taken.json()["conversation"]["assignee"]["name"] == "Ana"
    assert (await do(ben, conversation_id, "typing", on=True)).status_code == 409
    await do(ana, conversation_id, "release", version=3)
    assert code_of(await say(ana, conversation_id, "one more", "cmid-0002")) == "not_assignee"
    assert await said(desk, conversation_id) == [("shopper", "hello")]


@pytest.mark.parametrize("deed", ["release", "close"])
async def test_nobody_but_an_admin_ends_what_another_agent_has(
    desk: Desk, ana: Browser, ben: Browser, boss: Browser, deed: str
) -> None:
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "claim", version=2)
    refused = await do(ben, conversation_id, deed, version=3, message="mine now")
    assert (refused.status_code, code_of(refused)) == (409, "not_assignee")
    assert (await desk.state(conversation_id)).state == "human"
    assert (await do(boss, conversation_id, deed, version=3)).status_code == 200
    assert await said(desk, conversation_id) == [("shopper", "hello")]


async def test_a_message_sent_again_is_one_message(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "claim", version=2)
    answers = await asyncio.gather(
        *(say(ana, conversation_id, "I am here", "cmid-0001") for _ in range(20))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert await said(desk, conversation_id) == [("shopper", "hello"), ("agent", "I am here")]


async def test_a_message_sent_again_after_handing_back_is_still_that_message(
    desk: Desk, ana: Browser
) -> None:
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "claim", version=2)
    first = await say(ana, conversation_id, "bye", "cmid-0001")
    await do(ana, conversation_id, "release", version=3)
    again = await say(ana, conversation_id, "bye", "cmid-0001")
    assert (again.status_code, again.content) == (200, first.content)


async def test_another_text_under_the_same_id_is_refused(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "claim", version=2)
    await say(ana, conversation_id, "one", "cmid-0001")
    for deed in ("messages", "notes"):
        refused = await do(ana, conversation_id, deed, cmid="cmid-0001", text="two")
        assert (refused.status_code, code_of(refused)) == (409, "cmid_reused")


async def test_two_agents_may_use_the_same_message_id(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation_id = await desk.queued()
    for browser in (ana, ben):
        noted = await do(browser, conversation_id, "notes", cmid="cmid-0001", text="look here")
        assert noted.status_code == 200


async def test_notes_are_for_agents_only(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.queued()
    noted = await do(ana, conversation_id, "notes", cmid="cmid-0001", text="careful")
    event = noted.json()["event"]
    assert (event["event"], event["seq"], event["aseq"]) == ("note.added", None, 1)
    assert event["body"] == {"text": "careful"}
    assert await said(desk, conversation_id) == [("shopper", "hello")]


async def test_card_numbers_are_masked_in_what_agents_write(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "claim", version=2, message="4111 1111 1111 1111?")
    await say(ana, conversation_id, "is it 4111111111111111?", "cmid-0001")
    await do(ana, conversation_id, "notes", cmid="cmid-0002", text="4111-1111-1111-1111")
    shown = await ana.get(f"/api/console/conversations/{conversation_id}")
    assert shown.text.count("•••• 1111") == 3
    assert "4111" not in shown.text


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 4001, "a\x00b"])
async def test_a_text_that_cannot_be_sent_is_refused(desk: Desk, ana: Browser, text: str) -> None:
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "claim", version=2)
    refused = await say(ana, conversation_id, text, "cmid-0001")
    assert refused.status_code == 422
    assert refused.json()["fields"][0]["field"] == "text"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(min_size=1, max_size=200))
async def test_any_text_is_stored_as_it_was_written_or_refused(
    desk: Desk, ana: Browser, text: str
) -> None:
    conversation_id = await desk.queued()
    note = await do(ana, conversation_id, "notes", cmid="cmid-0001", text=text)
    if note.status_code == 200:
        assert note.json()["event"]["body"]["text"] == text.strip()
    else:
        assert note.status_code == 422
        assert not text.strip() or "\x00" in text


async def test_the_shopper_learns_what_their_own_agent_has_seen(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "claim", version=2)
    with desk.bus.subscribe([f"conversation:{conversation_id}"]) as hints:
        await do(ben, conversation_id, "seen", seq=3)
        await do(ana, conversation_id, "seen", seq=2)
        await do(ana, conversation_id, "seen", seq=1)
        await do(ana, conversation_id, "seen", seq=999)
        first = (await hints.next())[1]
        second = (await hints.next())[1]
    assert first == {"seen": {"role": "agent", "seq": 2}}
    assert second == {"seen": {"role": "agent", "seq": 3}}
    assert (await desk.state(conversation_id)).agent_seen_seq == 3


async def test_typing_is_told_and_stored_nowhere(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "claim", version=2)
    before = await desk.state(conversation_id)
    with desk.bus.subscribe([f"conversation:{conversation_id}"]) as hints:
        assert (await do(ana, conversation_id, "typing", on=True)).status_code == 204
        assert (await hints.next())[1] == {"typing": {"role": "agent", "on": True}}
    after = await desk.state(conversation_id)
    assert (after.head_seq, after.head_aseq) == (before.head_seq, before.head_aseq)


async def test_nothing_is_told_of_what_was_not_committed(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.queued()
    with desk.bus.subscribe([f"conversation:{conversation_id}", "inbox"]) as hints:
        await do(ana, conversation_id, "claim", version=1)
        await say(ana, conversation_id, "hi", "cmid-0001")
        await do(ana, conversation_id, "claim", version=2)
        assert (await hints.next())[0] == f"conversation:{conversation_id}"
        assert (await hints.next())[0] == "inbox"
        assert hints._queue.empty()


async def test_who_was_disabled_keeps_nothing_and_an_admin_frees_it(
    desk: Desk, boss: Browser
) -> None:
    ana = await desk.newcomer("Ana", AgentRole.AGENT)
    conversation_id = await desk.queued()
    await do(ana, conversation_id, "claim", version=2)
    await boss.patch(f"/api/console/people/{ana.agent_id}", json={"disabled": True})
    assert (await say(ana, conversation_id, "still here", "cmid-0001")).status_code == 401
    assert (await do(boss, conversation_id, "release", version=3)).status_code == 200
