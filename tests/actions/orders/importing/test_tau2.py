"""The whole retail shop of tau2-bench, converted and imported. It is not part of this checkout."""

import json
import os
from pathlib import Path

import pytest

from actions.orders.importing.command import import_shop_file
from actions.orders.importing.schemas import Tally
from actions.orders.status.schemas import Tracking
from actions.orders.status.service import order_status, orders_of_customer
from actions.orders.verification.service import verify_by_order_and_email
from benchmarks.tau2_orders import ORIGINAL, Json, convert_file, find_database, main
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[4]
SHARED = ROOT / os.environ.get("SHOPBELL_SHARED_DATA", "../shared/data")


@pytest.fixture
def original() -> Path:
    found = find_database(SHARED)
    if found is None:
        pytest.skip(f"no tau2-retail/db.json in {SHARED.name}; the original: {ORIGINAL}")
    return found


@pytest.fixture
def source(original: Path) -> Json:
    content: Json = json.loads(original.read_text(encoding="utf-8"))
    return content


@pytest.fixture
async def shop(original: Path, database: Database, clock: FakeClock, tmp_path: Path) -> Database:
    path = tmp_path / "shop.json"
    assert main(["--data", str(original), "--out", str(path)]) == 0
    summary = await import_shop_file(path, database.writer, clock())
    assert summary.products == Tally(added=50)
    assert summary.customers == Tally(added=500)
    assert summary.orders == Tally(added=1_000)
    return database


async def test_a_real_order_answers_to_its_customers_email(
    shop: Database, clock: FakeClock
) -> None:
    async with shop.writer.begin() as session:
        customer = await verify_by_order_and_email(
            session,
            conversation="c1",
            order_number="w2611340",
            email="James.Li4495@example.com",
            now=clock(),
        )
        assert customer == "james_li_5688"
        order = await order_status(session, conversation="c1", order_number="2611340", now=clock())
    assert (order.number, order.status) == ("#W2611340", "processed")
    assert [(item.name, item.price_minor) for item in order.items] == [
        ("Water Bottle", 4784),
        ("Office Chair", 48881),
    ]
    assert order.tracking == (Tracking("357962501027"),)
    assert order.total_minor == order.paid_minor == 53665


async def test_a_real_order_tells_nothing_to_another_customer(
    shop: Database, clock: FakeClock
) -> None:
    async with shop.writer.begin() as session:
        for number, email in (
            ("#W2611340", "noah.brown7922@example.com"),
            ("#W0000000", "james.li4495@example.com"),
        ):
            answer = await verify_by_order_and_email(
                session, conversation="c1", order_number=number, email=email, now=clock()
            )
            assert answer is None


async def test_every_order_is_what_the_original_says(shop: Database, source: Json) -> None:
    seen = 0
    async with shop.reader() as session:
        for user in source["users"]:
            for order in await orders_of_customer(session, customer=user):
                truth = source["orders"][order.number]
                assert truth["user_id"] == user
                assert order.status == truth["status"]
                assert order.timeline[-1].status == truth["status"]
                assert [
                    (item.variant_id, item.name, item.options, item.price_minor)
                    for item in order.items
                ] == [
                    (item["item_id"], item["name"], item["options"], round(item["price"] * 100))
                    for item in truth["items"]
                ]
                assert [parcel.number for parcel in order.tracking] == [
                    number
                    for fulfilment in truth["fulfillments"]
                    for number in fulfilment["tracking_id"]
                ]
                assert order.paid_minor == order.total_minor
                assert order.refunded_minor == (order.paid_minor if order.refunds else 0)
                assert bool(order.refunds) == (truth["status"] == "cancelled")
                seen += 1
    assert seen == 1_000


def test_without_the_database_the_converter_says_where_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert ORIGINAL in capsys.readouterr().err


def test_statuses_written_by_tau2s_tools_and_dropped_products_are_converted(
    tmp_path: Path,
) -> None:
    address = dict.fromkeys(("address1", "address2", "city", "state", "zip", "country"), "x")
    item = {"item_id": "i", "product_id": "gone", "name": "n", "options": {}, "price": 0.1}
    order = {
        "user_id": "u",
        "address": address,
        "items": [item],
        "fulfillments": [],
        "payment_history": [{"transaction_type": "payment", "amount": 3, "payment_method_id": "p"}],
    }
    statuses = {"#W1": "pending (item modified)", "#W2": "exchange requested"}
    orders = {n: order | {"order_id": n, "status": status} for n, status in statuses.items()}
    path = tmp_path / "db.json"
    path.write_text(json.dumps({"products": {}, "users": {}, "orders": orders}))
    first, second = convert_file(path)["orders"]
    assert (first["status"], second["status"]) == ("pending", "exchange_requested")
    assert first["items"][0]["product_id"] is None
    assert first["items"][0]["price"] == "0.10"
    assert first["payments"][0]["amount"] == "3.00"
