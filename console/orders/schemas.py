"""Requests and answers about doing something with a shopper's order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import BaseModel, Field

from actions.orders.cases.service import CaseKind
from actions.orders.changes.schemas import Action, Confirmation, PlanLine, Receipt, RuleCheck
from actions.orders.customers.schemas import MethodFacts
from actions.orders.money import to_decimal
from console.inbox.order_schemas import MoneyView
from console.schemas import Body, Instant, JsonObject, Text

Token = Annotated[str, Field(min_length=8, max_length=200)]
# A line of a plan, with its currency, in the agent's language.
SayLine = Callable[[PlanLine, str], str]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class PlanBody(Body):
    """`args` are those of the order store's action, such as `{"order": "#W1", "reason": "…"}`."""

    action: Action
    args: JsonObject


class ConfirmBody(Body):
    """The same `key` again gives the same receipt, so that a lost answer may be asked for again."""

    token: Token
    key: Key


class UndoBody(Body):
    receipt: Annotated[str, Field(max_length=64)]
    key: Key


class VerifyBody(Body):
    """What the shopper has said: compared as the bot would, and counted as an attempt of theirs."""

    order: Annotated[Text, Field(min_length=1, max_length=64)]
    email: Annotated[Text, Field(min_length=1, max_length=254)]


class LineView(BaseModel):
    text: str
    amount: MoneyView | None


class CheckView(BaseModel):
    rule: str
    holds: bool
    detail: str


class PlanView(BaseModel):
    action: Action
    order: str | None
    lines: list[LineView]
    checks: list[CheckView]
    token: str
    expires_at: Instant


class ReceiptView(BaseModel):
    id: str
    action: Action
    order: str | None
    lines: list[LineView]
    undo_until: Instant | None


class DoneAnswer(BaseModel):
    """Either what was done, or the new plan where the order has changed since it was shown."""

    receipt: ReceiptView | None = None
    plan: PlanView | None = None


class VerifiedAnswer(BaseModel):
    verified: bool


class MethodView(BaseModel):
    id: str
    kind: str
    brand: str | None
    last_four: str | None
    balance: MoneyView | None


class CaseChoice(BaseModel):
    """A kind of case, and the states of an order in which a person may be asked."""

    kind: CaseKind
    statuses: list[str]


class PhotoChoice(BaseModel):
    """A file that the shopper has sent in this conversation."""

    id: str
    name: str


class ChoicesAnswer(BaseModel):
    """What the shop's rules, the customer's file and the conversation leave to choose from."""

    reasons: list[str]
    methods: list[MethodView]
    cases: list[CaseChoice]
    photos: list[PhotoChoice]


class VariantView(BaseModel):
    id: str
    options: dict[str, str]
    price: MoneyView
    in_stock: bool


class VariantsAnswer(BaseModel):
    name: str
    variants: list[VariantView]


def plan_view(offered: Confirmation, say: SayLine) -> PlanView:
    plan = offered.plan
    return PlanView(
        action=plan.action,
        order=plan.order,
        lines=lines_view(plan.lines, plan.currency, say),
        checks=checks_view(plan.trace),
        token=offered.token,
        expires_at=offered.expires_at,
    )


def receipt_view(receipt: Receipt, say: SayLine) -> ReceiptView:
    return ReceiptView(
        id=receipt.id,
        action=receipt.action,
        order=receipt.order,
        lines=lines_view(receipt.lines, receipt.currency, say),
        undo_until=receipt.undo_until,
    )


def lines_view(lines: tuple[PlanLine, ...], currency: str, say: SayLine) -> list[LineView]:
    return [
        LineView(
            text=say(line, currency),
            amount=None if line.amount_minor is None else money_view(line.amount_minor, currency),
        )
        for line in lines
    ]


def checks_view(checks: tuple[RuleCheck, ...]) -> list[CheckView]:
    return [CheckView(rule=check.rule, holds=check.holds, detail=check.detail) for check in checks]


def method_view(method: MethodFacts) -> MethodView:
    balance = method.balance_minor
    return MethodView(
        id=method.id,
        kind=method.kind,
        brand=method.brand,
        last_four=method.last_four,
        balance=None if balance is None else money_view(balance, method.currency),
    )


def money_view(minor: int, currency: str) -> MoneyView:
    return MoneyView(amount=to_decimal(minor, currency), currency=currency)
