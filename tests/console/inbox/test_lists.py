from __future__ import annotations

from typing import Any

import pytest

from actions.orders.verification.service import verify_by_order_and_email
from console.inbox.previews import PREVIEW_CHARS, preview
from console.teams.models import Team, TeamMember
from conversations.contract import (
    Author,
    Card,
    CardsBody,
    ChoicesBody,
    HandoffReason,
    Money,
    OrderBody,
    OrderCard,
    Role,
    TextBody,
)
from conversations.log.service import append_message
from conversations.wire import encode
from tests.actions.orders.shop import MINA_EMAIL, a_shop, load
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, locked

pytestmark = pytest.mark.anyio

INBOX = "/api/console/inbox"


async def ids(browser: Browser, view: str) -> list[str]:
    answer = await browser.get(INBOX, params={"view": view})
    return [item["id"] for item in answer.json()["items"]]


async def test_who_waits_longest_is_first(desk: Desk, clock: FakeClock, ana: Browser) -> None:
    first = await desk.queued()
    clock.advance(60)
    second = await desk.queued()
    clock.advance(60)
    await desk.shopper_says(second, "still there?")
    assert await ids(ana, "queued") == [first, second]


async def test_each_view_has_its_conversations_and_the_counts_are_there(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    with_bot = await desk.conversation("hi")
    waiting = await desk.queued()
    mine, his, closed = await desk.queued(), await desk.queued(), await desk.queued()
    await ana.post(f"/api/console/conversations/{mine}/claim", json={"version": 2})
    await ben.post(f"/api/console/conversations/{his}/claim", json={"version": 2})
    await ana.post(f"/api/console/conversations/{closed}/close", json={"version": 2})
    assert await ids(ana, "queued") == [waiting]
    assert await ids(ana, "mine") == [mine]
    assert await ids(ben, "mine") == [his]
    assert set(await ids(ana, "all")) == {with_bot, waiting, mine, his}
    assert await ids(ana, "closed") == [closed]
    answer = await ana.get(INBOX)
    assert (await ana.get(f"{INBOX}/counts")).json() == answer.json()["counts"]
    assert answer.json()["counts"] == {"queued": 1, "mine": 1, "team": 0, "all": 4}


async def test_a_widget_that_was_only_opened_is_in_no_list(desk: Desk, ana: Browser) -> None:
    await desk.conversation()
    assert await ids(ana, "all") == []
    assert (await ana.get(INBOX)).json()["counts"]["all"] == 0


async def test_an_item_says_what_an_agent_chooses_by(
    desk: Desk, clock: FakeClock, ana: Browser
) -> None:
    conversation_id = await desk.queued("where is  my\norder?", locale="zh")
    clock.advance(5)
    item = (await ana.get(INBOX)).json()["items"][0]
    assert item == {
        "id": conversation_id,
        "state": "queued",
        "version": 2,
        "shopper": {"name": None, "verified": False},
        "last": {
            "text": "where is my order?",
            "at": "2026-11-24T12:00:00.000Z",
            "role": "shopper",
        },
        "reason": "asked_for_person",
        "mood": None,
        "order": None,
        "queued_at": "2026-11-24T12:00:00.000Z",
        "updated_at": "2026-11-24T12:00:00.000Z",
        "assignee": None,
        "team": None,
        "locale": "zh",
        "said_seq": 1,
        "written": True,
        "snoozed_until": None,
        "unread": 1,
    }


async def test_a_verified_shopper_is_named_until_the_verification_ends(
    desk: Desk, clock: FakeClock, ana: Browser
) -> None:
    await load(desk.database.writer, a_shop())
    conversation_id = await desk.queued()
    async with desk.database.writer.begin() as session:
        await verify_by_order_and_email(
            session,
            conversation=conversation_id,
            order_number="#W1000001",
            email=MINA_EMAIL,
            now=clock(),
        )
    item = (await ana.get(INBOX)).json()["items"][0]
    assert item["shopper"] == {"name": "Mina Okafor", "verified": True}
    clock.advance(30 * 60)
    item = (await ana.get(INBOX)).json()["items"][0]
    assert item["shopper"] == {"name": None, "verified": False}


async def test_unread_counts_the_shoppers_words_since_this_agent_looked(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation_id = await desk.queued("one", "two")
    seen = await ana.post(f"/api/console/conversations/{conversation_id}/seen", json={"seq": 2})
    assert seen.status_code == 204
    await desk.shopper_says(conversation_id, "three")
    assert (await ana.get(INBOX)).json()["items"][0]["unread"] == 1
    assert (await ben.get(INBOX)).json()["items"][0]["unread"] == 3
    # A late word of another tab does not take it back.
    await ana.post(f"/api/console/conversations/{conversation_id}/seen", json={"seq": 1})
    assert (await ana.get(INBOX)).json()["items"][0]["unread"] == 1


async def test_long_lists_come_in_pages(desk: Desk, clock: FakeClock, ana: Browser) -> None:
    expected = []
    for second in range(5):
        expected.append(await desk.queued())
        # Two of one moment are told apart by their ids.
        clock.advance(second % 2)
    assert set(await paged(ana, "queued")) == set(expected)
    assert len(await paged(ana, "queued")) == 5
    newest = await paged(ana, "all")
    assert set(newest) == set(expected)
    assert newest[0] in expected[-2:]


async def test_a_row_that_moves_between_two_pages_hides_none(
    desk: Desk, clock: FakeClock, ana: Browser
) -> None:
    expected = []
    for _ in range(4):
        expected.append(await desk.queued())
        clock.advance(1)
    first = (await ana.get(INBOX, params={"view": "all", "limit": 2})).json()
    await desk.shopper_says(first["items"][1]["id"], "moves to the top")
    params = {"view": "all", "limit": "2", "after": first["next"]}
    second = (await ana.get(INBOX, params=params)).json()
    assert [item["id"] for item in second["items"]] == [expected[1], expected[0]]
    assert second["next"] is None


async def paged(browser: Browser, view: str) -> list[str]:
    found, after = [], None
    while True:
        place = {} if after is None else {"after": after}
        page = (await browser.get(INBOX, params={"view": view, "limit": "2", **place})).json()
        found += [item["id"] for item in page["items"]]
        if (after := page["next"]) is None:
            return found


async def test_a_list_is_narrowed_by_what_its_rows_say(desk: Desk, ana: Browser) -> None:
    english, chinese = await desk.queued("hi"), await desk.queued("你好", locale="zh")
    angry = await desk.conversation("useless")
    await desk.escalate(angry, HandoffReason.ANGRY)
    async with desk.database.writer.begin() as session:
        await append_message(
            session,
            conversation=await locked(session, english),
            author=Author(Role.BOT),
            body=OrderBody(OrderCard("#W7", "shipped", (), Money("1.00", "USD"))),
            at=desk.clock(),
        )

    async def narrowed(**by: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = (await ana.get(INBOX, params=by)).json()["items"]
        return items

    assert [item["id"] for item in await narrowed(locale="zh")] == [chinese]
    assert [item["mood"] for item in await narrowed(reason="angry")] == ["angry"]
    assert [(item["id"], item["order"]) for item in await narrowed(order="#W7")] == [
        (english, "#W7")
    ]
    assert await narrowed(view="all", assignee="0" * 32) == []


async def test_what_waits_for_my_team_is_in_its_view(desk: Desk, ana: Browser) -> None:
    await desk.queued()
    ours = await desk.queued()
    async with desk.database.writer.begin() as session:
        session.add(
            Team(id="t" * 32, name="Returns", languages=[], topics=[], created_at=desk.clock())
        )
        await session.flush()
        session.add(TeamMember(team_id="t" * 32, agent_id=ana.agent_id))
        (await locked(session, ours)).team_id = "t" * 32
    assert await ids(ana, "team") == [ours]
    assert (await ana.get(INBOX)).json()["counts"]["team"] == 1


async def test_a_place_that_no_page_gave_is_refused(ana: Browser) -> None:
    for place in ("nonsense", "2026-11-24T12:00:00~x", "~", "2026-11-24T12:00:00+00:00~"):
        assert (await ana.get(INBOX, params={"after": place})).status_code == 422


async def test_an_unknown_view_is_refused(ana: Browser) -> None:
    refused = await ana.get(INBOX, params={"view": "everything"})
    assert refused.status_code == 422
    assert refused.json()["fields"][0]["field"] == "view"


async def test_the_last_message_may_be_of_any_kind(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.queued()
    async with desk.database.writer.begin() as session:
        await append_message(
            session,
            conversation=await locked(session, conversation_id),
            author=Author(Role.BOT),
            body=CardsBody((Card("Dew Drop Serum"), Card("Linen Dress"))),
            at=desk.clock(),
        )
    item = (await ana.get(INBOX)).json()["items"][0]
    assert item["last"]["text"] == "Dew Drop Serum, Linen Dress"
    assert item["last"]["role"] == "bot"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (TextBody("a" * 500), "a" * (PREVIEW_CHARS - 1) + "…"),
        (ChoicesBody("Which one?", ()), "Which one?"),
        (OrderBody(OrderCard("#W1", "shipped", (), Money("1.00", "USD"))), "Order #W1"),
    ],
)
async def test_a_preview_is_one_short_line(body: object, line: str) -> None:
    assert preview(encode(body)) == line
