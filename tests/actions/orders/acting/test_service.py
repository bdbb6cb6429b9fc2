"""Lines of JSON in and out: what a shop's scripts and acceptance runs use."""

import json
from itertools import count
from typing import Any

import pytest

from actions.orders.acting.service import ACTIONS, act
from actions.orders.store import SqlOrderStore
from tests.actions.orders.thirty import number, variant_id

pytestmark = pytest.mark.anyio

_KEYS = count()


async def say(store: SqlOrderStore, action: str, customer: int | None = 5, **more: Any) -> Any:
    named = None if customer is None else f"customer-{customer}"
    confirm = {"confirm": more.pop("confirm")} if "confirm" in more else {}
    key = {"key": more.pop("key")} if "key" in more else {}
    line = {"action": action, "customer": named, "args": more, **confirm, **key}
    answer = await act(store, json.dumps(line), lambda: f"line-{next(_KEYS)}")
    return json.loads(json.dumps(answer.content))


CANCEL: dict[str, Any] = {"order": "w3000005", "reason": "no longer needed"}


async def test_a_change_without_confirm_is_shown_and_not_done(store: SqlOrderStore) -> None:
    shown = await say(store, "cancel", **CANCEL)
    assert (shown["ok"], shown["code"]) == (False, "confirmation_required")
    assert shown["plan"]["lines"][1]["amount"] == {"amount": "73.00", "currency": "EUR"}
    assert (await say(store, "order", order=number(5)))["result"]["status"] == "pending"
    done = await say(store, "cancel", **CANCEL, confirm=shown["confirm"])
    assert done["ok"]
    assert done["receipt"]["lines"] == shown["plan"]["lines"]
    assert done["result"]["status"] == "cancelled"
    assert all(check["holds"] for check in done["trace"])
    again = await say(store, "cancel", **CANCEL, confirm=shown["confirm"])
    assert again["receipt"] == done["receipt"]


async def test_the_token_alone_is_enough(store: SqlOrderStore) -> None:
    shown = await say(store, "cancel", **CANCEL)
    assert (await say(store, "cancel", confirm=shown["confirm"]))["ok"]


async def test_confirm_true_does_it_at_once_and_a_key_does_it_once(store: SqlOrderStore) -> None:
    done = await say(store, "cancel", **CANCEL, confirm=True, key="k1")
    assert done["ok"]
    assert await say(store, "cancel", **CANCEL, confirm=True, key="k1") == done
    assert (await say(store, "cancel", **CANCEL, confirm=True))["code"] == "order_not_pending"


async def test_a_no_has_its_rule_and_what_can_be_done_instead(store: SqlOrderStore) -> None:
    refused = await say(
        store, "cancel", customer=1, order=number(1), reason="no longer needed", confirm=True
    )
    assert refused["code"] == "order_not_pending"
    assert refused["trace"][-1]["rule"] == "cancellation.statuses"
    assert refused["trace"][-1]["date"] == "2026-11-12T15:00:00+00:00"
    assert refused["instead"] == ["return_items", "exchange_items", "person"]


@pytest.mark.parametrize(
    ("action", "customer", "args"),
    [
        ("change_address", 5, {"order_id": "3000005", "address1": "9 Harbour Road",
            "address2": "", "city": "Oslo", "state": "", "zip": "0150", "country": "NO"}),
        ("change_address", 5, {"order": number(5), "address": {"line1": "9 Harbour Road",
            "city": "Oslo", "postal_code": "0150", "country": "NO"}}),
        ("change_default_address", 5, {"user_id": "customer-5", "address1": "9 Harbour Road",
            "address2": "", "city": "Oslo", "state": "", "zip": 150, "country": "NO"}),
        ("change_payment", 5, {"order_id": number(5), "payment_method_id": "paypal-5"}),
        ("change_items", 5, {"order_id": number(5), "item_ids": [variant_id(2, 0)],
            "new_item_ids": [variant_id(2, 1)], "payment_method_id": "card-5"}),
        ("return_items", 1, {"order_id": "#w3000001", "item_ids": variant_id(1, 1),
            "payment_method_id": "card-1"}),
        ("exchange_items", 1, {"order_id": number(1), "item_ids": [variant_id(2, 0)],
            "new_item_ids": [variant_id(2, 1)], "payment_method_id": "gift-1"}),
        ("open_case", 1, {"order": number(1), "kind": "damaged_item", "items": [variant_id(1, 1)],
            "photos": ["up-1"], "note": "cracked"}),
    ],
)  # fmt: skip
async def test_every_change_under_all_names(
    store: SqlOrderStore, action: str, customer: int, args: dict[str, Any]
) -> None:
    done = await say(store, action, customer=customer, **args, confirm=True)
    assert done["ok"], done
    assert done["receipt"]["action"] == action
    assert done["result"] is not None


async def test_an_undo_and_a_settlement(store: SqlOrderStore) -> None:
    receipt = (await say(store, "cancel", **CANCEL, confirm=True))["receipt"]
    assert receipt["undo_until"] == "2026-11-24T12:10:00+00:00"
    undone = await say(store, "undo", receipt=receipt["id"])
    assert undone["result"]["status"] == "pending"
    returned = {"order": number(1), "items": [variant_id(1, 1)]}
    await say(store, "return_items", customer=1, **returned, confirm=True)
    settled = await say(store, "settle_request", customer=1, order=number(1), confirm=True)
    assert settled["result"]["refunded"] == "21.50"


