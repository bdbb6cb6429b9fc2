"""A small invented shop in the import format, and how to get it into a database."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.importing.reading import read_shop_data
from actions.orders.importing.schemas import ImportSummary, ShopData
from actions.orders.importing.service import import_shop

Json = dict[str, Any]

IMPORTED_AT = datetime(2026, 1, 1, tzinfo=UTC)
MINA_EMAIL = "mina@shop.example"
ADA_EMAIL = "Ada.Straße@Shop.example"

_ADDRESS = {
    "line1": "12 Canal Street",
    "city": "Leeds",
    "postal_code": "LS1 4AP",
    "country": "GB",
}
_SERUM_LINE = {
    "variant_id": "V-30",
    "product_id": "P-serum",
    "name": "Dew Drop Serum",
    "options": {"size": "30 ml"},
    "price": "19.90",
}
_SHOP: Json = {
    "currency": "USD",
    "products": [
        {
            "id": "P-serum",
            "name": "Dew Drop Serum",
            "name_zh": "晨露精华",
            "category": "Skin care",
            "image_url": "/images/serum.svg",
            "variants": [
                {"id": "V-30", "options": {"size": "30 ml"}, "price": "19.90", "stock": 12},
                {"id": "V-50", "options": {"size": "50 ml"}, "price": "28.00", "stock": 0},
            ],
        },
        {
            "id": "P-dress",
            "name": "Linen Dress",
            "category": "Dresses",
            "variants": [{"id": "V-dress", "price": "80.00", "available": True}],
        },
    ],
    "customers": [
        {
            "id": "mina",
            "first_name": "Mina",
            "last_name": "Okafor",
            "email": MINA_EMAIL,
            "address": _ADDRESS,
            "payment_methods": [
                {"id": "card-1", "kind": "credit_card", "brand": "visa", "last_four": "4242"},
                {"id": "gift-1", "kind": "gift_card", "balance": "25.00"},
            ],
        },
        {
            "id": "ada",
            "first_name": "Ada",
            "last_name": "Strand",
            "email": ADA_EMAIL,
            "address": _ADDRESS,
            "payment_methods": [{"id": "paypal-2", "kind": "paypal"}],
        },
    ],
    "orders": [
        {
            "number": "#W1000001",
            "customer_id": "mina",
            "status": "shipped",
            "placed_at": "2026-01-05T09:30:00Z",
            "address": _ADDRESS,
            "items": [
                _SERUM_LINE | {"quantity": 2},
                {
                    "variant_id": "V-gone",
                    "product_id": None,
                    "name": "Rose Toner",
                    "price": "7.05",
                },
            ],
            "shipments": [
                {
                    "tracking": ["TRK-1", "TRK-2"],
                    "carrier": "Royal Post",
                    "variant_ids": ["V-30"],
                    "shipped_at": "2026-01-06T08:00:00Z",
                }
            ],
            "payments": [{"kind": "payment", "amount": "46.85", "method_id": "card-1"}],
        },
        {
            "number": "#W1000002",
            "customer_id": "mina",
            "status": "cancelled",
            "placed_at": "2026-01-07T12:00:00Z",
            "address": _ADDRESS,
            "items": [_SERUM_LINE],
            "payments": [
                {"kind": "payment", "amount": "19.90", "method_id": "card-1"},
                {
                    "kind": "refund",
                    "amount": "19.90",
                    "method_id": "card-1",
                    "at": "2026-01-08T10:00:00+08:00",
                },
            ],
            "history": [
                {"status": "cancelled", "at": "2026-01-08T01:00:00Z"},
                {"status": "pending", "at": "2026-01-07T12:00:00Z"},
            ],
        },
        {
            "number": "#W1000003",
            "customer_id": "mina",
            "status": "pending",
            "address": _ADDRESS,
            "items": [_SERUM_LINE],
        },
        {
            "number": "#W2000001",
            "customer_id": "ada",
            "status": "pending",
            "placed_at": "2026-01-09T12:00:00Z",
            "address": _ADDRESS,
            "items": [_SERUM_LINE],
            "payments": [{"kind": "payment", "amount": "19.90", "method_id": "paypal-2"}],
        },
    ],
}


def a_shop() -> Json:
    """A fresh copy, to be changed at will."""
    return deepcopy(_SHOP)


def encoded(shop: object) -> bytes:
    return json.dumps(shop, ensure_ascii=False, indent=1).encode()


def checked(shop: object) -> ShopData:
    return read_shop_data(encoded(shop))


async def load(
    writer: async_sessionmaker[AsyncSession], shop: Json, now: datetime = IMPORTED_AT
) -> ImportSummary:
    async with writer.begin() as session:
        return await import_shop(session, checked(shop), now)
