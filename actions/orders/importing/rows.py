"""Rows of the store made from checked records."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from actions.orders.catalogue.search import fold
from actions.orders.emails import email_key
from actions.orders.importing.schemas import (
    CustomerRecord,
    OrderRecord,
    ProductRecord,
    Record,
)

Row = dict[str, Any]


def digest(record: Record, currency: str) -> str:
    return sha256(f"{currency}\n{record.model_dump_json()}".encode()).hexdigest()


def product_row(record: ProductRecord, currency: str, now: datetime) -> Row:
    searched = (record.name, record.name_zh, record.category)
    return record.model_dump(exclude={"variants"}) | {
        "search_text": fold(" ".join(text for text in searched if text)),
        "source_digest": digest(record, currency),
        "updated_at": now,
    }


def variant_rows(record: ProductRecord, currency: str) -> list[Row]:
    return [
        variant.model_dump(exclude={"price", "available"})
        | {
            "product_id": record.id,
            "position": position,
            "price_minor": variant.price,
            "currency": currency,
            "available": variant.available is not False,
        }
        for position, variant in enumerate(record.variants)
    ]


def customer_row(record: CustomerRecord, currency: str, now: datetime) -> Row:
    return (
        record.model_dump(exclude={"address", "payment_methods"})
        | record.address.model_dump()
        | {
            "email": record.email.strip(),
            "email_key": email_key(record.email),
            "source_digest": digest(record, currency),
            "updated_at": now,
        }
    )


def method_rows(record: CustomerRecord, currency: str) -> list[Row]:
    return [
        method.model_dump(exclude={"kind", "balance"})
        | {
            "customer_id": record.id,
            "position": position,
            "kind": method.kind.value,
            "balance_minor": method.balance,
            "currency": currency,
        }
        for position, method in enumerate(record.payment_methods)
    ]


def order_row(record: OrderRecord, currency: str, now: datetime) -> Row:
    return record.address.model_dump() | {
        "number": record.number,
        "customer_id": record.customer_id,
        "status": record.status.value,
        "currency": currency,
        "placed_at": record.placed_at,
        "source_digest": digest(record, currency),
        "updated_at": now,
    }


def item_rows(record: OrderRecord) -> list[Row]:
    return [
        item.model_dump(exclude={"price"})
        | {"order_number": record.number, "position": position, "price_minor": item.price}
        for position, item in enumerate(record.items)
    ]


def shipment_rows(record: OrderRecord) -> list[Row]:
    return [
        shipment.model_dump(exclude={"tracking", "variant_ids"})
        | {
            "order_number": record.number,
            "position": position,
            "tracking": list(shipment.tracking),
            "variant_ids": list(shipment.variant_ids),
        }
        for position, shipment in enumerate(record.shipments)
    ]


def payment_rows(record: OrderRecord) -> list[Row]:
    return [
        {
            "order_number": record.number,
            "position": position,
            "kind": payment.kind.value,
            "amount_minor": payment.amount,
            "method_id": payment.method_id,
            "at": payment.at,
        }
        for position, payment in enumerate(record.payments)
    ]


def event_rows(record: OrderRecord) -> list[Row]:
    """In the order of time, whatever the file's."""
    return [
        {
            "order_number": record.number,
            "position": position,
            "status": event.status.value,
            "at": event.at,
        }
        for position, event in enumerate(sorted(record.history, key=lambda event: event.at))
    ]
