"""What a script is told: plain JSON, money as decimal strings with their currency."""

import dataclasses
from datetime import date, datetime
from typing import Any

from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.changes.encoding import check_json, lines_json
from actions.orders.changes.schemas import Confirmation, Receipt
from actions.orders.customers.schemas import CustomerProfile
from actions.orders.invoices.service import Invoice
from actions.orders.money import to_decimal
from actions.orders.refunds.service import RefundStatus
from actions.orders.status.schemas import OrderStatus

_MINOR = "_minor"


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    return {
        "id": receipt.id,
        "action": receipt.action.value,
        "order": receipt.order,
        "lines": lines_json(receipt.lines, receipt.currency),
        "undo_until": receipt.undo_until.isoformat() if receipt.undo_until else None,
    }


def done_json(receipt: Receipt, result: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "ok": True,
        "receipt": receipt_json(receipt),
        "trace": [check_json(check) for check in receipt.trace],
        "result": result,
    }


def plan_json(confirmation: Confirmation, code: str) -> dict[str, Any]:
    plan = confirmation.plan
    return {
        "ok": False,
        "code": code,
        "confirm": confirmation.token,
        "plan": {
            "action": plan.action.value,
            "order": plan.order,
            "lines": lines_json(plan.lines, plan.currency),
            "expires_at": confirmation.expires_at.isoformat(),
        },
        "trace": [check_json(check) for check in plan.trace],
    }


def order_json(order: OrderStatus) -> dict[str, Any]:
    return _fields(order, order.currency)


def orders_json(orders: tuple[OrderStatus, ...]) -> dict[str, Any]:
    return {"orders": [order_json(order) for order in orders]}


def refunds_json(status: RefundStatus) -> dict[str, Any]:
    currency = status.order.currency
    return {
        "order": status.order.number,
        "status": status.order.status,
        "refunds": [_plain(progress, currency) for progress in status.refunds],
        "waiting": _plain(status.waiting, currency) if status.waiting else None,
    }


def invoice_json(invoice: Invoice) -> dict[str, Any]:
    due = to_decimal(invoice.due_minor, invoice.currency)
    return _fields(invoice, invoice.currency) | {"due": due}


def profile_json(profile: CustomerProfile) -> dict[str, Any]:
    methods = [_plain(method, method.currency) for method in profile.payment_methods]
    plain = _fields(dataclasses.replace(profile, payment_methods=()), "")
    return plain | {"payment_methods": methods}


def product_json(product: ProductFacts) -> dict[str, Any]:
    return _fields(product, product.currency)


def _fields(facts: object, currency: str) -> dict[str, Any]:
    """`…_minor` amounts lose that ending and become decimal strings."""
    return {
        name.removesuffix(_MINOR): _amount(held, currency)
        if name.endswith(_MINOR)
        else _plain(held, currency)
        for name, held in vars(facts).items()
    }


def _plain(value: object, currency: str) -> object:
    if dataclasses.is_dataclass(value):
        return _fields(value, currency)
    if isinstance(value, tuple | list):
        return [_plain(entry, currency) for entry in value]
    if isinstance(value, dict):
        return {name: _plain(held, currency) for name, held in value.items()}
    return value.isoformat() if isinstance(value, datetime | date) else value


def _amount(minor: int | None, currency: str) -> str | None:
    return None if minor is None else to_decimal(minor, currency)
