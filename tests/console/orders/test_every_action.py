"""Everything that an agent does with an order: planned, refused by the shop's rules, done once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from httpx import Response

from actions.orders.changes.schemas import Action
from console.orders.service import NO_FORM
from conversations.uploads.service import attach_upload, keep_upload
from tests.actions.orders.acts import HARBOUR
from tests.actions.orders.shop import load
from tests.actions.orders.thirty import (
    CUSTOMERS,
    ORDERS,
    a_shop_of_thirty,
    email,
    number,
    owner,
    status,
    variant_id,
)
from tests.connectors.uploads.test_uploads import READY
from tests.console.desk import Browser, Desk, locked
from tests.console.orders.test_orders import do, receipts

pytestmark = pytest.mark.anyio


def order_of(customer: int, state: str) -> int:
    """The place of this customer's order in this state."""
    return next(i for i in range(ORDERS) if owner(i) == customer and status(i) == state)


def first_piece(index: int) -> str:
    return variant_id(index % 4, index % 2)


def another_colour(index: int, colour: int = 2) -> str:
    return variant_id(index % 4, colour)


@dataclass(frozen=True)
class Deed:
    """`args` are for the order at a place; `refused` is for one in another state, or `wrongly`."""

    action: Action
    state: str
    args: Callable[[int], dict[str, Any]]
    refused_in: str
    reason: str
    wrongly: Callable[[int], dict[str, Any]] | None = None


def swap(index: int, colour: int = 2) -> dict[str, Any]:
    card = f"card-{owner(index)}"
    return {
        "items": [first_piece(index)],
        "new_items": [another_colour(index, colour)],
        "method": card,
    }


def sold_out(index: int) -> dict[str, Any]:
    return swap(index, 3)


def pieces(index: int) -> dict[str, Any]:
    return {"items": [first_piece(index)]}


def damaged(index: int) -> dict[str, Any]:
    return {"items": [first_piece(index)], "kind": "damaged_item", "note": "A hole in it."}


DEEDS = (
    Deed(
        Action.CANCEL, "pending", lambda _: {"reason": "no longer needed"},
        "shipped", "order_not_pending",
    ),
    Deed(
        Action.CHANGE_ADDRESS, "pending", lambda _: {"address": HARBOUR.model_dump()},
        "processed", "order_not_pending",
    ),
    Deed(
        Action.CHANGE_PAYMENT, "pending", lambda at: {"method": f"paypal-{owner(at)}"},
        "shipped", "order_not_pending",
    ),
    Deed(
        Action.CHANGE_ITEMS, "pending", swap, "pending", "variant_out_of_stock", sold_out,
    ),
    Deed(Action.RETURN_ITEMS, "delivered", pieces, "pending", "order_not_delivered"),
    Deed(Action.EXCHANGE_ITEMS, "delivered", swap, "shipped", "order_not_delivered"),
    Deed(Action.OPEN_CASE, "delivered", damaged, "pending", "order_status_unfit"),
    Deed(Action.SETTLE_REQUEST, "delivered", lambda _: {}, "pending", "request_not_open"),
)  # fmt: skip


async def with_proof(desk: Desk, agent: Browser, index: int) -> str:
    """A conversation that this agent has, in which the owner of the order is proven."""
    conversation = await desk.queued("about my order")
    await do(agent, conversation, "claim", version=2)
    said = {"order": number(index), "email": email(owner(index))}
    assert (await do(agent, conversation, "verification", **said)).json()["verified"]
    return conversation


async def planned(
    agent: Browser, conversation: str, action: Action, index: int, args: dict[str, Any]
) -> Response:
    named = {"order": number(index), **args}
    return await do(agent, conversation, "orders/plan", action=action.value, args=named)


async def confirm(agent: Browser, conversation: str, plan: Response, key: str) -> Response:
    token = plan.json()["plan"]["token"]
    return await do(agent, conversation, "orders/confirm", token=token, key=key)


async def pressed(agent: Browser, conversation: str, plan: Response, key: str) -> Response:
    """Twice at once, as an impatient hand does; the answers are one."""
    both = await asyncio.gather(*(confirm(agent, conversation, plan, key) for _ in range(2)))
    assert both[0].json() == both[1].json()
    return both[0]


