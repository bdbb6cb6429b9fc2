from __future__ import annotations

import asyncio
from typing import Any

import pytest
from httpx import Response
from sqlalchemy import select

from actions.orders.models import AuditEntry
from conversations.log.repository import public_rows_after
from tests.actions.orders.shop import ADA_EMAIL, a_shop, load
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio

PENDING = "#W2000001"
CANCEL = {"action": "cancel", "args": {"order": PENDING, "reason": "no longer needed"}}


async def do(browser: Browser, conversation: str, deed: str, **body: Any) -> Response:
    return await browser.post(f"/api/console/conversations/{conversation}/{deed}", json=body)


async def claimed(desk: Desk, agent: Browser) -> str:
    await load(desk.database.writer, a_shop())
    conversation = await desk.queued("please cancel it")
    await do(agent, conversation, "claim", version=2)
    return conversation


async def verify(browser: Browser, conversation: str, email: str = ADA_EMAIL) -> bool:
    answer = await do(browser, conversation, "verification", order=PENDING, email=email)
    return bool(answer.json()["verified"])


async def receipts(desk: Desk, conversation: str) -> list[tuple[str, str]]:
    async with desk.database.reader() as session:
        rows = await public_rows_after(session, conversation, 0, 1000)
    return [
        (row.author_role, row.body["receipt"]["action"])
        for row in rows
        if row.body.get("kind") == "receipt"
    ]


async def test_a_plan_is_confirmed_receipted_audited_and_taken_back(
    desk: Desk, ana: Browser
) -> None:
    conversation = await claimed(desk, ana)
    assert await verify(ana, conversation)
    shown = (await ana.get(f"/api/console/conversations/{conversation}")).json()
    assert "cancel" in shown["orders"][0]["actions"]
    assert shown["brief"]["verified"]["email"] == ADA_EMAIL

    plan = (await do(ana, conversation, "orders/plan", **CANCEL)).json()["plan"]
    assert [line["amount"] for line in plan["lines"]] == [
        None,
        {"amount": "19.90", "currency": "USD"},
    ]
    assert await receipts(desk, conversation) == []

    yes = {"token": plan["token"], "key": "key-00001"}
    answers = await asyncio.gather(
        *(do(ana, conversation, "orders/confirm", **yes) for _ in range(5))
    )
    ids = {answer.json()["receipt"]["id"] for answer in answers}
    assert len(ids) == 1
    assert await receipts(desk, conversation) == [("system", "cancel")]

    undone = await do(ana, conversation, "orders/undo", receipt=ids.pop(), key="key-00002")
    assert undone.json()["receipt"]["action"] == "undo"
    assert await receipts(desk, conversation) == [("system", "cancel"), ("system", "undo")]
    async with desk.database.reader() as session:
        audit = (await session.execute(select(AuditEntry).order_by(AuditEntry.id))).scalars().all()
    assert [(entry.actor, entry.actor_name, entry.action) for entry in audit] == [
        ("agent", "Ana <ana@shop.test>", "cancel"),
        ("agent", "Ana <ana@shop.test>", "undo"),
    ]
    assert all(entry.word.startswith("the shopper, verified by") for entry in audit)


async def test_what_an_agent_does_for_the_shopper_is_an_answer(
    desk: Desk, ana: Browser, boss: Browser
) -> None:
    """So a claim does not run out for want of words."""
    conversation = await claimed(desk, ana)

    async def unanswered() -> Any:
        return (await boss.get("/api/console/supervisor")).json()["unanswered"]

    await verify(ana, conversation)
    plan = (await do(ana, conversation, "orders/plan", **CANCEL)).json()["plan"]
    assert await unanswered() == 1  # so far only she has seen anything
    await do(ana, conversation, "orders/confirm", token=plan["token"], key="key-00001")
    assert await unanswered() == 0


async def test_an_agents_word_does_not_replace_the_shoppers_proof(
    desk: Desk, clock: FakeClock, ana: Browser
) -> None:
    conversation = await claimed(desk, ana)
    refused = await do(ana, conversation, "orders/plan", **CANCEL)
    assert (refused.status_code, code_of(refused)) == (409, "order_refused")
    assert refused.json()["reason"] == "customer_not_verified"
    assert not await verify(ana, conversation, "somebody@else.example")
    assert code_of(await do(ana, conversation, "orders/plan", **CANCEL)) == "order_refused"

    assert await verify(ana, conversation)
    plan = (await do(ana, conversation, "orders/plan", **CANCEL)).json()["plan"]
    clock.advance(31 * 60)
    late = await do(ana, conversation, "orders/confirm", token=plan["token"], key="key-00001")
    assert late.json()["reason"] == "customer_not_verified"
    assert await receipts(desk, conversation) == []


async def test_only_who_has_the_conversation_acts_in_it(
    desk: Desk, ana: Browser, ben: Browser, boss: Browser
) -> None:
    conversation = await claimed(desk, ana)
    await verify(ana, conversation)
    plan = (await do(ana, conversation, "orders/plan", **CANCEL)).json()["plan"]
    for other in (ben, boss):
        for deed, body in (
            ("orders/plan", CANCEL),
            ("orders/confirm", {"token": plan["token"], "key": "key-00001"}),
            ("orders/undo", {"receipt": "R-1", "key": "key-00001"}),
            ("verification", {"order": PENDING, "email": ADA_EMAIL}),
        ):
            assert code_of(await do(other, conversation, deed, **body)) == "not_assignee"
    assert await receipts(desk, conversation) == []


async def test_what_the_rules_forbid_says_which_rule(desk: Desk, ana: Browser) -> None:
    conversation = await claimed(desk, ana)
    await verify(ana, conversation)
    early = {"action": "return_items", "args": {"order": PENDING, "items": ["V-30"]}}
    refused = (await do(ana, conversation, "orders/plan", **early)).json()
    assert refused["reason"] == "order_not_delivered"
    assert refused["checks"][-1]["holds"] is False
    foreign = {"action": "cancel", "args": {"order": "#W1000003", "reason": "no longer needed"}}
    assert (await do(ana, conversation, "orders/plan", **foreign)).json()["reason"] == (
        "order_not_found"
    )
    wrong = await do(ana, conversation, "orders/plan", action="cancel", args={"order": PENDING})
    assert (wrong.status_code, code_of(wrong)) == (422, "invalid")
