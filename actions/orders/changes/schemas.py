"""A change of an order, from the plan that is shown to the receipt that is left."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from actions.orders.models import Order


class Action(StrEnum):
    CANCEL = "cancel"
    CHANGE_ADDRESS = "change_address"
    CHANGE_PAYMENT = "change_payment"
    CHANGE_ITEMS = "change_items"
    RETURN_ITEMS = "return_items"
    EXCHANGE_ITEMS = "exchange_items"
    CHANGE_DEFAULT_ADDRESS = "change_default_address"
    SETTLE_REQUEST = "settle_request"
    OPEN_CASE = "open_case"
    UNDO = "undo"


class ChangeRequest(BaseModel):
    """What is to be done; each verb has a request of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    action: ClassVar[Action]


@dataclass(frozen=True)
class PlanLine:
    """One thing that will happen. `text` is plain English; who words it otherwise has `kind` and
    `values`. `amount_minor` is positive for what the customer gets, negative for what they pay."""

    kind: str
    text: str
    amount_minor: int | None = None
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleCheck:
    """A rule of the shop that was looked at. `date` is the one that it turned on, if any."""

    rule: str
    holds: bool
    detail: str
    date: datetime | None = None


@dataclass(frozen=True)
class Plan:
    """Everything that will happen, with the amounts. `version` is the order's (0 without one)."""

    action: Action
    customer: str
    order: str | None
    currency: str
    version: int
    lines: tuple[PlanLine, ...]
    trace: tuple[RuleCheck, ...] = ()


@dataclass(frozen=True)
class Confirmation:
    """A plan and the token that says yes to exactly this plan, once, until `expires_at`."""

    token: str
    plan: Plan
    expires_at: datetime


@dataclass(frozen=True)
class Receipt:
    """What was done. `undo_until` is None where it cannot be undone."""

    id: str
    action: Action
    customer: str
    order: str | None
    currency: str
    lines: tuple[PlanLine, ...]
    at: datetime
    undo_until: datetime | None = None
    trace: tuple[RuleCheck, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A change that passed every rule. `perform` does what `lines` say and answers with what an
    undo would need, or None."""

    order: Order | None
    currency: str
    lines: tuple[PlanLine, ...]
    perform: Callable[[], Awaitable[dict[str, Any] | None]]
