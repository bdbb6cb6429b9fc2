"""How tests have things done: plan, yes, receipt."""

from itertools import count

import pytest

from actions.orders.access.schemas import Caller, by_bot, by_operator
from actions.orders.changes.errors import ChangeRefusedError
from actions.orders.changes.schemas import ChangeRequest, Receipt
from actions.orders.importing.schemas import AddressRecord
from actions.orders.status.schemas import OrderStatus
from actions.orders.store import OrderStore, SqlOrderStore
from actions.orders.verification.service import verify_by_order_and_email
from tests.actions.orders.thirty import customer_id, email, number, owner

_KEYS = count()

HARBOUR = AddressRecord(
    line1="9 Harbour Road", city="Oslo", postal_code="0150", country="NO", region="", line2=""
)


def vouched(index: int) -> Caller:
    """The operator, for the customer of this order."""
    return by_operator(customer_id(owner(index)))


async def done(store: OrderStore, caller: Caller, request: ChangeRequest) -> Receipt:
    confirmation = await store.propose(caller, request)
    receipt = await store.confirm(caller, confirmation.token, f"key-{next(_KEYS)}")
    assert isinstance(receipt, Receipt)
    assert receipt.lines == confirmation.plan.lines
    return receipt


async def refused(store: OrderStore, caller: Caller, request: ChangeRequest) -> ChangeRefusedError:
    """The refusal; its trace ends with the rule that was broken."""
    with pytest.raises(ChangeRefusedError) as raised:
        await store.propose(caller, request)
    assert not raised.value.trace[-1].holds
    assert all(check.holds for check in raised.value.trace[:-1])
    return raised.value


async def order(store: OrderStore, index: int) -> OrderStatus:
    return await store.order(vouched(index), number(index))


async def balance(store: OrderStore, buyer: int, method: str) -> int:
    profile = await store.profile(by_operator(customer_id(buyer)))
    (held,) = [m for m in profile.payment_methods if m.id == f"{method}-{buyer}"]
    assert held.balance_minor is not None
    return held.balance_minor


async def stock(store: OrderStore, variant: str) -> int | None:
    product = await store.product(f"P-{variant.split('-')[1]}")
    return next(v.stock for v in product.variants if v.id == variant)


async def verified(store: SqlOrderStore, index: int, conversation: str = "c1") -> Caller:
    async with store.writer.begin() as session:
        customer = await verify_by_order_and_email(
            session,
            conversation=conversation,
            order_number=number(index),
            email=email(owner(index)),
            now=store.clock(),
        )
    assert customer == customer_id(owner(index))
    return by_bot(conversation)
