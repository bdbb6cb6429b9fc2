"""Bring the store to what a checked file says, within the caller's one transaction.

A record that is the same as at its last import is left alone, together with everything that has
happened since to what it described. A record that differs replaces it, parts and all.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.catalogue import repository as catalogue
from actions.orders.importing import repository, rows
from actions.orders.importing.ledger import post_imported
from actions.orders.importing.problems import Problem, ShopFileError, written
from actions.orders.importing.schemas import (
    CustomerRecord,
    ImportSummary,
    OrderRecord,
    ProductRecord,
    Record,
    ShopData,
    Tally,
)
from actions.orders.models import (
    Customer,
    Order,
    OrderEvent,
    OrderItem,
    Payment,
    PaymentMethod,
    Product,
    Shipment,
    Variant,
)

AnyRecord = TypeVar("AnyRecord", bound=Record)
Split = tuple[list[AnyRecord], list[AnyRecord], Tally]


async def import_shop(session: AsyncSession, data: ShopData, now: datetime) -> ImportSummary:
    """Add and change what `data` holds; nothing is deleted that it does not name. Raises
    `ShopFileError` where it contradicts the store, before anything is written."""
    await _refuse_moved_variants(session, data)
    products = await _import_products(session, data, now)
    customers = await _import_customers(session, data, now)
    orders = await _import_orders(session, data, now)
    if products.added or products.changed:
        revision = await catalogue.raise_revision(session)
    else:
        revision = await catalogue.get_revision(session)
    session.expire_all()
    return ImportSummary(products, customers, orders, revision)


async def _import_products(session: AsyncSession, data: ShopData, now: datetime) -> Tally:
    stored = await repository.product_digests(session, [product.id for product in data.products])
    added, changed, tally = _split(data.products, stored, lambda p: p.id, data.currency)
    await repository.delete_parts(session, Variant.product_id, [p.id for p in changed])
    await repository.change_rows(session, Product, _products(changed, data.currency, now))
    await repository.add_rows(session, Product, _products(added, data.currency, now))
    variants = [row for p in added + changed for row in rows.variant_rows(p, data.currency)]
    await repository.add_rows(session, Variant, variants)
    return tally


async def _import_customers(session: AsyncSession, data: ShopData, now: datetime) -> Tally:
    stored = await repository.customer_digests(session, [c.id for c in data.customers])
    added, changed, tally = _split(data.customers, stored, lambda c: c.id, data.currency)
    await repository.delete_parts(session, PaymentMethod.customer_id, [c.id for c in changed])
    await repository.change_rows(session, Customer, _customers(changed, data.currency, now))
    await repository.add_rows(session, Customer, _customers(added, data.currency, now))
    methods = [row for c in added + changed for row in rows.method_rows(c, data.currency)]
    await repository.add_rows(session, PaymentMethod, methods)
    return tally


async def _import_orders(session: AsyncSession, data: ShopData, now: datetime) -> Tally:
    stored = await repository.order_digests(session, [order.number for order in data.orders])
    added, changed, tally = _split(data.orders, stored, lambda o: o.number, data.currency)
    numbers = [order.number for order in changed]
    versions = await repository.order_versions(session, numbers)
    for owner in (
        OrderItem.order_number,
        Shipment.order_number,
        Payment.order_number,
        OrderEvent.order_number,
    ):
        await repository.delete_parts(session, owner, numbers)
    changes = [
        rows.order_row(order, data.currency, now) | {"version": versions[order.number] + 1}
        for order in changed
    ]
    await repository.change_rows(session, Order, changes)
    await repository.add_rows(
        session, Order, [rows.order_row(order, data.currency, now) for order in added]
    )
    await _add_order_parts(session, added + changed)
    await post_imported(session, added, changed, data.customers, data.currency, now)
    return tally


async def _add_order_parts(session: AsyncSession, orders: Sequence[OrderRecord]) -> None:
    items = [row for order in orders for row in rows.item_rows(order)]
    shipments = [row for order in orders for row in rows.shipment_rows(order)]
    payments = [row for order in orders for row in rows.payment_rows(order)]
    events = [row for order in orders for row in rows.event_rows(order)]
    await repository.add_rows(session, OrderItem, items)
    await repository.add_rows(session, Shipment, shipments)
    await repository.add_rows(session, Payment, payments)
    await repository.add_rows(session, OrderEvent, events)


async def _refuse_moved_variants(session: AsyncSession, data: ShopData) -> None:
    """A variant may move to another product only if the file holds the product it leaves."""
    products = {product.id for product in data.products}
    places = {
        variant.id: (product.id, written(("products", i, "variants", j, "id")))
        for i, product in enumerate(data.products)
        for j, variant in enumerate(product.variants)
    }
    owners = await repository.variant_owners(session, list(places))
    problems = tuple(
        Problem(places[variant][1], f"is already a variant of product {owner}")
        for variant, owner in owners.items()
        if owner != places[variant][0] and owner not in products
    )
    if problems:
        raise ShopFileError(problems)


def _split(
    records: Sequence[AnyRecord],
    stored: dict[str, str],
    key: Callable[[AnyRecord], str],
    currency: str,
) -> Split[AnyRecord]:
    """The records to add, those to change, and how many there are of each kind."""
    added = [record for record in records if key(record) not in stored]
    changed = [
        record
        for record in records
        if key(record) in stored and stored[key(record)] != rows.digest(record, currency)
    ]
    unchanged = len(records) - len(added) - len(changed)
    return added, changed, Tally(len(added), len(changed), unchanged)


def _products(records: Sequence[ProductRecord], currency: str, now: datetime) -> list[rows.Row]:
    return [rows.product_row(record, currency, now) for record in records]


def _customers(records: Sequence[CustomerRecord], currency: str, now: datetime) -> list[rows.Row]:
    return [rows.customer_row(record, currency, now) for record in records]
