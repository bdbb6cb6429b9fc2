"""The API's words as records of the import format, which is what the store keeps of a shop."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pydantic import ValidationError

from actions.orders.importing.schemas import (
    CustomerRecord,
    OrderRecord,
    ProductRecord,
    Record,
)
from actions.orders.models import MethodKind, OrderState, PaymentKind
from actions.orders.shopify.errors import ShopAnswerInvalidError
from actions.orders.shopify.schemas import Json, ShopOrder

OPEN, CLOSED = "open", "closed"
PAYING = ("sale", "capture")
AnyRecord = TypeVar("AnyRecord", bound=Record)
_NO_ADDRESS = {"line1": "-", "city": "-", "postal_code": "-", "country": "-"}


def read_product(product: Json, currency: str) -> ProductRecord:
    names = [str(option["name"]) for option in product.get("options", ())]
    variants = [
        {
            "id": str(variant["id"]),
            "options": {
                name: str(variant[f"option{place}"])
                for place, name in enumerate(names, start=1)
                if variant.get(f"option{place}")
            },
            "price": str(variant["price"]),
            **_stock(variant),
        }
        for variant in product["variants"]
    ]
    found = {"id": str(product["id"]), "name": product["title"], "variants": variants}
    return _record(
        ProductRecord, found | {"category": product.get("product_type") or None}, currency
    )


def _stock(variant: Json) -> Json:
    """Without inventory management, or where more may be sold than there is, nothing is counted."""
    if variant.get("inventory_management") and variant.get("inventory_policy") == "deny":
        return {"stock": max(int(variant.get("inventory_quantity") or 0), 0)}
    return {"available": True}


def read_customer(
    customer: Json, orders: Sequence[ShopOrder], gift_cards: Sequence[Json], currency: str
) -> CustomerRecord:
    """The methods on file are the ones that have paid, and the gift cards."""
    methods = {
        method["id"]: method for order in orders for method in map(read_method, order.transactions)
    }
    for card in gift_cards:
        known = {"kind": MethodKind.GIFT_CARD.value, "balance": str(card["balance"])}
        methods[f"gift-{card['id']}"] = {"id": f"gift-{card['id']}", **known}
    on_file = [
        method | ({"balance": "0"} if method["kind"] == MethodKind.GIFT_CARD.value else {})
        if "balance" not in method
        else method
        for method in methods.values()
    ]
    record = {
        "id": str(customer["id"]),
        "first_name": customer.get("first_name") or customer["email"],
        "last_name": customer.get("last_name") or "",
        "email": customer["email"],
        "address": read_address(customer.get("default_address")),
        "payment_methods": on_file,
    }
    return _record(CustomerRecord, record, currency)


def read_method(transaction: Json) -> Json:
    gateway = str(transaction.get("gateway") or "unknown")
    if gateway == "gift_card":
        card = (transaction.get("receipt") or {}).get("gift_card_id")
        return {"id": f"gift-{card}", "kind": MethodKind.GIFT_CARD.value}
    if "paypal" in gateway:
        return {"id": "paypal", "kind": MethodKind.PAYPAL.value}
    details = transaction.get("payment_details") or {}
    last_four = str(details.get("credit_card_number") or "")[-4:]
    if not last_four.isdigit():
        return {"id": gateway, "kind": MethodKind.CREDIT_CARD.value}
    brand = str(details.get("credit_card_company") or "") or None
    return {
        "id": f"card-{last_four}",
        "kind": MethodKind.CREDIT_CARD.value,
        "brand": brand,
        "last_four": last_four,
    }


def read_address(address: Json | None) -> Json:
    if not address:
        return dict(_NO_ADDRESS)
    return {
        "line1": address.get("address1") or "-",
        "line2": address.get("address2") or "",
        "city": address.get("city") or "-",
        "region": address.get("province_code") or "",
        "postal_code": address.get("zip") or "-",
        "country": address.get("country_code") or "-",
    }


def read_order(found: ShopOrder, products: Iterable[str]) -> OrderRecord:
    order, known = found.order, set(products)
    items = [
        {
            "variant_id": str(line["variant_id"] or f"line-{line['id']}"),
            "product_id": str(line["product_id"]) if str(line["product_id"]) in known else None,
            "name": line["title"],
            "options": {"option": line["variant_title"]} if line.get("variant_title") else {},
            "price": str(line["price"]),
            "quantity": line["quantity"],
        }
        for line in order["line_items"]
    ]
    status, since = status_of(found)
    record = {
        "number": order["name"],
        "customer_id": str(order["customer"]["id"]),
        "status": status.value,
        "placed_at": order["created_at"],
        "address": read_address(order.get("shipping_address")),
        "items": items,
        "shipments": [_shipment(one) for one in _sent(order)],
        "payments": [_payment(one) for one in found.transactions],
        "history": [{"status": status.value, "at": since}] if since else [],
    }
    return _record(OrderRecord, record, str(order["currency"]))


def status_of(found: ShopOrder) -> tuple[OrderState, str | None]:
    """What the order has come to, and since when, where no parcel tells."""
    order = found.order
    if order.get("cancelled_at"):
        return OrderState.CANCELLED, order["cancelled_at"]
    for asked in found.returns:
        if asked["status"] == OPEN:
            return OrderState.RETURN_REQUESTED, asked["created_at"]
    if found.returns:
        return OrderState.RETURNED, found.returns[-1].get("closed_at")
    parcels = order.get("fulfillments") or []
    sent = _sent(order)
    if sent and len(sent) == len(parcels) and all(map(_arrived, sent)):
        whole = order.get("fulfillment_status") == "fulfilled"
        return (OrderState.DELIVERED if whole else OrderState.SHIPPED), None
    if sent:
        return OrderState.SHIPPED, None
    return (OrderState.PROCESSED if parcels else OrderState.PENDING), None


def _sent(order: Json) -> list[Json]:
    return [one for one in order.get("fulfillments") or () if one.get("status") == "success"]


def _arrived(fulfilment: Json) -> bool:
    return fulfilment.get("shipment_status") == "delivered"


def _shipment(fulfilment: Json) -> Json:
    return {
        "tracking": [str(number) for number in fulfilment.get("tracking_numbers") or ()],
        "carrier": fulfilment.get("tracking_company") or None,
        "variant_ids": [str(line["variant_id"]) for line in fulfilment.get("line_items") or ()],
        "shipped_at": fulfilment["created_at"],
        "delivered_at": fulfilment["updated_at"] if _arrived(fulfilment) else None,
    }


def _payment(transaction: Json) -> Json:
    paying = transaction["kind"] in PAYING
    return {
        "kind": (PaymentKind.PAYMENT if paying else PaymentKind.REFUND).value,
        "amount": str(transaction["amount"]),
        "method_id": read_method(transaction)["id"],
        "at": transaction["created_at"],
    }


def _record(model: type[AnyRecord], content: Json, currency: str) -> AnyRecord:
    try:
        return model.model_validate(content, context={"currency": currency})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ShopAnswerInvalidError(f"{model.__name__} {where}: {first['msg']}") from None
