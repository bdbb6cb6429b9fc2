"""A stranger who tries every call there is, with everything but a proof of who they are.

What they hold is real: order numbers, names, e-mails, plans and receipts of others. What they do
not have is somebody's mail, or an address and a number that belong together.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from random import Random

from actions.orders.access.schemas import Caller, by_agent, by_bot, by_operator, by_shopper
from actions.orders.addresses.service import AddressChangeRequest, DefaultAddressRequest
from actions.orders.cancellation.service import CancelRequest
from actions.orders.cases.service import CaseKind, CaseRequest
from actions.orders.changes.schemas import ChangeRequest
from actions.orders.exchanges.service import ExchangeRequest
from actions.orders.item_changes.service import ItemChangeRequest
from actions.orders.payments.service import PaymentChangeRequest
from actions.orders.returns.service import ReturnRequest
from actions.orders.returns.settlement import SettleRequest
from actions.orders.store import SqlOrderStore
from actions.orders.verification.codes import request_code, verify_by_code
from actions.orders.verification.schemas import VerificationLimits
from actions.orders.verification.service import (
    verify_by_name_and_postal_code,
    verify_by_order_and_email,
)
from tests.actions.orders.acts import HARBOUR
from tests.actions.orders.thirty import ORDERS, email, number, owner, variant_id

Call = Callable[[], Awaitable[object]]
# Guesses of a code must be looked at, so that none is refused only because of those before it.
LIMITS = VerificationLimits(per_order=10**6, per_conversation=10**6, per_site=10**6, per_code=10**6)


class Stranger:
    """`token` and `receipt` are a customer's, from a conversation that is not the stranger's;
    `conversations` have no live verification."""

    def __init__(
        self,
        store: SqlOrderStore,
        chance: Random,
        conversations: tuple[str, ...],
        token: str,
        receipt: str,
    ) -> None:
        self._store = store
        self._chance = chance
        self._conversations = conversations
        self._token = token
        self._receipt = receipt

    def guess(self) -> Call:
        """A proof that is none: answers None, as every one of these must."""
        index = self._chance.randrange(ORDERS)
        conversation = self._chance.choice(self._conversations)
        whose = (owner(index) + self._chance.randint(1, 5)) % 6
        return self._chance.choice(
            [
                lambda: self._by_details(conversation, number(index), email(whose)),
                lambda: self._by_name(conversation, f"Buyer Number{owner(index)}", f"50{whose:02}"),
                lambda: self._by_code(conversation, f"{self._chance.randrange(10**6):06}"),
                lambda: self._by_code(conversation, ""),
            ]
        )

    def ask_for_code(self) -> Call:
        """Mailed to its owner, and never seen by the stranger."""
        index, conversation = self._chance.randrange(6), self._chance.choice(self._conversations)

        async def ask() -> object:
            async with self._store.writer.begin() as session:
                return await request_code(
                    session,
                    conversation=conversation,
                    email=email(index),
                    code=f"secret {self._chance.random()}",
                    now=self._store.clock(),
                    limits=LIMITS,
                )

        return ask

    def call(self) -> Call:
        """Something of the store's, which must be refused for want of a verification."""
        store, caller, request = self._store, self._caller(), self._request()
        order = number(self._chance.randrange(ORDERS))
        key = f"key-{self._chance.random()}"
        token = self._chance.choice([self._token, "no such token"])
        calls: list[Call] = [
            lambda: store.order(caller, order),
            lambda: store.orders(caller),
            lambda: store.refunds(caller, order),
            lambda: store.invoice(caller, order),
            lambda: store.profile(caller),
            lambda: store.propose(caller, request),
            lambda: store.confirm(caller, token, key),
            lambda: store.confirm(caller, token, key, request),
            lambda: store.make(caller, request, key),
            lambda: store.undo(caller, self._receipt, key),
        ]
        return self._chance.choice(calls)

    def _caller(self) -> Caller:
        conversation = self._chance.choice(self._conversations)
        return self._chance.choice(
            [
                by_bot(conversation),
                by_shopper(conversation),
                by_agent("ana", conversation),
                by_operator(None),
                by_operator(""),
            ]
        )

    def _request(self) -> ChangeRequest:
        index = self._chance.randrange(ORDERS)
        order, item = number(index), (variant_id(index % 4, index % 2),)
        new = (variant_id(index % 4, 2),)
        card = f"card-{owner(index)}"
        requests: list[ChangeRequest] = [
            CancelRequest(order=order, reason="no longer needed"),
            AddressChangeRequest(order=order, address=HARBOUR),
            DefaultAddressRequest(address=HARBOUR),
            PaymentChangeRequest(order=order, method=card),
            ItemChangeRequest(order=order, items=item, new_items=new, method=card),
            ReturnRequest(order=order, items=item),
            ExchangeRequest(order=order, items=item, new_items=new, method=card),
            CaseRequest(order=order, kind=CaseKind.DAMAGED_ITEM, items=item),
            SettleRequest(order=order),
        ]
        return self._chance.choice(requests)

    async def _by_details(self, conversation: str, order: str, said: str) -> str | None:
        async with self._store.writer.begin() as session:
            return await verify_by_order_and_email(
                session,
                conversation=conversation,
                order_number=order,
                email=said,
                now=self._store.clock(),
                limits=LIMITS,
            )

    async def _by_name(self, conversation: str, name: str, postal_code: str) -> str | None:
        async with self._store.writer.begin() as session:
            return await verify_by_name_and_postal_code(
                session,
                conversation=conversation,
                name=name,
                postal_code=postal_code,
                now=self._store.clock(),
                limits=LIMITS,
            )

    async def _by_code(self, conversation: str, code: str) -> str | None:
        async with self._store.writer.begin() as session:
            return await verify_by_code(
                session,
                conversation=conversation,
                code=code,
                now=self._store.clock(),
                limits=LIMITS,
            )
