"""Change where an order goes, or where a customer's next orders go."""

from functools import partial
from typing import Any, ClassVar

from actions.orders.changes.errors import RefusalCode
from actions.orders.changes.schemas import Action, ChangeRequest, PlanLine, Prepared
from actions.orders.changes.work import Work
from actions.orders.importing.schemas import AddressRecord
from actions.orders.models import AddressColumns, Customer, Order
from actions.orders.payments.currency import customer_currency

FIELDS = ("line1", "line2", "city", "region", "postal_code", "country")


class AddressChangeRequest(ChangeRequest):
    action: ClassVar[Action] = Action.CHANGE_ADDRESS
    order: str
    address: AddressRecord


class DefaultAddressRequest(ChangeRequest):
    action: ClassVar[Action] = Action.CHANGE_DEFAULT_ADDRESS
    address: AddressRecord


async def prepare_address_change(work: Work, request: AddressChangeRequest) -> Prepared:
    order = await work.order(request.order)
    rules = work.policy.changes
    work.require_status("changes.statuses", order, rules.statuses, RefusalCode.ORDER_NOT_PENDING)
    work.require_items_unchanged("changes.after_items_changed", order, rules.after_items_changed)
    _require_another(work, order, request.address)
    line = PlanLine(
        "address",
        f"Order {order.number} goes to {one_line(request.address.model_dump())} "
        f"instead of {one_line(address_of(order))}.",
        values={"order": order.number, **request.address.model_dump()},
    )
    perform = partial(_change, order, request.address)
    return Prepared(order, order.currency, (line,), perform)


async def prepare_default_address(work: Work, request: DefaultAddressRequest) -> Prepared:
    _require_another(work, work.customer, request.address)
    line = PlanLine(
        "default_address",
        f"New orders go to {one_line(request.address.model_dump())} "
        f"instead of {one_line(address_of(work.customer))}. Orders placed before keep theirs.",
        values=dict(request.address.model_dump()),
    )
    perform = partial(_change, work.customer, request.address)
    return Prepared(None, customer_currency(work.customer), (line,), perform)


def address_of(holder: AddressColumns) -> dict[str, str]:
    return {name: getattr(holder, name) for name in FIELDS}


def put_address(holder: AddressColumns, address: dict[str, str]) -> None:
    for name in FIELDS:
        setattr(holder, name, address[name])


def one_line(address: dict[str, str]) -> str:
    return ", ".join(address[name] for name in FIELDS if address[name].strip())


def _require_another(work: Work, holder: Order | Customer, address: AddressRecord) -> None:
    work.require(
        "addresses.another",
        address_of(holder) != address.model_dump(),
        "The new address must be another than the one that is there.",
        RefusalCode.ADDRESS_UNCHANGED,
    )


async def _change(holder: Order | Customer, address: AddressRecord) -> dict[str, Any]:
    before = address_of(holder)
    put_address(holder, address.model_dump())
    return {"before": before, "after": address.model_dump()}
