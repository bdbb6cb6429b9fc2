"""Checks across records: ids are unique, and what one record names the file has.

Records that are wrong in themselves still lend their ids, so that one mistake is not told again
by everything that refers to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from actions.orders.importing.problems import Finding, Path, written
from actions.orders.importing.schemas import CustomerRecord, OrderRecord, ProductRecord
from actions.orders.models import PaymentKind
from actions.orders.numbers import normalise_order_number


@dataclass
class References:
    """Who has which id, filled while the file is walked: products and customers before orders."""

    products: dict[str, Path] = field(default_factory=dict)
    variants: dict[str, tuple[str, Path]] = field(default_factory=dict)
    customers: dict[str, Path] = field(default_factory=dict)
    methods: dict[str, set[str]] = field(default_factory=dict)
    orders: dict[str, Path] = field(default_factory=dict)

    def check_product(self, product: ProductRecord, at: Path) -> Iterator[Finding]:
        yield from _claim(self.products, product.id, (*at, "id"))
        for position, variant in enumerate(product.variants):
            path = (*at, "variants", position, "id")
            taken = self.variants.setdefault(variant.id, (product.id, path))
            if taken[1] != path:
                yield Finding(path, f"is already used by {written(taken[1][:-1])}")

    def check_customer(self, customer: CustomerRecord, at: Path) -> Iterator[Finding]:
        yield from _claim(self.customers, customer.id, (*at, "id"))
        held: dict[str, Path] = {}
        for position, method in enumerate(customer.payment_methods):
            yield from _claim(held, method.id, (*at, "payment_methods", position, "id"))
        self.methods.setdefault(customer.id, set()).update(held)

    def check_order(self, order: OrderRecord, at: Path) -> Iterator[Finding]:
        yield from _claim(self.orders, order.number, (*at, "number"))
        if order.customer_id not in self.customers:
            yield Finding((*at, "customer_id"), "names a customer that is not in this file")
        yield from self._check_items(order, at)
        yield from _check_shipments(order, at)
        yield from self._check_payments(order, at)
        if order.history and max(order.history, key=lambda e: e.at).status is not order.status:
            yield Finding((*at, "history"), f"does not end with the status {order.status.value}")

    def claim_unread(self, field: str, raw: object, at: Path) -> Iterator[Finding]:
        """Claim the id of a record that could not be read."""
        key, taken = {
            "products": ("id", self.products),
            "customers": ("id", self.customers),
            "orders": ("number", self.orders),
        }[field]
        identifier = raw.get(key) if isinstance(raw, dict) else None
        if not isinstance(identifier, str):
            return
        if field == "orders":
            identifier = normalise_order_number(identifier) or identifier
        yield from _claim(taken, identifier, (*at, key))

    def _check_items(self, order: OrderRecord, at: Path) -> Iterator[Finding]:
        for position, item in enumerate(order.items):
            path = (*at, "items", position)
            if item.product_id is None:
                continue
            if item.product_id not in self.products:
                yield Finding(
                    (*path, "product_id"),
                    "names a product that is not in this file (null where the shop has dropped it)",
                )
                continue
            owner = self.variants.get(item.variant_id)
            if owner is not None and owner[0] != item.product_id:
                yield Finding((*path, "variant_id"), f"is a variant of product {owner[0]}")

    def _check_payments(self, order: OrderRecord, at: Path) -> Iterator[Finding]:
        known = self.methods.get(order.customer_id)
        for position, payment in enumerate(order.payments):
            if known is None or payment.method_id is None or payment.method_id in known:
                continue
            yield Finding(
                (*at, "payments", position, "method_id"),
                "is not a payment method of this customer (null where it is gone)",
            )
        paid = _sum(order, PaymentKind.PAYMENT)
        if _sum(order, PaymentKind.REFUND) > paid:
            yield Finding((*at, "payments"), "refund more than was paid")


def _check_shipments(order: OrderRecord, at: Path) -> Iterator[Finding]:
    bought = {item.variant_id for item in order.items}
    for position, shipment in enumerate(order.shipments):
        for place, variant in enumerate(shipment.variant_ids):
            if variant not in bought:
                path = (*at, "shipments", position, "variant_ids", place)
                yield Finding(path, "is not among this order's items")


def _sum(order: OrderRecord, kind: PaymentKind) -> int:
    return sum(payment.amount for payment in order.payments if payment.kind is kind)


def _claim(taken: dict[str, Path], identifier: str, path: Path) -> Iterator[Finding]:
    first = taken.setdefault(identifier, path)
    if first != path:
        yield Finding(path, f"is already used by {written(first[:-1])}")