async def test_reads(store: SqlOrderStore) -> None:
    by_email = await say(store, "find_customer", customer=None, email=" BUYER5@shop.example")
    profile = by_email["result"]
    assert profile["id"] == "customer-5"
    assert profile["payment_methods"][1]["balance"] == "60.00"
    assert number(5) in profile["orders"]
    name: dict[str, Any] = {"first_name": "buyer", "last_name": "NUMBER5", "zip": "5005"}
    assert await say(store, "find_customer", customer=None, **name) == by_email
    assert await say(store, "find_customer") == by_email
    order = (await say(store, "order", order=number(5)))["result"]
    assert (order["total"], order["paid"]) == ("73.00", "73.00")
    assert order["movements"][0] == {
        "kind": "payment", "amount": "73.00", "method_id": "card-5", "at": None,
    }  # fmt: skip
    assert len((await say(store, "orders"))["result"]["orders"]) == 5
    assert (await say(store, "invoice", order=number(5)))["result"]["due"] == "0.00"
    refunds = await say(store, "refund_status", customer=3, order=number(3))
    assert refunds["result"]["refunds"][0]["refund"]["method_id"] == "gift-3"
    product = (await say(store, "product", customer=None, product_id="P-3"))["result"]
    assert [v["in_stock"] for v in product["variants"]] == [True, True, True, False]


@pytest.mark.parametrize(
    ("action", "customer", "args", "code"),
    [
        ("order", 4, {"order": number(5)}, "order_not_found"),
        ("order", None, {"order": number(5)}, "customer_not_verified"),
        ("order", 77, {"order": number(5)}, "customer_not_found"),
        ("product", None, {"product": "P-9"}, "product_not_found"),
        ("find_customer", None, {"email": "nobody@shop.example"}, "customer_not_found"),
        ("find_customer", None, {"name": "Buyer Number5", "zip": "1"}, "customer_not_found"),
        ("cancel", 5, {"confirm": "made up"}, "confirmation_invalid"),
        ("undo", 5, {"receipt": "R-0"}, "receipt_not_found"),
    ],
)
async def test_what_is_not_there_is_an_answer_and_no_bad_line(
    store: SqlOrderStore, action: str, customer: int | None, args: dict[str, Any], code: str
) -> None:
    refused = await say(store, action, customer=customer, **args)
    assert (refused["ok"], refused["code"]) == (False, code)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("{", "line_invalid", "is not JSON"),
        ("[1]", "line_invalid", "must be one JSON object"),
        ('{"args": {}}', "line_invalid", "action: is missing"),
        ('{"action": "order", "arg": {}}', "line_invalid", "arg"),
        ('{"action": "fly"}', "action_unknown", "must be one of"),
        ('{"action": "cancel", "customer": "customer-5", "args": {"order": "1"}}',
         "arguments_invalid", "reason: is missing"),
        ('{"action": "cancel", "customer": "customer-5", "args": {"order": "1", "order_id": "2"}}',
         "arguments_invalid", "order: is given twice"),
        ('{"action": "find_customer", "args": {"name": "Buyer"}}', "arguments_invalid", "needs"),
        ('{"action": "change_address", "customer": "customer-5", "args": {"order": "1", '
         '"address": "here"}}', "arguments_invalid", "address: must be an object"),
        ('{"action": "order", "customer": "a", "args": {"user_id": "b", "order": "1"}}',
         "arguments_invalid", "two different ones"),
    ],
)  # fmt: skip
async def test_a_bad_line_is_named(store: SqlOrderStore, line: str, code: str, said: str) -> None:
    answer = await act(store, line, lambda: "key")
    assert answer.bad_input is not None
    assert said in answer.bad_input
    assert (answer.content["ok"], answer.content["code"]) == (False, code)


def test_the_contracts_actions_are_there() -> None:
    assert {
        "cancel", "change_address", "change_payment", "change_items", "return_items",
        "exchange_items", "change_default_address", "find_customer", "order", "product",
    } <= ACTIONS  # fmt: skip


async def test_what_is_null_is_left_out(store: SqlOrderStore) -> None:
    away = {"line1": "1 New Road", "line2": None, "city": "Oslo", "region": None}
    away |= {"postal_code": "0150", "country": "NO"}
    nested = await say(store, "change_address", order=number(5), address=away, confirm=True)
    assert nested["result"]["address"]["line2"] == ""
    flat = away | {"line1": "2 New Road"}
    assert (await say(store, "change_address", order=number(5), confirm=True, **flat))["ok"]
    kept = await say(store, "cancel", **CANCEL, method=None, confirm=True)
    assert kept["ok"]


async def test_a_product_is_found_by_one_of_its_items(store: SqlOrderStore) -> None:
    found = await say(store, "product", None, item_id=variant_id(2, 1))
    assert found["result"]["id"] == "P-2"
