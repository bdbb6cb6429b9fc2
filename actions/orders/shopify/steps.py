"""Each change as what is to be sent to the shop, and how to see that it was done.

Every write carries the receipt's id, so that a write whose answer was lost is found again instead
of made again.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from actions.orders.addresses.service import AddressChangeRequest
from actions.orders.cancellation.service import CancelRequest
from actions.orders.changes.schemas import Action, ChangeRequest
from actions.orders.importing.schemas import AddressRecord
from actions.orders.money import to_decimal, to_minor
from actions.orders.returns.service import ReturnRequest
from actions.orders.returns.settlement import SettleRequest
from actions.orders.shopify.reading import CLOSED, PAYING, read_address
from actions.orders.shopify.schemas import Json, ShopOrder

# What the API has no way to do is not promised: a person does it in the shop's own pages.
SUPPORTED = frozenset(
    {Action.CANCEL, Action.CHANGE_ADDRESS, Action.RETURN_ITEMS, Action.SETTLE_REQUEST}
)


@dataclass(frozen=True)
class Step:
    """`body` and `done` look at the order as it is at that moment."""

    method: str
    path: Callable[[ShopOrder], str]
    body: Callable[[ShopOrder], Json]
    done: Callable[[ShopOrder], bool]


def steps_of(request: ChangeRequest, receipt: str, refund_minor: int) -> tuple[Step, ...]:
    """`refund_minor` is what the receipt says is refunded."""
    if isinstance(request, CancelRequest):
        return (_cancel(receipt, refund_minor),)
    if isinstance(request, AddressChangeRequest):
        return (_address(request.address),)
    if isinstance(request, ReturnRequest):
        return (_return(request, receipt),)
    if isinstance(request, SettleRequest):
        return (_refund(receipt, refund_minor), _close())
    raise NotImplementedError(request.action)


def _cancel(receipt: str, refund_minor: int) -> Step:
    def body(found: ShopOrder) -> Json:
        moved = _transactions(found, refund_minor)
        refund = {"refund": {"note": receipt, "transactions": moved}} if moved else {}
        return {"reason": "customer", "restock": True, "note": receipt, **refund}

    return Step(
        "POST",
        lambda found: f"{found.path}/cancel.json",
        body,
        lambda found: (
            bool(found.order.get("cancelled_at"))
            and (refund_minor == 0 or _refunded(found, receipt))
        ),
    )


def _address(address: AddressRecord) -> Step:
    sent = {
        "address1": address.line1,
        "address2": address.line2,
        "city": address.city,
        "province_code": address.region,
        "zip": address.postal_code,
        "country_code": address.country,
    }
    return Step(
        "PUT",
        lambda found: f"{found.path}.json",
        lambda found: {"order": {"id": found.order["id"], "shipping_address": sent}},
        lambda found: read_address(found.order.get("shipping_address")) == address.model_dump(),
    )


def _return(request: ReturnRequest, receipt: str) -> Step:
    def body(found: ShopOrder) -> Json:
        left = Counter(request.items)
        lines = []
        for line in found.order["line_items"]:
            count = min(left[str(line["variant_id"])], line["quantity"])
            if count:
                left[str(line["variant_id"])] -= count
                lines.append({"line_item_id": line["id"], "quantity": count})
        return {"return": {"note": receipt, "return_line_items": lines}}

    return Step(
        "POST",
        lambda found: f"{found.path}/returns.json",
        body,
        lambda found: any(one.get("note") == receipt for one in found.returns),
    )


def _refund(receipt: str, refund_minor: int) -> Step:
    def body(found: ShopOrder) -> Json:
        back = [
            {"line_item_id": part["line_item_id"], "quantity": part["quantity"]}
            for part in found.returns[-1]["return_line_items"]
        ]
        lines = [part | {"restock_type": "return"} for part in back]
        moved = _transactions(found, refund_minor)
        return {"refund": {"note": receipt, "refund_line_items": lines, "transactions": moved}}

    return Step(
        "POST",
        lambda found: f"{found.path}/refunds.json",
        body,
        lambda found: _refunded(found, receipt),
    )


def _close() -> Step:
    return Step(
        "POST",
        lambda found: f"{found.path}/returns/{found.returns[-1]['id']}/close.json",
        lambda found: {},
        lambda found: found.returns[-1]["status"] == CLOSED,
    )


def _refunded(found: ShopOrder, receipt: str) -> bool:
    return any(one.get("note") == receipt for one in found.order.get("refunds") or ())


def _transactions(found: ShopOrder, amount_minor: int) -> list[Json]:
    """Through the payments that it came in by, the first one first."""
    currency = str(found.order["currency"])
    moved: list[Json] = []
    for paid in found.transactions:
        if paid["kind"] not in PAYING or amount_minor <= 0:
            continue
        back = sum(
            to_minor(str(one["amount"]), currency)
            for one in found.transactions
            if one["kind"] == "refund" and one.get("parent_id") == paid["id"]
        )
        part = min(to_minor(str(paid["amount"]), currency) - back, amount_minor)
        if part > 0:
            amount_minor -= part
            moved.append(
                {
                    "parent_id": paid["id"],
                    "kind": "refund",
                    "gateway": paid["gateway"],
                    "amount": to_decimal(part, currency),
                }
            )
    return moved
