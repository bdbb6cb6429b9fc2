"""Which deeds an order's state leaves open, so that the console offers no others."""

from __future__ import annotations

from actions.orders.cases.service import CaseKind, case_statuses
from actions.orders.changes.schemas import Action
from actions.orders.policy.schemas import CaseRules
from actions.orders.status.schemas import OrderStatus
from actions.orders.store import OrderStore


def offered_actions(order: OrderStatus, store: OrderStore) -> list[Action]:
    """A hint for the screen: the store looks at every rule again."""
    policy = store.policy
    unchanged = not order.items_changed
    possible: list[Action] = []
    if order.status in policy.cancellation.statuses and (
        unchanged or policy.cancellation.after_items_changed
    ):
        possible.append(Action.CANCEL)
    if order.status in policy.changes.statuses and (
        unchanged or policy.changes.after_items_changed
    ):
        possible += [Action.CHANGE_ADDRESS, Action.CHANGE_PAYMENT, Action.CHANGE_ITEMS]
    if order.request is None:
        if order.status in policy.returns.statuses:
            possible.append(Action.RETURN_ITEMS)
        if order.status in policy.exchanges.statuses:
            possible.append(Action.EXCHANGE_ITEMS)
    elif order.request.settled_at is None:
        possible.append(Action.SETTLE_REQUEST)
    if case_kinds(order.status, policy.cases):
        possible.append(Action.OPEN_CASE)
    return [action for action in possible if store.does(action)]


def case_kinds(status: str, rules: CaseRules) -> list[CaseKind]:
    """What a person may be asked to decide about an order in this state."""
    return [kind for kind in CaseKind if status in case_statuses(rules, kind)]
