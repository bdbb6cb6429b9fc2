"""Help for the agent's answer, against the real index and order store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from actions.orders.verification.service import verify_by_order_and_email
from console.assist.question import current_question
from console.inbox.repository import newest_rows
from console.models import AgentRole
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from shopbell.database import Database
from tests.actions.orders.shop import ADA_EMAIL, a_shop, load
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, code_of

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

RETURNS = {
    "id": "returns",
    "title": "Returns",
    "body": "You have 30 days to return something.",
    "questions": ["How many days do I have to return something?"],
}


@pytest.fixture
async def view(database: Database, tmp_path: Path) -> AsyncIterator[IndexView]:
    opened = IndexView(tmp_path / "index", UniversalEncoder(), database.reader)
    yield opened
    await opened.close()


@pytest.fixture
def desk(database: Database, clock: FakeClock, view: IndexView) -> Desk:
    return Desk(database, clock, view=view)


async def assist(browser: Browser, conversation: str) -> Any:
    return (await browser.get(f"/api/console/conversations/{conversation}/assist")).json()


async def test_articles_and_a_draft_follow_the_shoppers_question(
    desk: Desk, view: IndexView, ana: Browser
) -> None:
    boss = await desk.newcomer("Boss", AgentRole.ADMIN)
    draft = (await boss.post("/api/console/articles", json={**RETURNS, "locale": "en"})).json()
    await boss.post(
        f"/api/console/articles/{draft['id']}/publish", json={"version": draft["version"]}
    )
    await view.refresh()
    await load(desk.database.writer, a_shop())
    conversation = await desk.queued("how many days do I have to return something?")
    before = (await ana.get(f"/api/console/conversations/{conversation}")).json()["events"]
    helped = await assist(ana, conversation)
    assert helped["draft"]["text"] == RETURNS["body"]
    assert [source["title"] for source in helped["draft"]["sources"]] == ["Returns"]
    assert helped["articles"][0]["url"].startswith("http://console.test/help/returns")

    seq = await desk.shopper_says(conversation, "and where is my order #W2000001?")
    helped = await assist(ana, conversation)
    assert helped["seq"] == seq
    assert [source["kind"] for source in (helped["draft"] or {"sources": []})["sources"]] != [
        "order"
    ]  # nobody has proved whose it is
    async with desk.database.writer.begin() as session:
        await verify_by_order_and_email(
            session,
            conversation=conversation,
            order_number="#W2000001",
            email=ADA_EMAIL,
            now=desk.clock(),
        )
    helped = await assist(ana, conversation)
    assert helped["draft"]["sources"] == [{"kind": "order", "title": "#W2000001", "url": None}]
    assert "#W2000001" in helped["draft"]["text"]
    await desk.shopper_says(conversation, "我的订单到哪里了？")
    chinese = (await assist(ana, conversation))["draft"]["text"]
    assert "订单" in chinese
    # Nothing was said, and the bot was not asked.
    after = (await ana.get(f"/api/console/conversations/{conversation}")).json()["events"]
    assert len(after) == len(before) + 2
    # What is written is on another matter: it is not held out as if it were near.
    other = await assist(ana, await desk.queued("do you know a good recipe for pancakes?"))
    assert (other["articles"], other["draft"]) == ([], None)


async def test_what_only_proves_something_is_no_question(desk: Desk) -> None:
    conversation = await desk.conversation("can I return it?", "ada@shop.example", "#W2000001")
    async with desk.database.reader() as session:
        question = current_question(await newest_rows(session, conversation, 50))
    assert question is not None
    assert (question.text, question.seq) == ("can I return it?", 1)


async def test_cards_of_products_and_of_the_proven_customers_orders(
    desk: Desk, ana: Browser
) -> None:
    await load(desk.database.writer, a_shop())
    conversation = await desk.queued("show me the serum")
    path = f"/api/console/conversations/{conversation}"
    found = (await ana.get("/api/console/products", params={"q": "serum"})).json()["items"]
    assert [(one["id"], one["price"]["amount"]) for one in found] == [("P-serum", "19.90")]
    card = {"cmid": "cmid-0001", "product": "P-serum"}
    assert code_of(await ana.post(f"{path}/cards", json=card)) == "not_assignee"
    await ana.post(f"{path}/claim", json={"version": 2})
    for _ in range(2):
        shown = (await ana.post(f"{path}/cards", json=card)).json()["event"]
    assert shown["body"]["kind"] == "cards"
    assert shown["body"]["cards"][0]["title"] == "Dew Drop Serum"
    order = {"cmid": "cmid-0002", "order": "#W2000001"}
    assert (await ana.post(f"{path}/cards", json=order)).json()["reason"] == (
        "customer_not_verified"
    )
    events = (await ana.get(path)).json()["events"]
    assert [one["body"].get("kind") for one in events].count("cards") == 1
