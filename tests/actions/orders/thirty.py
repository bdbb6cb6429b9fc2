"""An invented shop of thirty orders: every status, one and several pieces, all ways to pay."""

from typing import Any

from tests.actions.orders.shop import Json

STATUSES = ("pending", "delivered", "processed", "cancelled", "shipped")
CUSTOMERS = 6
ORDERS = 30
COLOURS = ("moss", "plum", "sand", "slate")
PRODUCTS = ("Tote", "Scarf", "Lamp", "Mug")


def customer_id(index: int) -> str:
    return f"customer-{index}"


def email(index: int) -> str:
    return f"buyer{index}@shop.example"


def number(index: int) -> str:
    """Orders go round the customers and the statuses."""
    return f"#W{3_000_000 + index}"


def variant_id(product: int, colour: int) -> str:
    return f"V-{product}-{colour}"


def price_minor(product: int, colour: int) -> int:
    return 1_000 * (product + 1) + 150 * colour


def address(index: int) -> Json:
    return {
        "line1": f"{index + 1} Willow Lane",
        "city": "Bergen",
        "postal_code": f"50{index:02}",
        "country": "NO",
    }


def owner(index: int) -> int:
    return index % CUSTOMERS


def status(index: int) -> str:
    return STATUSES[index % len(STATUSES)]


def a_shop_of_thirty() -> Json:
    return {
        "currency": "EUR",
        "products": [_product(place, name) for place, name in enumerate(PRODUCTS)],
        "customers": [_customer(index) for index in range(CUSTOMERS)],
        "orders": [_order(index) for index in range(ORDERS)],
    }


def _amount(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"


def _product(place: int, name: str) -> Json:
    """The last colour is sold out; mugs are not counted."""
    variants: list[Json] = []
    for colour, word in enumerate(COLOURS):
        gone = colour == len(COLOURS) - 1
        counted: dict[str, Any] = {"stock": 0 if gone else 3}
        variants.append(
            {
                "id": variant_id(place, colour),
                "options": {"colour": word},
                "price": _amount(price_minor(place, colour)),
                **({"available": not gone} if name == "Mug" else counted),
            }
        )
    return {"id": f"P-{place}", "name": name, "variants": variants}


def _customer(index: int) -> Json:
    return {
        "id": customer_id(index),
        "first_name": "Buyer",
        "last_name": f"Number{index}",
        "email": email(index),
        "address": address(index),
        "payment_methods": [
            {"id": f"card-{index}", "kind": "credit_card", "brand": "visa", "last_four": "4242"},
            {"id": f"gift-{index}", "kind": "gift_card", "balance": "60.00"},
            {"id": f"small-{index}", "kind": "gift_card", "balance": "1.00"},
            {"id": f"paypal-{index}", "kind": "paypal"},
        ],
    }


def _order(index: int) -> Json:
    buyer, state = owner(index), status(index)
    lines = [(index % 4, index % 2, 1 + index % 2), ((index + 1) % 4, 0, 1)]
    total = sum(price_minor(product, colour) * count for product, colour, count in lines)
    method = f"card-{buyer}" if index % 3 else f"gift-{buyer}"
    paid = {"kind": "payment", "amount": _amount(total), "method_id": method}
    return {
        "number": number(index),
        "customer_id": customer_id(buyer),
        "status": state,
        "placed_at": f"2026-10-{1 + index % 28:02}T09:00:00Z",
        "address": address(buyer),
        "items": [
            {
                "variant_id": variant_id(product, colour),
                "product_id": f"P-{product}",
                "name": PRODUCTS[product],
                "options": {"colour": COLOURS[colour]},
                "price": _amount(price_minor(product, colour)),
                "quantity": count,
            }
            for product, colour, count in lines
        ],
        "shipments": _shipments(index, state),
        "payments": [paid, paid | {"kind": "refund"}] if state == "cancelled" else [paid],
    }


def _shipments(index: int, state: str) -> list[Json]:
    if state not in ("shipped", "delivered"):
        return []
    sent: Json = {"tracking": [f"TRACK{index}"], "shipped_at": "2026-11-10T08:00:00Z"}
    return [sent | ({"delivered_at": "2026-11-12T15:00:00Z"} if state == "delivered" else {})]
