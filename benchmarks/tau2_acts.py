"""Every order of tau2-bench's retail shop, asked for and changed through the service layer.

    python benchmarks/tau2_acts.py --data PATH/TO/tau2-retail

Imports the whole shop into a new database, then sends lines to `act` as `shopbell orders act`
does: each order is read by its own customer and by another one; each action is tried on each
order and must be allowed or refused as the order's status says; then every pending order is
cancelled and every delivered one returned, and the books are summed. Prints counts, and how long a
line took; ends with status 1 where an answer is not the one expected.
"""

import argparse
import asyncio
import json
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from actions.orders.acting.service import act
from actions.orders.importing.reading import read_shop_data
from actions.orders.importing.service import import_shop
from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from benchmarks.tau2_orders import ORIGINAL, convert_file, find_database
from shopbell.database import open_database
from shopbell.schema import migrate
from shopbell.settings import Settings

Json = dict[str, Any]
ELSEWHERE = {"line1": "1 Elsewhere", "city": "Far", "postal_code": "00000", "country": "USA"}
ALLOWED = {
    "cancel": "pending",
    "change_address": "pending",
    "return_items": "delivered",
    "exchange_items": "delivered",
    "change_items": "pending",
}


class Run:
    def __init__(self, store: SqlOrderStore, shop: Json) -> None:
        self.store = store
        self.shop = shop
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.products = {product["id"]: product for product in shop["products"]}

    async def say(self, action: str, customer: str, args: Json, **more: Any) -> Json:
        line = json.dumps({"action": action, "customer": customer, "args": args, **more})
        self.counts["lines"] += 1
        return (await act(self.store, line, lambda: secrets.token_hex(8))).content

    def expect(self, what: str, order: Json, right: bool) -> None:
        self.counts[what] += right
        if not right:
            self.wrong.append(f"{what}: {order['number']}")

    async def read(self, order: Json, stranger: str) -> None:
        number, owner = order["number"], order["customer_id"]
        answer = (await self.say("order", owner, {"order": number})).get("result", {})
        items = [
            {key: item[key] for key in ("variant_id", "name", "options", "price")}
            for item in answer.get("items", ())
        ]
        wanted = [
            {key: item[key] for key in ("variant_id", "name", "options", "price")}
            for item in order["items"]
        ]
        paid = [(p["kind"], p["amount"], p["method_id"]) for p in answer.get("movements", ())]
        self.expect(
            "orders read as in the file",
            order,
            items == wanted
            and answer["status"] == order["status"]
            and paid == [(p["kind"], p["amount"], p["method_id"]) for p in order["payments"]],
        )
        refused = await self.say("order", stranger, {"order": number})
        self.expect("strangers refused", order, refused.get("code") == "order_not_found")

    def arguments(self, action: str, order: Json) -> Json | None:
        """None where this order has no other variant in stock to be changed to."""
        args: Json = {"order": order["number"], "method": order["payments"][0]["method_id"]}
        if action == "cancel":
            return {"order": order["number"], "reason": "ordered by mistake"}
        if action == "change_address":
            return {"order": order["number"], "address": ELSEWHERE}
        if action == "return_items":
            return args | {"items": [item["variant_id"] for item in order["items"]]}
        for item in order["items"]:
            product = self.products.get(item["product_id"] or "", {"variants": []})
            for variant in product["variants"]:
                cheaper = float(variant["price"]) <= float(item["price"])
                other = variant["id"] != item["variant_id"]
                if variant["available"] and other and cheaper:
                    return args | {"items": [item["variant_id"]], "new_items": [variant["id"]]}
        return None

    async def try_all(self, order: Json) -> None:
        for action, status in ALLOWED.items():
            args = self.arguments(action, order)
            if args is None:
                continue
            code = (await self.say(action, order["customer_id"], args)).get("code")
            allowed = order["status"] == status
            wanted = "confirmation_required" if allowed else f"order_not_{status}"
            self.expect(f"{action} {'allowed' if allowed else 'refused'}", order, code == wanted)

    async def change(self, order: Json) -> None:
        action = {"pending": "cancel", "delivered": "return_items"}.get(order["status"])
        if action is None:
            return
        args = self.arguments(action, order)
        done = await self.say(action, order["customer_id"], args or {}, confirm=True)
        paid = order["payments"][0]["amount"]
        amounts = [line["amount"]["amount"] for line in done["receipt"]["lines"] if line["amount"]]
        self.expect(f"{action} done", order, done["ok"] and amounts == [paid])


async def run(path: Path, home: Path) -> Run:
    shop = convert_file(path)
    database = open_database(Settings(home=home).database)
    async with database.writer.begin() as session:
        await import_shop(session, read_shop_data(json.dumps(shop).encode()), datetime.now(UTC))
    store = SqlOrderStore(
        database.writer,
        database.reader,
        load_policy(),
        lambda: datetime.now(UTC),
        lambda: secrets.token_urlsafe(16),
    )
    result = Run(store, shop)
    customers = [customer["id"] for customer in shop["customers"]]
    began = time.perf_counter()
    for place, order in enumerate(shop["orders"]):
        other = customers[place % len(customers)]
        stranger = other if other != order["customer_id"] else customers[place - 1]
        await result.read(order, stranger)
        await result.try_all(order)
    for order in shop["orders"]:
        await result.change(order)
    lines = result.counts["lines"]
    print(f"{(time.perf_counter() - began) / lines * 1000:.1f} ms a line, {lines} lines")
    async with database.reader() as session:
        uneven = await session.scalar(
            text(
                "SELECT count(*) FROM (SELECT 1 FROM order_ledger GROUP BY order_number, posting"
                " HAVING sum(amount_minor) <> 0) AS uneven"
            )
        )
    if uneven:
        result.wrong.append(f"{uneven} postings do not sum to zero")
    await database.dispose()
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="db.json, or a folder with it")
    path = find_database(parser.parse_args(arguments).data)
    if path is None:
        print(f"No tau2 retail database there; skipped. Get it from {ORIGINAL}", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        migrate(Settings(home=home))
        result = asyncio.run(run(path, home))
    for what, count in sorted(result.counts.items()):
        print(f"{count:6} {what}")
    print(f"{len(result.wrong):6} wrong")
    for line in result.wrong[:20]:
        print(f"       {line}")
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
