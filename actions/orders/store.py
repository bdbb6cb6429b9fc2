"""What any order store can do, ours and a connected shop's, each call a transaction of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.access.schemas import Caller
from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.catalogue.service import product
from actions.orders.changes.schemas import Action, ChangeRequest, Confirmation, Receipt
from actions.orders.changes.service import confirm_change, make_change, propose_change
from actions.orders.customers.schemas import CustomerProfile
from actions.orders.customers.service import customer_profile, find_customer
from actions.orders.errors import ProductNotFoundError
from actions.orders.invoices.service import Invoice, invoice
from actions.orders.policy.schemas import Policy
from actions.orders.refunds.service import RefundStatus, refund_status
from actions.orders.status.schemas import OrderStatus
from actions.orders.status.service import order_for, orders_for
from actions.orders.undo.service import undo_change


class OrderStore(Protocol):
    """All but `product` and `find_customer` raise `CustomerNotVerifiedError` without a live
    verification, and answer alike for what is absent and what is someone else's."""

    @property
    def policy(self) -> Policy: ...

    def does(self, action: Action) -> bool:
        """False for what it refuses whatever the order is: a person does that."""
        ...

    async def order(self, caller: Caller, number: str) -> OrderStatus: ...

    async def orders(self, caller: Caller) -> tuple[OrderStatus, ...]: ...

    async def refunds(self, caller: Caller, number: str) -> RefundStatus: ...

    async def invoice(self, caller: Caller, number: str) -> Invoice: ...

    async def profile(self, caller: Caller) -> CustomerProfile: ...

    async def find_customer(
        self, *, email: str = "", name: str = "", postal_code: str = ""
    ) -> CustomerProfile: ...

    async def product(self, product_id: str) -> ProductFacts: ...

    async def propose(self, caller: Caller, request: ChangeRequest) -> Confirmation: ...

    async def confirm(
        self, caller: Caller, token: str, key: str, expected: ChangeRequest | None = None
    ) -> Receipt | Confirmation: ...

    async def make(self, caller: Caller, request: ChangeRequest, key: str) -> Receipt: ...

    async def undo(self, caller: Caller, receipt: str, key: str) -> Receipt: ...


@dataclass(frozen=True)
class SqlOrderStore:
    """Our own store, on SQLite or PostgreSQL. `clock` gives UTC-aware times, `new_token` a fresh
    text that cannot be guessed."""

    writer: async_sessionmaker[AsyncSession]
    reader: async_sessionmaker[AsyncSession]
    policy: Policy
    clock: Callable[[], datetime]
    new_token: Callable[[], str]

    def does(self, action: Action) -> bool:
        return True

    async def order(self, caller: Caller, number: str) -> OrderStatus:
        async with self.reader() as session:
            return await order_for(session, caller, number, self.clock())

    async def orders(self, caller: Caller) -> tuple[OrderStatus, ...]:
        async with self.reader() as session:
            return await orders_for(session, caller, self.clock())

    async def refunds(self, caller: Caller, number: str) -> RefundStatus:
        async with self.reader() as session:
            return await refund_status(
                session, caller, number, policy=self.policy, now=self.clock()
            )

    async def invoice(self, caller: Caller, number: str) -> Invoice:
        async with self.reader() as session:
            return await invoice(session, caller, number, self.clock())

    async def profile(self, caller: Caller) -> CustomerProfile:
        async with self.reader() as session:
            return await customer_profile(session, caller, self.clock())

    async def find_customer(
        self, *, email: str = "", name: str = "", postal_code: str = ""
    ) -> CustomerProfile:
        async with self.reader() as session:
            return await find_customer(session, email=email, name=name, postal_code=postal_code)

    async def product(self, product_id: str) -> ProductFacts:
        """Raises `ProductNotFoundError`."""
        async with self.reader() as session:
            found = await product(session, product_id)
        if found is None:
            raise ProductNotFoundError
        return found

    async def propose(self, caller: Caller, request: ChangeRequest) -> Confirmation:
        async with self.writer.begin() as session:
            return await propose_change(
                session,
                caller,
                request,
                policy=self.policy,
                token=self.new_token(),
                now=self.clock(),
            )

    async def confirm(
        self, caller: Caller, token: str, key: str, expected: ChangeRequest | None = None
    ) -> Receipt | Confirmation:
        async with self.writer.begin() as session:
            return await confirm_change(
                session,
                caller,
                token,
                key=key,
                policy=self.policy,
                new_token=self.new_token(),
                now=self.clock(),
                expected=expected,
            )

    async def make(self, caller: Caller, request: ChangeRequest, key: str) -> Receipt:
        async with self.writer.begin() as session:
            return await make_change(
                session, caller, request, key=key, policy=self.policy, now=self.clock()
            )

    async def undo(self, caller: Caller, receipt: str, key: str) -> Receipt:
        async with self.writer.begin() as session:
            return await undo_change(
                session, caller, receipt, key=key, policy=self.policy, now=self.clock()
            )
