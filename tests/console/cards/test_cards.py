"""A product or an order in place of words: shown once, by who has the chat, to the proven alone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from httpx import Response

from tests.console.desk import Browser, Desk, code_of
from tests.console.orders.test_orders import PENDING, claimed, verify

pytestmark = pytest.mark.anyio


async def show(agent: Browser, conversation: str, **card: Any) -> Response:
    return await agent.post(f"/api/console/conversations/{conversation}/cards", json=card)


async def test_a_product_is_found_in_both_languages_and_shown_once(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation = await claimed(desk, ana)
    for words in ("dew drop", "晨露精华", "P-serum"):
        found = (await ana.get("/api/console/products", params={"q": words})).json()["items"]
        assert [one["id"] for one in found] == ["P-serum"], words
    assert found[0]["price"] == {"amount": "19.90", "currency": "USD"}

    lost = await show(ben, conversation, cmid="cmid-0001", product="P-serum")
    assert (lost.status_code, code_of(lost)) == (409, "not_assignee")
    assert lost.json()["conversation"]["assignee"]["name"] == "Ana"
    shown = await asyncio.gather(
        *(show(ana, conversation, cmid="cmid-0001", product="P-serum") for _ in range(5))
    )
    [event] = {str(answer.json()["event"]) for answer in shown}
    assert "Dew Drop Serum" in event
    assert (await show(ana, conversation, cmid="cmid-0002", product="P-none")).status_code == 409


async def test_an_order_is_shown_to_its_proven_customer_alone(desk: Desk, ana: Browser) -> None:
    conversation = await claimed(desk, ana)
    refused = await show(ana, conversation, cmid="cmid-0001", order=PENDING)
    assert (code_of(refused), refused.json()["reason"]) == (
        "order_refused", "customer_not_verified",
    )  # fmt: skip
    assert await verify(ana, conversation)
    event = (await show(ana, conversation, cmid="cmid-0001", order=PENDING)).json()["event"]
    assert (event["body"]["kind"], event["body"]["order"]["number"]) == ("order", PENDING)
    foreign = await show(ana, conversation, cmid="cmid-0002", order="#W1000003")
    assert foreign.json()["reason"] == "order_not_found"
    both = await show(ana, conversation, cmid="cmid-0003", order=PENDING, product="P-serum")
    assert both.status_code == 422
