import re
from pathlib import Path

import pytest
from sqlalchemy import delete, event, func, select, update
from sqlalchemy.exc import IntegrityError

from actions.orders.importing.command import import_shop_file
from actions.orders.importing.problems import ShopFileError
from actions.orders.importing.schemas import Tally
from actions.orders.models import Base, LedgerLine, Order, OrderItem, Variant
from actions.orders.status.service import orders_of_customer
from shopbell.database import Database
from tests.actions.orders.shop import IMPORTED_AT, Json, a_shop, encoded, load
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

Rows = dict[str, list[tuple[object, ...]]]


async def stored(database: Database) -> Rows:
    """Every row of every table of the order store."""
    async with database.reader() as session:
        return {
            table.name: sorted(
                (tuple(row) for row in await session.execute(select(table))), key=repr
            )
            for table in Base.metadata.sorted_tables
        }


async def import_file(database: Database, folder: Path, shop: Json) -> None:
    path = folder / "shop.json"
    path.write_bytes(encoded(shop))
    await import_shop_file(path, database.writer, IMPORTED_AT)


async def test_a_whole_shop_is_imported(database: Database) -> None:
    summary = await load(database.writer, a_shop())
    assert summary.products == Tally(added=2)
    assert summary.customers == Tally(added=2)
    assert summary.orders == Tally(added=4)
    counts = {name: len(rows) for name, rows in (await stored(database)).items() if rows}
    assert counts == {
        "products": 2,
        "product_variants": 3,
        "catalogue_revision": 1,
        "customers": 2,
        "payment_methods": 3,
        "orders": 4,
        "order_items": 5,
        "order_shipments": 1,
        "order_payments": 4,
        "order_history": 2,
        "order_ledger": 8,
    }


async def balances(database: Database) -> dict[tuple[str, str], int]:
    """What stands on each account of each order; every posting must sum to zero."""
    async with database.reader() as session:
        lines = (await session.execute(select(LedgerLine))).scalars().all()
    postings: dict[tuple[str, int], int] = {}
    accounts: dict[tuple[str, str], int] = {}
    for line in lines:
        posting, account = (line.order_number, line.posting), (line.order_number, line.account)
        postings[posting] = postings.get(posting, 0) + line.amount_minor
        accounts[account] = accounts.get(account, 0) + line.amount_minor
    assert set(postings.values()) <= {0}
    return accounts


async def test_payments_are_posted_and_a_changed_file_only_adds_to_the_ledger(
    database: Database,
) -> None:
    shop = a_shop()
    await load(database.writer, shop)
    before = await balances(database)
    assert before["#W1000001", "paid"] == 4685
    assert before["#W1000001", "order"] == -4685
    assert before["#W1000002", "refunded"] == -1990
    assert before["#W1000002", "order"] == 0
    shop["orders"][0]["payments"] = [
        {"kind": "payment", "amount": "40.00", "method_id": "card-1"},
        {"kind": "payment", "amount": "6.85", "method_id": "gift-1"},
    ]
    await load(database.writer, shop)
    after = await balances(database)
    assert after["#W1000001", "paid"] == 4000
    assert after["#W1000001", "gift_card"] == 685
    assert after["#W1000001", "order"] == -4685


async def test_the_ledger_cannot_be_rewritten(database: Database) -> None:
    await load(database.writer, a_shop())
    for statement in (delete(LedgerLine), update(LedgerLine).values(amount_minor=1)):
        with pytest.raises(IntegrityError, match="only ever added to"):
            async with database.writer.begin() as session:
                await session.execute(statement)


async def test_importing_it_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    await import_file(database, tmp_path, a_shop())
    before = await stored(database)
    summary = await load(database.writer, a_shop(), IMPORTED_AT.replace(year=2027))
    assert summary.products == Tally(unchanged=2)
    assert summary.customers == Tally(unchanged=2)
    assert summary.orders == Tally(unchanged=4)
    assert await stored(database) == before


async def test_a_bad_file_leaves_the_store_as_it_was(database: Database, tmp_path: Path) -> None:
    await import_file(database, tmp_path, a_shop())
    before = await stored(database)
    shop = a_shop()
    shop["products"][0]["name"] = "Another Serum"
    shop["orders"][3]["items"][0]["price"] = "-1.00"
    with pytest.raises(ShopFileError, match=r"line \d+: orders\[3\].items\[0\].price: must not"):
        await import_file(database, tmp_path, shop)
    assert await stored(database) == before


