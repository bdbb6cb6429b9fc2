"""Many attempts at once on the same orders, each in a transaction of its own."""

import asyncio
import secrets

from actions.orders.access.schemas import by_operator
from actions.orders.cancellation.service import CancelRequest
from actions.orders.changes.schemas import Receipt
from actions.orders.errors import OrderStoreError
from actions.orders.store import SqlOrderStore
from tests.actions.orders.shop import Json
from tests.actions.orders.thirty import a_shop_of_thirty

ATTEMPTS = 50
GIFT = "gift-x"
PRICE = 1_000


def a_shop_of_pending_orders(orders: int) -> Json:
    """Each of one customer, paid by one gift card, so that every refund can be seen on it."""
    shop = a_shop_of_thirty()
    customer = shop["customers"][0] | {
        "id": "x",
        "email": "x@shop.example",
        "payment_methods": [{"id": GIFT, "kind": "gift_card", "balance": "0.00"}],
    }
    line = {"variant_id": "V-0-0", "product_id": "P-0", "name": "Tote", "price": "10.00"}
    paid = {"kind": "payment", "amount": "10.00", "method_id": GIFT}
    return {
        "currency": "EUR",
        "products": shop["products"],
        "customers": [customer],
        "orders": [
            {
                "number": f"#X{index}",
                "customer_id": "x",
                "status": "pending",
                "address": customer["address"],
                "items": [line],
                "payments": [paid],
            }
            for index in range(orders)
        ],
    }


async def race(store: SqlOrderStore, order: str) -> tuple[int, set[str]]:
    """Fifty callers who each have a plan in hand say yes at once:
    how many different receipts there are, and the codes of those who came too late."""
    caller = by_operator("x")
    request = CancelRequest(order=order, reason="no longer needed")
    tokens = [(await store.propose(caller, request)).token for _ in range(ATTEMPTS)]

    async def attempt(token: str) -> str:
        try:
            answer = await store.confirm(caller, token, secrets.token_hex(8))
        except OrderStoreError as error:
            return error.code
        return answer.id if isinstance(answer, Receipt) else "asked_again"

    answers = set(await asyncio.gather(*(attempt(token) for token in tokens)))
    receipts = {answer for answer in answers if answer.startswith("R-")}
    return len(receipts), answers - receipts


async def race_with_one_key(store: SqlOrderStore, order: str) -> int:
    """Fifty times the same request with the same key at once: how many receipts there are."""
    caller = by_operator("x")
    request = CancelRequest(order=order, reason="no longer needed")
    receipts = await asyncio.gather(
        *(store.make(caller, request, f"key {order}") for _ in range(ATTEMPTS))
    )
    return len({receipt.id for receipt in receipts})
