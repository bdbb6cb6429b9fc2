"""The service layer for a shop's scripts: a line in, a line out, each a transaction of its own.

The operator vouches for the `customer` that a line names, and the audit says so.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError

from actions.orders.access.schemas import Caller, by_operator
from actions.orders.acting import results
from actions.orders.acting.arguments import (
    CustomerArguments,
    NoArguments,
    OrderArguments,
    ProductArguments,
    ReceiptArguments,
    plain_arguments,
    read_arguments,
    with_address,
)
from actions.orders.acting.schemas import ActLine, Answer, LineInvalidError
from actions.orders.changes.encoding import check_json
from actions.orders.changes.errors import ChangeRefusedError
from actions.orders.changes.registry import VERBS
from actions.orders.changes.schemas import Action, ChangeRequest, Confirmation, Receipt
from actions.orders.errors import CustomerNotFoundError, OrderStoreError
from actions.orders.importing.problems import findings_of, written
from actions.orders.store import OrderStore

Json = dict[str, Any]

CONFIRMATION_REQUIRED = "confirmation_required"
PLAN_CHANGED = "plan_changed"
WITH_ADDRESS = (Action.CHANGE_ADDRESS, Action.CHANGE_DEFAULT_ADDRESS)


async def act(store: OrderStore, text: str, new_key: Callable[[], str]) -> Answer:
    """Never raises for what stands in the line. `new_key` makes the idempotency key of a line
    that has none."""
    try:
        line = _read(text)
        return Answer(await _dispatch(store, line, new_key))
    except LineInvalidError as error:
        trace = [{"rule": "input", "holds": False, "detail": each} for each in error.problems]
        return Answer({"ok": False, "code": error.code, "trace": trace}, str(error))
    except ChangeRefusedError as error:
        checks = [check_json(check) for check in error.trace]
        refused = {"ok": False, "code": error.code, "message": str(error), "trace": checks}
        return Answer(refused | {"instead": list(error.instead)})
    except OrderStoreError as error:
        check = {"rule": error.code, "holds": False, "detail": str(error)}
        return Answer({"ok": False, "code": error.code, "message": str(error), "trace": [check]})


def _read(text: str) -> ActLine:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LineInvalidError("line_invalid", [f"is not JSON: {error}"]) from None
    if not isinstance(content, dict):
        raise LineInvalidError("line_invalid", ["must be one JSON object"])
    try:
        line = ActLine.model_validate(content)
    except ValidationError as error:
        problems = [f"{written(f.path)}: {f.problem}" for f in findings_of(error, ())]
        raise LineInvalidError("line_invalid", list(dict.fromkeys(problems))) from None
    if line.action not in ACTIONS:
        known = ", ".join(sorted(ACTIONS))
        raise LineInvalidError("action_unknown", [f"action: must be one of {known}"])
    return line


async def _dispatch(store: OrderStore, line: ActLine, new_key: Callable[[], str]) -> Json:
    arguments = plain_arguments(line.args)
    named = arguments.pop("customer", None)
    if named is not None and line.customer not in (None, named):
        raise LineInvalidError("arguments_invalid", ["customer: two different ones are named"])
    caller = by_operator(line.customer or named)
    if line.action in READS:
        content = await READS[line.action](store, caller, arguments)
        return {"ok": True, "result": content, "trace": []}
    if line.action == Action.UNDO:
        given = read_arguments(ReceiptArguments, arguments)
        receipt = await store.undo(caller, given.receipt, line.key or new_key())
        return await _done(store, caller, receipt)
    return await _change(store, caller, line, arguments, new_key)


async def _change(
    store: OrderStore,
    caller: Caller,
    line: ActLine,
    arguments: Json,
    new_key: Callable[[], str],
) -> Json:
    action = Action(line.action)
    if action in WITH_ADDRESS:
        arguments = with_address(arguments)
    token = line.confirm if isinstance(line.confirm, str) else None
    request: ChangeRequest | None = None
    if arguments or token is None:
        request = read_arguments(VERBS[action].request, arguments)
    if token is not None:
        answer = await store.confirm(caller, token, line.key or token, request)
        if isinstance(answer, Confirmation):
            return results.plan_json(answer, PLAN_CHANGED)
        return await _done(store, caller, answer)
    if request is not None and line.confirm:
        receipt = await store.make(caller, request, line.key or new_key())
        return await _done(store, caller, receipt)
    offered = await store.propose(caller, read_arguments(VERBS[action].request, arguments))
    return results.plan_json(offered, CONFIRMATION_REQUIRED)


async def _done(store: OrderStore, caller: Caller, receipt: Receipt) -> Json:
    """With the order, or the customer, as it is after the change."""
    if receipt.order is None:
        after = results.profile_json(await store.profile(caller))
    else:
        after = results.order_json(await store.order(caller, receipt.order))
    return results.done_json(receipt, after)


async def _find_customer(store: OrderStore, caller: Caller, arguments: Json) -> Json:
    given = read_arguments(CustomerArguments, arguments)
    if not arguments:
        return results.profile_json(await store.profile(caller))
    if not given.email and not (given.full_name and given.postal_code):
        problem = "needs email, or name (or first_name and last_name) with postal_code"
        raise LineInvalidError("arguments_invalid", [problem])
    found = await store.find_customer(
        email=given.email, name=given.full_name, postal_code=given.postal_code
    )
    if caller.customer not in (None, found.id):
        raise CustomerNotFoundError
    return results.profile_json(found)


async def _order(store: OrderStore, caller: Caller, arguments: Json) -> Json:
    given = read_arguments(OrderArguments, arguments)
    return results.order_json(await store.order(caller, given.order))


async def _orders(store: OrderStore, caller: Caller, arguments: Json) -> Json:
    read_arguments(NoArguments, arguments)
    return results.orders_json(await store.orders(caller))


async def _refunds(store: OrderStore, caller: Caller, arguments: Json) -> Json:
    given = read_arguments(OrderArguments, arguments)
    return results.refunds_json(await store.refunds(caller, given.order))


async def _invoice(store: OrderStore, caller: Caller, arguments: Json) -> Json:
    given = read_arguments(OrderArguments, arguments)
    return results.invoice_json(await store.invoice(caller, given.order))


async def _product(store: OrderStore, _caller: Caller, arguments: Json) -> Json:
    given = read_arguments(ProductArguments, arguments)
    return results.product_json(await store.product(given.product))


READS: dict[str, Callable[[OrderStore, Caller, Json], Awaitable[Json]]] = {
    "find_customer": _find_customer,
    "order": _order,
    "orders": _orders,
    "refund_status": _refunds,
    "invoice": _invoice,
    "product": _product,
}
ACTIONS = frozenset({*READS, *(action.value for action in Action)})