@pytest.mark.parametrize("table", ["products", "payment_methods", "order_items", "order_payments"])
async def test_a_fault_half_way_leaves_the_store_as_it_was(
    database: Database, tmp_path: Path, table: str
) -> None:
    await import_file(database, tmp_path, a_shop())
    before = await stored(database)
    changed = a_shop()
    changed["products"][0]["name"] = "Another Serum"
    changed["customers"][0]["last_name"] = "Okoro"
    changed["orders"][0]["status"] = "delivered"

    @event.listens_for(database.engines[0].sync_engine, "before_cursor_execute")
    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if re.match(f"(INSERT INTO|UPDATE) {table} ", statement):
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await import_file(database, tmp_path, changed)
    assert await stored(database) == before


async def test_a_changed_record_replaces_the_stored_one(database: Database) -> None:
    await load(database.writer, a_shop())
    shop = a_shop()
    order = shop["orders"][0]
    order["status"] = "delivered"
    order["items"].pop()
    shop["customers"][0]["payment_methods"].pop()
    shop["products"][0]["variants"].pop()
    summary = await load(database.writer, shop)
    assert summary.orders == Tally(changed=1, unchanged=3)
    assert summary.customers == Tally(changed=1, unchanged=1)
    assert summary.products == Tally(changed=1, unchanged=1)
    rows = await stored(database)
    assert (len(rows["order_items"]), len(rows["payment_methods"])) == (4, 2)
    assert len(rows["product_variants"]) == 2
    async with database.reader() as session:
        statuses = await orders_of_customer(session, customer="mina")
    changed = next(status for status in statuses if status.number == "#W1000001")
    assert (changed.status, len(changed.items), changed.version) == ("delivered", 1, 2)
    assert {status.version for status in statuses if status is not changed} == {1}


async def test_what_happened_since_survives_the_same_file(database: Database) -> None:
    await load(database.writer, a_shop())
    async with database.writer.begin() as session:
        await session.execute(update(Order).values(status="cancelled", version=2))
        await session.execute(update(Variant).where(Variant.id == "V-30").values(stock=3))
    before = await stored(database)
    await load(database.writer, a_shop())
    assert await stored(database) == before


async def test_what_a_file_does_not_name_stays(database: Database) -> None:
    await load(database.writer, a_shop())
    shop = a_shop()
    shop["orders"] = []
    shop["products"] = shop["products"][:1]
    await load(database.writer, shop)
    async with database.reader() as session:
        assert await session.scalar(select(func.count()).select_from(Order)) == 4


async def test_an_order_line_may_outlive_its_variant_and_product(database: Database) -> None:
    shop = a_shop()
    shop["products"][0]["variants"].pop(0)
    await load(database.writer, shop)
    async with database.reader() as session:
        lines = await session.execute(
            select(OrderItem.name, OrderItem.price_minor, OrderItem.product_id).where(
                OrderItem.order_number == "#W1000001"
            )
        )
        assert sorted(tuple(line) for line in lines) == [
            ("Dew Drop Serum", 1990, "P-serum"),
            ("Rose Toner", 705, None),
        ]


async def test_a_variant_moves_only_with_the_product_it_leaves(database: Database) -> None:
    await load(database.writer, a_shop())
    shop = a_shop()
    shop["orders"] = []
    serum, dress = shop["products"]
    dress["variants"].append(serum["variants"].pop())
    shop["products"] = [dress]
    with pytest.raises(ShopFileError) as refusal:
        await load(database.writer, shop)
    assert str(refusal.value) == (
        "products[0].variants[1].id: is already a variant of product P-serum"
    )
    shop["products"] = [serum, dress]
    await load(database.writer, shop)
    async with database.reader() as session:
        moved = await session.get(Variant, "V-50")
    assert moved is not None
    assert moved.product_id == "P-dress"


async def test_times_of_writing_are_the_callers(database: Database, clock: FakeClock) -> None:
    await load(database.writer, a_shop(), clock())
    async with database.reader() as session:
        assert set(await session.scalars(select(Order.updated_at))) == {clock()}
