"""What every verb works with: the customer, the rules, and the trace of what was looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.schemas import Caller
from actions.orders.changes import repository
from actions.orders.changes.errors import ChangeRefusedError, RefusalCode
from actions.orders.changes.schemas import RuleCheck
from actions.orders.errors import OrderNotFoundError
from actions.orders.models import Customer, Order, OrderEvent, OrderState
from actions.orders.numbers import normalise_order_number
from actions.orders.policy.schemas import Policy
from actions.orders.status.timeline import timeline

PERSON = "person"


@dataclass(frozen=True)
class Work:
    """One change on its way. `customer` is authorised, with payment methods loaded."""

    session: AsyncSession
    caller: Caller
    customer: Customer
    policy: Policy
    now: datetime
    checks: list[RuleCheck] = field(default_factory=list)

    @property
    def trace(self) -> tuple[RuleCheck, ...]:
        return tuple(self.checks)

    def require(
        self,
        rule: str,
        holds: bool,
        detail: str,
        code: RefusalCode,
        *,
        date: datetime | None = None,
        instead: Iterable[str] = (),
    ) -> None:
        """Note the rule, and raise `ChangeRefusedError` where it does not hold."""
        if not holds:
            self.refuse(rule, detail, code, date=date, instead=instead)
        self.checks.append(RuleCheck(rule, True, detail, date))

    def refuse(
        self,
        rule: str,
        detail: str,
        code: RefusalCode,
        *,
        date: datetime | None = None,
        instead: Iterable[str] = (),
    ) -> NoReturn:
        self.checks.append(RuleCheck(rule, False, detail, date))
        raise ChangeRefusedError(code, detail, self.trace, tuple(instead))

    async def order(self, written: str) -> Order:
        """The customer's order with everything in it. Raises `OrderNotFoundError`."""
        number = normalise_order_number(written) or ""
        order = await repository.customer_order(self.session, self.customer.id, number)
        if order is None:
            raise OrderNotFoundError
        return order

    def require_status(
        self, rule: str, order: Order, allowed: tuple[OrderState, ...], code: RefusalCode
    ) -> None:
        since = reached_at(order)
        day = f" since {since.date().isoformat()}" if since else ""
        names = " or ".join(state.value for state in allowed)
        detail = f"Order {order.number} is {order.status}{day}; this needs a {names} order."
        self.require(
            rule,
            order.status in allowed,
            detail,
            code,
            date=since,
            instead=possible_instead(order, self.policy),
        )

    def require_items_unchanged(self, rule: str, order: Order, allowed: bool) -> None:
        said = "were changed once already" if order.items_changed else "were not changed before"
        self.require(
            rule,
            allowed or not order.items_changed,
            f"The items of order {order.number} {said}.",
            RefusalCode.ITEMS_ALREADY_CHANGED,
            instead=(PERSON,),
        )

    def set_status(self, order: Order, state: OrderState) -> None:
        """With an entry in the order's history."""
        order.status = state.value
        position = max((event.position for event in order.history), default=-1) + 1
        order.history.append(
            OrderEvent(
                order_number=order.number, position=position, status=state.value, at=self.now
            )
        )


def reached_at(order: Order) -> datetime | None:
    """When the order reached its status, where that is known."""
    return timeline(order)[-1].at


def possible_instead(order: Order, policy: Policy) -> tuple[str, ...]:
    """Actions that the order's status still allows, and a person always."""
    possible: list[str] = []
    free = not order.items_changed
    if order.status in policy.changes.statuses and (free or policy.changes.after_items_changed):
        possible += ["change_address", "change_payment", "change_items"]
    if order.status in policy.cancellation.statuses and (
        free or policy.cancellation.after_items_changed
    ):
        possible.append("cancel")
    if order.status in policy.returns.statuses:
        possible.append("return_items")
    if order.status in policy.exchanges.statuses:
        possible.append("exchange_items")
    if order.status in (OrderState.PROCESSED, OrderState.SHIPPED):
        possible.append("return_items_after_delivery")
    if order.status in (OrderState.CANCELLED, OrderState.RETURN_REQUESTED, OrderState.RETURNED):
        possible.append("refund_status")
    return (*possible, PERSON)
