from __future__ import annotations

import pytest

from actions.orders.verification.service import verify_by_order_and_email
from tests.actions.orders.shop import MINA_EMAIL, a_shop, load
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk

pytestmark = pytest.mark.anyio

SEARCH = "/api/console/search"


async def test_one_word_finds_messages_orders_and_shoppers(
    desk: Desk, clock: FakeClock, ana: Browser
) -> None:
    await load(desk.database.writer, a_shop())
    conversation_id = await desk.queued("it is Mina, my card is 4111 1111 1111 1111")
    async with desk.database.writer.begin() as session:
        await verify_by_order_and_email(
            session,
            conversation=conversation_id,
            order_number="#W1000001",
            email=MINA_EMAIL,
            now=clock(),
        )
    found = (await ana.get(SEARCH, params={"q": "mina"})).json()
    message = found["messages"][0]
    assert (message["conversation"], message["seq"]) == (conversation_id, 1)
    assert message["shopper"] == "Mina Okafor"
    assert [piece["text"] for piece in message["excerpt"] if piece["hit"]] == ["Mina"]
    assert {shopper["name"] for shopper in found["shoppers"]} == {"Mina Okafor"}
    assert found["shoppers"][0]["conversation"] == conversation_id
    assert "#W1000001" in {order["number"] for order in found["orders"]}
    by_number = (await ana.get(SEARCH, params={"q": "w 1000001", "kind": "orders"})).json()
    assert by_number["orders"][0]["number"] == "#W1000001"
    assert by_number["orders"][0]["conversation"] == conversation_id
    by_mail = (await ana.get(SEARCH, params={"q": MINA_EMAIL.upper(), "kind": "shoppers"})).json()
    assert [shopper["email"] for shopper in by_mail["shoppers"]] == [MINA_EMAIL]


async def test_pages_of_messages_follow_one_another(desk: Desk, ana: Browser) -> None:
    conversation_id = await desk.conversation(*(f"parcel {number}" for number in range(35)))
    first = (await ana.get(SEARCH, params={"q": "parcel"})).json()
    assert len(first["messages"]) == 30
    params = {"q": "parcel", "before": str(first["next"])}
    second = (await ana.get(SEARCH, params=params)).json()
    assert [message["seq"] for message in second["messages"]] == [5, 4, 3, 2, 1]
    assert (second["next"], second["orders"]) == (None, [])
    assert {message["conversation"] for message in second["messages"]} == {conversation_id}


async def test_a_search_is_narrowed_by_state_author_language_and_days(
    desk: Desk, clock: FakeClock
) -> None:
    waiting, held = await desk.queued("退款"), await desk.conversation("退款", locale="zh")
    clock.advance(86_400)
    await desk.shopper_says(waiting, "退款呢")
    cleo = await desk.newcomer("Cleo")

    async def conversations(**by: str) -> list[str]:
        found = (await cleo.get(SEARCH, params={"q": "退款", **by})).json()
        return [message["conversation"] for message in found["messages"]]

    assert await conversations() == [waiting, held, waiting]
    assert await conversations(state="bot") == [held]
    assert await conversations(locale="zh") == [held]
    assert await conversations(role="agent") == []
    assert await conversations(until="2026-11-24") == [held, waiting]
    assert await conversations(since="2026-11-25") == [waiting]
    assert (await cleo.get(SEARCH, params={"q": "x", "since": "soon"})).status_code == 422


async def test_nothing_asked_is_nothing_found(desk: Desk, ana: Browser) -> None:
    await desk.conversation("hello")
    empty = {"messages": [], "orders": [], "shoppers": [], "next": None}
    for nothing in ("", "  ", "?!", '"'):
        assert (await ana.get(SEARCH, params={"q": nothing})).json() == empty
    assert (await ana.get(SEARCH)).status_code == 422
