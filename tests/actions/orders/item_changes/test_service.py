"""Changing items: same product, another variant, in stock, once."""

import pytest

from actions.orders.addresses.service import AddressChangeRequest
from actions.orders.item_changes.service import ItemChangeRequest
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import HARBOUR, balance, done, order, refused, stock, vouched
from tests.actions.orders.thirty import number, variant_id

pytestmark = pytest.mark.anyio

# Order 5: two of variant (1, 1) for 21.50 each, one of (2, 0) for 30.00; 73.00 by card.
TWICE, ONCE = variant_id(1, 1), variant_id(2, 0)


def change(
    items: tuple[str, ...], new_items: tuple[str, ...], method: str | None = "card-5"
) -> ItemChangeRequest:
    return ItemChangeRequest(order=number(5), items=items, new_items=new_items, method=method)


async def test_one_piece_of_two_becomes_a_line_of_its_own(store: SqlOrderStore) -> None:
    receipt = await done(store, vouched(5), change((TWICE,), (variant_id(1, 2),)))
    assert [line.amount_minor for line in receipt.lines] == [None, -150, None]
    assert receipt.undo_until is None
    after = await order(store, 5)
    assert [(i.variant_id, i.quantity) for i in after.items] == [
        (TWICE, 1),
        (ONCE, 1),
        (variant_id(1, 2), 1),
    ]
    assert after.total_minor == after.paid_minor == 7_450
    assert after.items_changed
    assert (await stock(store, TWICE), await stock(store, variant_id(1, 2))) == (4, 2)


async def test_what_is_cheaper_is_refunded_to_the_method_named(store: SqlOrderStore) -> None:
    await done(store, vouched(5), change((TWICE, TWICE), (variant_id(1, 0),) * 2, "small-5"))
    assert await balance(store, 5, "small") == 100 + 300
    assert (await order(store, 5)).refunded_minor == 300


async def test_only_once_and_nothing_else_after_it(store: SqlOrderStore) -> None:
    await done(store, vouched(5), change((ONCE,), (variant_id(2, 1),)))
    again = change((TWICE,), (variant_id(1, 0),))
    assert (await refused(store, vouched(5), again)).code == "items_already_changed"
    elsewhere = AddressChangeRequest(order=number(5), address=HARBOUR)
    assert (await refused(store, vouched(5), elsewhere)).code == "items_already_changed"


@pytest.mark.parametrize(
    ("items", "new_items", "method", "code"),
    [
        ((), (), "card-5", "items_missing"),
        ((ONCE,), (), "card-5", "items_do_not_pair"),
        ((ONCE, ONCE), (variant_id(2, 1),) * 2, "card-5", "item_not_in_order"),
        (("V-9-9",), (variant_id(2, 1),), "card-5", "item_not_in_order"),
        ((ONCE,), ("V-9-9",), "card-5", "variant_not_found"),
        ((ONCE,), (variant_id(1, 0),), "card-5", "variant_of_other_product"),
        ((ONCE,), (ONCE,), "card-5", "variant_unchanged"),
        ((ONCE,), (variant_id(2, 3),), "card-5", "variant_out_of_stock"),
        ((ONCE,), (variant_id(2, 1),), None, "method_needed"),
        ((ONCE,), (variant_id(2, 1),), "card-9", "method_not_found"),
        ((ONCE,), (variant_id(2, 1),), "small-5", "gift_card_too_low"),
    ],
)
async def test_what_breaks_a_rule_is_refused(
    store: SqlOrderStore,
    items: tuple[str, ...],
    new_items: tuple[str, ...],
    method: str | None,
    code: str,
) -> None:
    assert (await refused(store, vouched(5), change(items, new_items, method))).code == code


async def test_stock_counts_all_pieces_together(store: SqlOrderStore) -> None:
    first = change((TWICE, TWICE), (variant_id(1, 2),) * 2)
    await done(store, vouched(5), first)
    assert await stock(store, variant_id(1, 2)) == 1
    second = ItemChangeRequest(
        order=number(25),
        items=(variant_id(1, 1), variant_id(1, 1)),
        new_items=(variant_id(1, 2),) * 2,
        method="card-1",
    )
    assert (await refused(store, vouched(25), second)).code == "variant_out_of_stock"
