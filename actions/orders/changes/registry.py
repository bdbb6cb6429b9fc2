"""Which verb does which action."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from actions.orders.access.schemas import Actor
from actions.orders.addresses.service import (
    AddressChangeRequest,
    DefaultAddressRequest,
    prepare_address_change,
    prepare_default_address,
)
from actions.orders.cancellation.service import CancelRequest, prepare_cancellation
from actions.orders.cases.service import CaseRequest, prepare_case
from actions.orders.changes.schemas import Action, ChangeRequest, Prepared
from actions.orders.changes.work import Work
from actions.orders.exchanges.service import ExchangeRequest, prepare_exchange
from actions.orders.item_changes.service import ItemChangeRequest, prepare_item_change
from actions.orders.payments.service import PaymentChangeRequest, prepare_payment_change
from actions.orders.returns.service import ReturnRequest, prepare_return
from actions.orders.returns.settlement import SettleRequest, prepare_settlement

Request = TypeVar("Request", bound=ChangeRequest)


@dataclass(frozen=True)
class Verb(Generic[Request]):
    """`actors` is None where whoever is verified may do it."""

    request: type[Request]
    prepare: Callable[[Work, Request], Awaitable[Prepared]]
    actors: frozenset[Actor] | None = None


VERBS: dict[Action, Verb[Any]] = {
    verb.request.action: verb
    for verb in (
        Verb(CancelRequest, prepare_cancellation),
        Verb(AddressChangeRequest, prepare_address_change),
        Verb(DefaultAddressRequest, prepare_default_address),
        Verb(PaymentChangeRequest, prepare_payment_change),
        Verb(ItemChangeRequest, prepare_item_change),
        Verb(ReturnRequest, prepare_return),
        Verb(ExchangeRequest, prepare_exchange),
        Verb(SettleRequest, prepare_settlement, frozenset({Actor.AGENT, Actor.OPERATOR})),
        Verb(CaseRequest, prepare_case),
    )
}
