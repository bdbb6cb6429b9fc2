"""Plans and receipts as JSON, and the digest that a "yes" is bound to."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from actions.orders.changes.schemas import (
    Action,
    ChangeRequest,
    Plan,
    PlanLine,
    Receipt,
    RuleCheck,
)
from actions.orders.models import ReceiptRow
from actions.orders.money import to_decimal


def hashed(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def request_hash(request: ChangeRequest) -> str:
    return hashed(f"{request.action.value}\n{request.model_dump_json()}")


def plan_digest(plan: Plan, request: ChangeRequest) -> str:
    """Over customer, order and its version, parameters, and every line with its amount."""
    return hashed(
        json.dumps(
            {
                "action": plan.action,
                "customer": plan.customer,
                "order": plan.order,
                "version": plan.version,
                "request": request.model_dump(mode="json"),
                "lines": [_line(line) for line in plan.lines],
            },
            sort_keys=True,
        )
    )


def receipt_content(receipt: Receipt) -> dict[str, Any]:
    return {
        "currency": receipt.currency,
        "lines": [_line(line) for line in receipt.lines],
        "trace": [check_json(check) for check in receipt.trace],
    }


def receipt_of(row: ReceiptRow) -> Receipt:
    return Receipt(
        id=row.id,
        action=Action(row.action),
        customer=row.customer_id,
        order=row.order_number,
        currency=row.content["currency"],
        lines=tuple(PlanLine(**line) for line in row.content["lines"]),
        at=row.at,
        undo_until=row.undo_until,
        trace=tuple(_check(check) for check in row.content["trace"]),
    )


def check_json(check: RuleCheck) -> dict[str, Any]:
    written = {"rule": check.rule, "holds": check.holds, "detail": check.detail}
    return written | ({"date": check.date.isoformat()} if check.date else {})


def lines_json(lines: tuple[PlanLine, ...], currency: str) -> list[dict[str, Any]]:
    """As the contract's receipt has them, amounts as decimal strings."""
    return [
        {
            "text": line.text,
            "amount": None
            if line.amount_minor is None
            else {"amount": to_decimal(line.amount_minor, currency), "currency": currency},
        }
        for line in lines
    ]


def _line(line: PlanLine) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "text": line.text,
        "amount_minor": line.amount_minor,
        "values": line.values,
    }


def _check(written: Mapping[str, Any]) -> RuleCheck:
    date = written.get("date")
    return RuleCheck(
        written["rule"],
        written["holds"],
        written["detail"],
        datetime.fromisoformat(date) if date else None,
    )
