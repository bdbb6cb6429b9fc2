"""Whatever the dialogue believes, an action tells and changes nothing for who has proven nothing.

Slots, entities, buttons and the page are all made up by the stranger, as a forged webhook call or a
confused tracker could hold them.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any, cast

import pytest
from sqlalchemy import select

from actions.change import Change, as_slot
from actions.code_desk import CodeDesk
from actions.dialogue import Action, Reply, Turn
from actions.executor import shop_actions
from actions.order_desk import OrderDesk
from actions.orders.cancellation.service import CancelRequest
from actions.orders.changes.schemas import Action as Verb
from actions.orders.errors import CustomerNotVerifiedError
from actions.orders.models import Base
from actions.wording import Wording
from conversations.contract import Page
from conversations.mail.service import queue_mail
from shopbell.database import Database
from tests.threadless import without_thread

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(300)]

TURNS = 1_500
NUMBERS = ("#W1000001", "#W1000003", "#W2000001", "#W3000001", "#W3100001", "#W9999999")
EMAILS = ("nobody@example.com", "anna@example.com")
# What an order or an account would give away.
PRIVATE = (
    "Velvet Hour", "Harbour Rain Coat (", "Linen Summer Scarf (", "Quay Street", "Hill Road",
    "Mill Lane", "4242", "1881", "anna.koch", "ben.moss", "cara.lind", "89.00", "25.00", "Koch",
)  # fmt: skip
INTENTS = ("inform", "affirm", "deny", "track_order", "get_invoice", "cancel_order", "correct")
TRIES = {"order_failed_attempts", "order_mailed_codes"}


@pytest.fixture
def database(database: Database) -> Database:
    return without_thread(database)


async def kept(shop: Database) -> dict[str, list[tuple[Any, ...]]]:
    async with shop.reader() as session:
        return {
            table.name: [
                tuple(row)
                for row in await session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in TRIES
        }


def a_change(chance: Random) -> dict[str, Any]:
    known = {
        "reason": "no longer needed",
        "item": chance.choice(["all", "coat-s-navy"]),
        "method": "cara-card",
        "case": chance.choice(["missing_item", "damaged_item", "price_adjustment"]),
        "address": json.dumps({"line1": "1 A", "city": "B", "postal_code": "1", "country": "US"}),
    }
    return as_slot(Change(chance.choice([verb.value for verb in Verb if verb != Verb.UNDO]), known))


def a_turn(chance: Random, token: str, receipt: str) -> Turn:
    number, email = chance.choice(NUMBERS), chance.choice(EMAILS)
    form = chance.choice([None, "order_lookup_form", "order_change_form", "return_item_form"])
    slots = {
        "order_number": chance.choice([number, None]),
        "email": chance.choice([email, None]),
        "item": "all",
        "change": a_change(chance),
        "requested_slot": chance.choice(["order_number", "email", "detail", "item", "proof", None]),
        "proof_way": chance.choice(
            [None, {"step": "code", "sent": True}, {"step": "name"}, {"step": "choose"}]
        ),
        "pending": f"confirm:{token}",
    }
    entities = chance.choice(
        [
            (),
            ({"entity": "confirmation", "value": token},),
            ({"entity": "receipt", "value": receipt},),
            ({"entity": "order_number", "value": number}, {"entity": "email", "value": email}),
        ]
    )
    text = chance.choice(["yes", number, email, "Anna Koch, 99999", "123456", "my orders please"])
    return Turn(
        conversation=chance.choice(["c1", "c2", "c3"]),
        text=text,
        intent=chance.choice(INTENTS),
        site="test",
        page=Page(order=chance.choice([None, number])),
        slots=slots,
        entities=entities,
        active_form=form,
    )


def about_orders(
    shop: Database, desk: OrderDesk, codes: CodeDesk, wording: Wording
) -> tuple[Action, ...]:
    """All but those that search articles or products, of which nothing is anybody's own."""
    every = shop_actions(
        writer=shop.writer,
        reader=shop.reader,
        search=cast(Any, None),
        wording=wording,
        clock=desk.clock,
        queue_mail=queue_mail,
        store=desk.store,
        new_code=lambda: "a code that nobody sees",
    )
    named = ("order", "refund", "invoice", "return", "change", "detail", "item", "proof")
    also = ("action_affirm", "action_deny", "action_go_back", "action_stop")
    return tuple(a for a in every if a.name in also or any(word in a.name for word in named))


async def test_whatever_the_dialogue_believes(
    shop: Database, desk: OrderDesk, codes: CodeDesk, wording: Wording
) -> None:
    assert await desk.verify("customer", "test", "#W2000001", "ben.moss@example.com")
    plan = CancelRequest(order="#W2000001", reason="no longer needed")
    waiting = await desk.propose("customer", plan)
    actions = [
        action
        for action in about_orders(shop, desk, codes, wording)
        if action.name not in ("action_tell_how_to_order",)
    ]
    assert len(actions) > 15
    chance, before = Random(7), await kept(shop)
    said = refused = 0
    for _ in range(TURNS):
        action, reply = chance.choice(actions), Reply()
        turn = a_turn(chance, waiting.token, "R-0000000000000000")
        try:
            events = await action.run(turn, reply)
        except CustomerNotVerifiedError:
            # A turn that fails: the shopper reads only that it did.
            refused, events = refused + 1, []
        told = json.dumps([reply.payloads, events], ensure_ascii=False)
        given = json.dumps([turn.text, dict(turn.slots)], ensure_ascii=False)
        leaked = [word for word in PRIVATE if word in told and word not in given]
        assert not leaked, (action.name, turn, leaked)
        said += bool(reply.payloads)
    assert said > TURNS / 2
    assert refused < TURNS / 5
    assert await kept(shop) == before
    assert not any([await desk.is_verified(name) for name in ("c1", "c2", "c3")])
