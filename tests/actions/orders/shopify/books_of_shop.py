"""An invented shop's own books, in the words of its Admin API. It refuses what a shop refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any

Json = dict[str, Any]

PLACED = "2026-10-05T09:00:00Z"
SENT = "2026-11-10T08:00:00Z"
ARRIVED = "2026-11-12T15:00:00Z"


class RefusedError(Exception):
    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def cents(amount: str) -> int:
    return round(float(amount) * 100)


def amount(minor: int) -> str:
    return f"{minor / 100:.2f}"


class ShopBooks:
    def __init__(self, shop: Json) -> None:
        self.currency = shop["currency"]
        self._ids = count(70_001)
        self._ticks = count(1)
        self.products = {p["id"]: _product(p) for p in shop["products"]}
        self.customers = {c["id"]: _customer(c) for c in shop["customers"]}
        self.cards = {
            method["id"].removeprefix("gift-"): {
                "id": method["id"].removeprefix("gift-"),
                "balance": method["balance"],
                "customer_id": customer["id"],
            }
            for customer in shop["customers"]
            for method in customer["payment_methods"]
            if method["id"].startswith("gift-")
        }
        self.orders: dict[str, Json] = {}
        self.transactions: dict[str, list[Json]] = {}
        self.returns: dict[str, list[Json]] = {}
        for record in shop["orders"]:
            self.add(record)

    def of_customer(self, customer: str) -> list[Json]:
        return [o for o in self.orders.values() if o["customer"]["id"] == customer]

    def cancel(self, order: str, body: Json) -> Json:
        found = self._touched(order)
        if found["cancelled_at"] or found["fulfillments"]:
            raise RefusedError(422, "Cannot cancel an order that is cancelled or fulfilled")
        found |= {"cancelled_at": self._now(), "cancel_reason": body["reason"]}
        if "refund" in body:
            self._refund(order, body["refund"])
        return {"order": found}

    def put(self, order: str, body: Json) -> Json:
        found = self._touched(order)
        found["shipping_address"] = body["order"]["shipping_address"]
        return {"order": found}

    def ask_return(self, order: str, body: Json) -> Json:
        found = self._touched(order)
        if any(one["status"] == "open" for one in self.returns[order]):
            raise RefusedError(422, "Return items are already being returned")
        asked = body["return"] | {
            "id": next(self._ids),
            "order_id": found["id"],
            "status": "open",
            "created_at": self._now(),
            "closed_at": None,
        }
        self.returns[order].append(asked)
        return {"return": asked}

    def refund(self, order: str, body: Json) -> Json:
        self._touched(order)
        return {"refund": self._refund(order, body["refund"])}

    def close_return(self, order: str, asked: str) -> Json:
        self._touched(order)
        found = next(one for one in self.returns[order] if str(one["id"]) == asked)
        found |= {"status": "closed", "closed_at": self._now()}
        return {"return": found}

    def _refund(self, order: str, refund: Json) -> Json:
        moved = []
        for part in refund["transactions"]:
            paid = next(t for t in self.transactions[order] if t["id"] == part["parent_id"])
            back = sum(
                cents(t["amount"])
                for t in self.transactions[order]
                if t.get("parent_id") == part["parent_id"]
            )
            if cents(part["amount"]) + back > cents(paid["amount"]):
                raise RefusedError(422, "Refund amount exceeds what is left of the payment")
            more = {"id": next(self._ids), "status": "success", "created_at": self._now()}
            told = {key: paid[key] for key in ("receipt", "payment_details")}
            moved.append(part | more | told)
            if paid["gateway"] == "gift_card":
                card = self.cards[str(paid["receipt"]["gift_card_id"])]
                card["balance"] = amount(cents(card["balance"]) + cents(part["amount"]))
        self.transactions[order] += moved
        kept = refund | {"id": next(self._ids), "created_at": self._now(), "transactions": moved}
        self.orders[order]["refunds"].append(kept)
        return kept

    def _touched(self, order: str) -> Json:
        if order not in self.orders:
            raise RefusedError(404, "Not Found")
        self.orders[order]["updated_at"] = self._now()
        return self.orders[order]

    def _now(self) -> str:
        return datetime.fromtimestamp(1_795_000_000 + next(self._ticks), UTC).isoformat()

    def add(self, record: Json) -> None:
        """An order is placed; its customer counts as changed."""
        order = str(next(self._ids))
        customer = self.customers[record["customer_id"]]
        customer["updated_at"] = self._now()
        cancelled = record["status"] == "cancelled"
        self.orders[order] = {
            "id": int(order),
            "name": record["number"],
            "currency": self.currency,
            "created_at": PLACED,
            "updated_at": PLACED,
            "cancelled_at": PLACED if cancelled else None,
            "fulfillment_status": "fulfilled" if _parcels(record) else None,
            "customer": {"id": customer["id"]},
            "shipping_address": customer["default_address"],
            "line_items": _lines(record, lambda: next(self._ids)),
            "fulfillments": _parcels(record),
            "refunds": [],
        }
        self.returns[order] = []
        self.transactions[order] = []
        for payment in record["payments"]:
            gift = payment["method_id"].startswith("gift-")
            card = payment["method_id"].removeprefix("gift-")
            refund = payment["kind"] == "refund"
            parent = {"parent_id": self.transactions[order][0]["id"]} if refund else {}
            self.transactions[order].append(
                {
                    "id": next(self._ids),
                    "kind": "refund" if refund else "sale",
                    "status": "success",
                    "gateway": "gift_card" if gift else "shopify_payments",
                    "amount": payment["amount"],
                    "created_at": PLACED,
                    "receipt": {"gift_card_id": card} if gift else {},
                    "payment_details": None if gift else _card(),
                    **parent,
                }
            )


def _card() -> Json:
    return {"credit_card_company": "Visa", "credit_card_number": "•••• •••• •••• 4242"}


def _product(product: Json) -> Json:
    return {
        "id": product["id"],
        "title": product["name"],
        "product_type": "",
        "options": [{"name": name} for name in product["variants"][0]["options"]],
        "variants": [_variant(variant) for variant in product["variants"]],
    }


def _variant(variant: Json) -> Json:
    counted = "stock" in variant
    return {
        "id": variant["id"],
        "price": variant["price"],
        **{f"option{n}": value for n, value in enumerate(variant["options"].values(), start=1)},
        "inventory_management": "shopify" if counted else None,
        "inventory_policy": "deny" if counted else "continue",
        "inventory_quantity": variant.get("stock", 0),
    }


def _customer(customer: Json) -> Json:
    address = customer["address"]
    return {
        "id": customer["id"],
        "email": customer["email"],
        "first_name": customer["first_name"],
        "last_name": customer["last_name"],
        "updated_at": PLACED,
        "default_address": {
            "address1": address["line1"],
            "address2": None,
            "city": address["city"],
            "province_code": None,
            "zip": address["postal_code"],
            "country_code": address["country"],
        },
    }


def _lines(record: Json, new_id: Callable[[], int]) -> list[Json]:
    return [
        {
            "id": new_id(),
            "variant_id": item["variant_id"],
            "product_id": item["product_id"],
            "title": item["name"],
            "variant_title": next(iter(item["options"].values()), None),
            "price": item["price"],
            "quantity": item["quantity"],
        }
        for item in record["items"]
    ]


def _parcels(record: Json) -> list[Json]:
    state = record["status"]
    if state not in ("processed", "shipped", "delivered"):
        return []
    arrived = state == "delivered"
    return [
        {
            "status": "pending" if state == "processed" else "success",
            "shipment_status": "delivered" if arrived else None,
            "tracking_numbers": ["TRACK1"],
            "tracking_company": "Royal Post",
            "created_at": SENT,
            "updated_at": ARRIVED if arrived else SENT,
            "line_items": [],
        }
    ]
