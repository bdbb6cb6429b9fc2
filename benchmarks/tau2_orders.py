"""Turn the retail shop of tau2-bench into Shopbell's import format (`docs/order-store.md`).

    python benchmarks/tau2_orders.py --data PATH/TO/tau2-retail --out shop.json
    shopbell orders import shop.json

The public original is `data/tau2/domains/retail/db.json` of
https://github.com/sierra-research/tau2-bench (MIT licence). `--data` is that file, or a folder
that has it as `tau2-retail/db.json`.

That shop does not count its stock, it only says whether a variant is available. It has no dates
or carriers.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

ORIGINAL = "https://github.com/sierra-research/tau2-bench (data/tau2/domains/retail/db.json)"
CURRENCY = "USD"

Json = dict[str, Any]


def find_database(data: Path) -> Path | None:
    """The database file at `data` or in that folder, None where there is none."""
    places = (data, data / "db.json", data / "tau2-retail" / "db.json")
    return next((place for place in places if place.is_file()), None)


def convert_file(path: Path) -> Json:
    """Read tau2's `db.json` and convert it; amounts stay exact decimals on the way."""
    return convert(json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))


def convert(shop: Json) -> Json:
    return {
        "currency": CURRENCY,
        "products": [_product(product) for product in shop["products"].values()],
        "customers": [_customer(user) for user in shop["users"].values()],
        "orders": [_order(order, shop["products"]) for order in shop["orders"].values()],
    }


def _product(product: Json) -> Json:
    return {
        "id": product["product_id"],
        "name": product["name"],
        "variants": [
            {
                "id": variant["item_id"],
                "options": variant["options"],
                "price": _amount(variant["price"]),
                "available": variant["available"],
            }
            for variant in product["variants"].values()
        ],
    }


def _customer(user: Json) -> Json:
    return {
        "id": user["user_id"],
        "first_name": user["name"]["first_name"],
        "last_name": user["name"]["last_name"],
        "email": user["email"],
        "address": _address(user["address"]),
        "payment_methods": [_method(method) for method in user["payment_methods"].values()],
    }


def _method(method: Json) -> Json:
    converted = {"id": method["id"], "kind": method["source"]}
    converted |= {key: method[key] for key in ("brand", "last_four") if key in method}
    if "balance" in method:
        converted["balance"] = _amount(method["balance"])
    return converted


def _order(order: Json, products: Json) -> Json:
    return {
        "number": order["order_id"],
        "customer_id": order["user_id"],
        "status": _status(order["status"]),
        "address": _address(order["address"]),
        "items": [
            {
                "variant_id": item["item_id"],
                "product_id": item["product_id"] if item["product_id"] in products else None,
                "name": item["name"],
                "options": item["options"],
                "price": _amount(item["price"]),
            }
            for item in order["items"]
        ],
        "shipments": [
            {"tracking": fulfilment["tracking_id"], "variant_ids": fulfilment["item_ids"]}
            for fulfilment in order["fulfillments"]
        ],
        "payments": [
            {
                "kind": entry["transaction_type"],
                "amount": _amount(entry["amount"]),
                "method_id": entry["payment_method_id"],
            }
            for entry in order["payment_history"]
        ],
    }


def _status(status: str) -> str:
    """tau2's tools write "pending (item modified)" and "return requested"."""
    return status.split(" (")[0].replace(" ", "_")


def _address(address: Json) -> Json:
    return {
        "line1": address["address1"],
        "line2": address["address2"],
        "city": address["city"],
        "region": address["state"],
        "postal_code": address["zip"],
        "country": address["country"],
    }


def _amount(value: Decimal | int) -> str:
    return str(Decimal(value).quantize(Decimal("0.01")))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="db.json, or a folder with it")
    parser.add_argument("--out", type=Path, help="file to write; standard output without it")
    options = parser.parse_args(arguments)
    path = find_database(options.data)
    if path is None:
        print(f"No tau2 retail database at {options.data}. Get it from {ORIGINAL}", file=sys.stderr)
        return 2
    text = json.dumps(convert_file(path), ensure_ascii=False, indent=1)
    if options.out is None:
        print(text)
    else:
        options.out.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
