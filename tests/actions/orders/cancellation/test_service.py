"""Cancelling: pending orders only, for an accepted reason, and the money goes where it came from.

Orders 0, 5, 10 … are pending, 1, 6 … delivered, 2 … processed, 3 … cancelled, 4 … shipped. Every
third one was paid by gift card.
"""

import pytest

from actions.orders.cancellation.service import CancelRequest
from actions.orders.item_changes.service import ItemChangeRequest
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import balance, done, order, refused, stock, vouched
from tests.actions.orders.thirty import number, variant_id

pytestmark = pytest.mark.anyio

REASON = "no longer needed"


def cancel(index: int, reason: str = REASON, method: str | None = None) -> CancelRequest:
    return CancelRequest(order=number(index), reason=reason, method=method)


async def test_a_card_gets_its_money_back_in_five_to_seven_business_days(
    store: SqlOrderStore,
) -> None:
    receipt = await done(store, vouched(5), cancel(5))
    cancelled, refund = receipt.lines
    assert cancelled.text == "Order #W3000005 is cancelled (no longer needed)."
    assert refund.amount_minor == 2_150 * 2 + 3_000
    assert "credit card ending in 4242, within 5 to 7 business days" in refund.text
    after = await order(store, 5)
    assert after.status == "cancelled"
    assert after.refunded_minor == after.paid_minor == 7_300
    assert [step.status for step in after.timeline] == ["pending", "cancelled"]
    (progress,) = (await store.refunds(vouched(5), number(5))).refunds
    assert progress.arrival is not None
    # From Tuesday, 24 November 2026: the weekend does not count.
    assert progress.arrival.first.isoformat() == "2026-12-01"
    assert progress.arrival.last.isoformat() == "2026-12-03"


async def test_a_gift_card_is_credited_at_once(store: SqlOrderStore) -> None:
    receipt = await done(store, vouched(0), cancel(0))
    assert "at once" in receipt.lines[1].text
    assert await balance(store, 0, "gift") == 6_000 + 1_000 + 2_000


async def test_the_whole_refund_may_go_to_a_gift_card_instead(store: SqlOrderStore) -> None:
    await done(store, vouched(5), cancel(5, method="gift-5"))
    assert await balance(store, 5, "gift") == 6_000 + 7_300


async def test_another_method_gets_no_refund(store: SqlOrderStore) -> None:
    refusal = await refused(store, vouched(5), cancel(5, method="paypal-5"))
    assert refusal.code == "method_not_allowed"
    assert refusal.instead == ("card-5", "gift-5", "small-5", "person")


async def test_the_pieces_are_in_stock_again(store: SqlOrderStore) -> None:
    before = await stock(store, variant_id(1, 1))
    await done(store, vouched(5), cancel(5))
    assert before == 3
    assert await stock(store, variant_id(1, 1)) == 5


@pytest.mark.parametrize(
    ("index", "instead"),
    [
        (1, "return_items"),
        (2, "return_items_after_delivery"),
        (3, "refund_status"),
        (4, "return_items_after_delivery"),
    ],
)
async def test_an_order_under_way_is_refused_with_what_can_be_done_instead(
    store: SqlOrderStore, index: int, instead: str
) -> None:
    refusal = await refused(store, vouched(index), cancel(index))
    assert refusal.code == "order_not_pending"
    assert refusal.trace[-1].rule == "cancellation.statuses"
    assert instead in refusal.instead


async def test_the_date_that_it_turns_on_is_told(store: SqlOrderStore) -> None:
    refusal = await refused(store, vouched(1), cancel(1))
    assert refusal.trace[-1].date is not None
    assert "delivered since 2026-11-12" in str(refusal)


@pytest.mark.parametrize(
    "reason", ["No longer needed.", " ordered  BY mistake", "no_longer_needed"]
)
async def test_reasons_in_any_spelling(store: SqlOrderStore, reason: str) -> None:
    await done(store, vouched(5), cancel(5, reason))


async def test_another_reason_is_refused(store: SqlOrderStore) -> None:
    refusal = await refused(store, vouched(5), cancel(5, "found it cheaper"))
    assert refusal.code == "reason_not_accepted"
    assert "ordered by mistake" in str(refusal)


async def test_after_its_items_were_changed_it_cannot_be_cancelled(store: SqlOrderStore) -> None:
    change = ItemChangeRequest(
        order=number(5), items=(variant_id(2, 0),), new_items=(variant_id(2, 1),), method="card-5"
    )
    await done(store, vouched(5), change)
    refusal = await refused(store, vouched(5), cancel(5))
    assert refusal.code == "items_already_changed"
    assert refusal.instead == ("person",)