async def test_every_action_is_offered_planned_refused_by_rule_and_done_once_by_two_agents(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    await load(desk.database.writer, a_shop_of_thirty())
    by_form = set(Action) - NO_FORM - {Action.CHANGE_DEFAULT_ADDRESS}
    assert {deed.action for deed in DEEDS} == by_form
    for place, deed in enumerate(DEEDS):
        customer = place % CUSTOMERS
        index = order_of(customer, deed.state)
        one, other = await with_proof(desk, ana, index), await with_proof(desk, ben, index)

        refused_at = order_of(customer, deed.refused_in)
        wrong = (deed.wrongly or deed.args)(refused_at)
        no = (await planned(ana, one, deed.action, refused_at, wrong)).json()
        assert (no["error"]["code"], no["reason"]) == ("order_refused", deed.reason), deed.action
        assert no["error"]["message"]
        assert no["checks"][-1]["holds"] is False

        if deed.action is Action.SETTLE_REQUEST:
            goods = await planned(ana, one, Action.RETURN_ITEMS, index, pieces(index))
            assert (await confirm(ana, one, goods, "goods-0001")).json()["receipt"]
        shown = (await ana.get(f"/api/console/conversations/{one}")).json()["orders"]
        [order] = [found for found in shown if found["number"] == number(index)]
        assert deed.action in order["actions"]

        plans = await asyncio.gather(
            planned(ana, one, deed.action, index, deed.args(index)),
            planned(ben, other, deed.action, index, deed.args(index)),
        )
        before = await receipts(desk, one), await receipts(desk, other)
        answers = await asyncio.gather(
            pressed(ana, one, plans[0], f"ana-{place:05}"),
            pressed(ben, other, plans[1], f"ben-{place:05}"),
        )
        done = [bool(answer.json().get("receipt")) for answer in answers]
        assert sorted(done) == [False, True], (deed.action, [a.json() for a in answers])
        loser = answers[done.index(False)].json()
        assert loser.get("plan") or loser["reason"], deed.action
        told = [await receipts(desk, one), await receipts(desk, other)]
        new = [now[len(was) :] for was, now in zip(before, told, strict=True)]
        assert new[done.index(True)] == [("system", deed.action.value)]
        assert new[done.index(False)] == []


async def test_a_case_takes_the_photos_that_the_shopper_has_sent(desk: Desk, ana: Browser) -> None:
    await load(desk.database.writer, a_shop_of_thirty())
    index = order_of(1, "delivered")
    conversation = await with_proof(desk, ana, index)
    async with desk.database.writer.begin() as session:
        here = await locked(session, conversation)
        at = desk.clock()
        for sender in (here.shopper_id, ana.agent_id):
            file = await keep_upload(session, owner_key=sender, file=READY, at=at)
            await attach_upload(session, upload_id=file.id, conversation=here, at=at)
            if sender == here.shopper_id:
                photo = file.id
    root = f"/api/console/conversations/{conversation}"
    choices = (await ana.get(f"{root}/orders/choices")).json()
    assert [one["id"] for one in choices["photos"]] == [photo]
    kinds = {one["kind"]: one["statuses"] for one in choices["cases"]}
    assert kinds["damaged_item"] == ["delivered"]
    case = {**damaged(index), "photos": [photo]}
    plan = await planned(ana, conversation, Action.OPEN_CASE, index, case)
    receipt = (await confirm(ana, conversation, plan, "case-0001")).json()["receipt"]
    [shown] = (await ana.get(f"{root}/cases")).json()["items"]
    assert (shown["number"], shown["note"]) == (receipt["id"], "A hole in it.")
    assert [one["id"] for one in shown["photos"]] == [photo]
    promises = (await ana.get(root)).json()["brief"]["promises"]
    assert [promise["kind"] for promise in promises] == ["case"]


async def test_plans_and_refusals_are_said_in_the_agents_language(desk: Desk, ana: Browser) -> None:
    await load(desk.database.writer, a_shop_of_thirty())
    conversation = await with_proof(desk, ana, order_of(0, "pending"))
    ana.headers["Accept-Language"] = "zh-CN,en;q=0.5"
    pending, sent = order_of(0, "pending"), order_of(0, "shipped")
    plan = await planned(ana, conversation, Action.CHANGE_ITEMS, pending, swap(pending))
    lines = [line["text"] for line in plan.json()["plan"]["lines"]]
    assert lines[0] == "Tote：换成 sand，原为 moss。"
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in line) for line in lines)
    no = await planned(ana, conversation, Action.CANCEL, sent, {"reason": "no longer needed"})
    assert no.json()["error"]["message"] == "这个订单的状态已经不能取消或修改了。"
