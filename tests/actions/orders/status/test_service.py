from datetime import UTC, datetime

import pytest

from actions.orders.errors import CustomerNotVerifiedError, OrderNotFoundError
from actions.orders.status.schemas import OrderStatus, Refund, TimelineStep, Tracking
from actions.orders.status.service import customer_orders, order_status, orders_of_customer
from actions.orders.verification.service import end_verification, verify_by_order_and_email
from shopbell.database import Database
from tests.actions.orders.shop import ADA_EMAIL, MINA_EMAIL, a_shop, load
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio


@pytest.fixture
async def shop(database: Database, clock: FakeClock) -> Database:
    """The shop, with `minas` and `adas` conversations verified."""
    await load(database.writer, a_shop())
    async with database.writer.begin() as session:
        for conversation, number, email in (
            ("minas", "#W1000001", MINA_EMAIL),
            ("adas", "#W2000001", ADA_EMAIL),
        ):
            assert await verify_by_order_and_email(
                session,
                conversation=conversation,
                order_number=number,
                email=email,
                now=clock(),
            )
    return database


async def status(shop: Database, clock: FakeClock, number: str, by: str = "minas") -> OrderStatus:
    async with shop.reader() as session:
        return await order_status(session, conversation=by, order_number=number, now=clock())


async def test_an_order_shows_its_items_parcels_and_sums(shop: Database, clock: FakeClock) -> None:
    order = await status(shop, clock, "w-1000001")
    assert (order.number, order.status, order.customer_id) == ("#W1000001", "shipped", "mina")
    assert order.placed_at == datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    serum, toner = order.items
    assert (serum.name, serum.options, serum.price_minor) == (
        "Dew Drop Serum",
        {"size": "30 ml"},
        1990,
    )
    assert (serum.quantity, serum.image_url) == (2, "/images/serum.svg")
    assert (toner.name, toner.product_id, toner.image_url) == ("Rose Toner", None, None)
    assert (order.total_minor, order.paid_minor, order.refunded_minor) == (4685, 4685, 0)
    assert order.currency == "USD"
    shipped = datetime(2026, 1, 6, 8, 0, tzinfo=UTC)
    assert order.tracking == (
        Tracking("TRK-1", "Royal Post", shipped),
        Tracking("TRK-2", "Royal Post", shipped),
    )
    assert order.address.city == "Leeds"
    assert (order.version, order.items_changed) == (1, False)


async def test_a_recorded_history_is_the_timeline_in_order_of_time(
    shop: Database, clock: FakeClock
) -> None:
    order = await status(shop, clock, "#W1000002")
    assert order.timeline == (
        TimelineStep("pending", datetime(2026, 1, 7, 12, 0, tzinfo=UTC)),
        TimelineStep("cancelled", datetime(2026, 1, 8, 1, 0, tzinfo=UTC)),
    )


async def test_a_refund_says_how_much_when_and_to_which_method(
    shop: Database, clock: FakeClock
) -> None:
    order = await status(shop, clock, "#W1000002")
    refunded_at = datetime(2026, 1, 8, 2, 0, tzinfo=UTC)
    assert order.refunds == (Refund(1990, "USD", refunded_at, "credit_card", "4242", "card-1"),)
    assert order.refunded_minor == 1990


async def test_without_a_history_the_timeline_says_only_what_is_known(
    shop: Database, clock: FakeClock
) -> None:
    order = await status(shop, clock, "#W1000001")
    assert order.timeline == (
        TimelineStep("pending", datetime(2026, 1, 5, 9, 30, tzinfo=UTC)),
        TimelineStep("processed"),
        TimelineStep("shipped", datetime(2026, 1, 6, 8, 0, tzinfo=UTC)),
    )


async def test_someone_elses_order_and_none_are_one_answer(
    shop: Database, clock: FakeClock
) -> None:
    said = set()
    for number in ("#W2000001", "#W9999999", "no idea"):
        with pytest.raises(OrderNotFoundError) as refusal:
            await status(shop, clock, number)
        said.add((refusal.value.code, str(refusal.value)))
    assert len(said) == 1
    assert (await status(shop, clock, "#W2000001", by="adas")).number == "#W2000001"


async def test_nothing_is_shown_without_a_live_verification(
    shop: Database, clock: FakeClock
) -> None:
    with pytest.raises(CustomerNotVerifiedError):
        await status(shop, clock, "#W1000001", by="stranger")
    async with shop.writer.begin() as session:
        await end_verification(session, conversation="adas", now=clock())
    with pytest.raises(CustomerNotVerifiedError):
        await status(shop, clock, "#W2000001", by="adas")
    clock.advance(30 * 60)
    async with shop.reader() as session:
        with pytest.raises(CustomerNotVerifiedError):
            await customer_orders(session, conversation="minas", now=clock())


async def test_a_customer_sees_all_their_orders_newest_first(
    shop: Database, clock: FakeClock
) -> None:
    async with shop.reader() as session:
        orders = await customer_orders(session, conversation="minas", now=clock())
    assert [order.number for order in orders] == ["#W1000002", "#W1000001", "#W1000003"]


async def test_agents_read_by_customer_without_a_conversation(shop: Database) -> None:
    async with shop.reader() as session:
        orders = await orders_of_customer(session, customer="ada")
        assert await orders_of_customer(session, customer="nobody") == ()
    assert [order.number for order in orders] == ["#W2000001"]
