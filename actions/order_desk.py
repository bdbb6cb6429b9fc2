"""The order store as dialogue uses it: one transaction per question, verification kept there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.change import Subject
from actions.orders.access.schemas import by_bot, by_shopper
from actions.orders.cases.service import CaseKind, case_statuses
from actions.orders.catalogue.service import product
from actions.orders.changes.receipts import receipts_in_conversation
from actions.orders.changes.schemas import Action, ChangeRequest, Confirmation, Receipt
from actions.orders.errors import OrderNotFoundError
from actions.orders.invoices.service import Invoice
from actions.orders.policy.schemas import Policy
from actions.orders.refunds.service import RefundStatus
from actions.orders.status.schemas import OrderStatus
from actions.orders.store import OrderStore
from actions.orders.verification.service import verified_customer, verify_by_order_and_email


@dataclass(frozen=True)
class OrderDesk:
    """`clock` gives UTC-aware times. `store` makes the changes, by the rules of `policy`."""

    writer: async_sessionmaker[AsyncSession]
    reader: async_sessionmaker[AsyncSession]
    clock: Callable[[], datetime]
    store: OrderStore
    policy: Policy

    async def is_verified(self, conversation: str) -> bool:
        async with self.reader() as session:
            customer = await verified_customer(session, conversation=conversation, now=self.clock())
        return customer is not None

    async def verify(self, conversation: str, site: str, order_number: str, email: str) -> bool:
        """One answer for every failure; each is counted by the order store."""
        async with self.writer.begin() as session:
            customer = await verify_by_order_and_email(
                session,
                conversation=conversation,
                order_number=order_number,
                email=email,
                site=site,
                now=self.clock(),
                limits=self.policy.verification.limits,
            )
        return customer is not None

    async def order(self, conversation: str, order_number: str) -> OrderStatus | None:
        """None for an order that is absent and for someone else's.

        Raises `CustomerNotVerifiedError`, and `ShopUnavailableError` where the shop is another's.
        """
        try:
            return await self.store.order(by_bot(conversation), order_number)
        except OrderNotFoundError:
            return None

    async def orders(self, conversation: str) -> tuple[OrderStatus, ...]:
        """Newest first. Raises as `order` does."""
        return await self.store.orders(by_bot(conversation))

    async def refunds(self, conversation: str, order_number: str) -> RefundStatus:
        """Raises what `OrderStore.refunds` raises."""
        return await self.store.refunds(by_bot(conversation), order_number)

    async def invoice(self, conversation: str, order_number: str) -> Invoice:
        """Raises what `OrderStore.invoice` raises."""
        return await self.store.invoice(by_bot(conversation), order_number)

    def may(self, order: OrderStatus, action: str, case: str = "") -> bool:
        """Whether the order's status allows this at all; the store looks at every rule again.
        `case` is the kind, where one is to be opened."""
        rules = self.policy
        if not self.store.does(Action(action)):
            return False
        if action == Action.OPEN_CASE:
            return order.status in case_statuses(rules.cases, CaseKind(case))
        if action == Action.CANCEL:
            free = not order.items_changed or rules.cancellation.after_items_changed
            return free and order.status in rules.cancellation.statuses
        if action in (Action.RETURN_ITEMS, Action.EXCHANGE_ITEMS):
            section = rules.returns if action == Action.RETURN_ITEMS else rules.exchanges
            return order.request is None and order.status in section.statuses
        free = not order.items_changed or rules.changes.after_items_changed
        return free and order.status in rules.changes.statuses

    async def subject(
        self, conversation: str, order: OrderStatus | None, item: str | None
    ) -> Subject:
        """What a change of `order` turns on; with the product of `item`, where one is named."""
        lines = order.items if order else ()
        line = next((line for line in lines if line.variant_id == item), None)
        async with self.reader() as session:
            named = line.product_id if line else None
            found = await product(session, named) if named else None
        profile = await self.store.profile(by_bot(conversation))
        return Subject(order, profile, self.policy.cancellation.reasons, found)

    async def propose(self, conversation: str, request: ChangeRequest) -> Confirmation:
        """Raises what `OrderStore.propose` raises."""
        return await self.store.propose(by_bot(conversation), request)

    async def confirm(
        self, conversation: str, token: str, key: str, pressed: bool
    ) -> Receipt | Confirmation:
        """`pressed`: the yes was a button, which nobody had to interpret."""
        caller = by_shopper(conversation) if pressed else by_bot(conversation)
        return await self.store.confirm(caller, token, key)

    async def undo(self, conversation: str, receipt: str) -> Receipt:
        return await self.store.undo(by_shopper(conversation), receipt, f"undo-{receipt}")

    async def last_that_can_be_undone(self, conversation: str) -> Receipt | None:
        """The newest receipt of this conversation, if that is one to be taken back still, by who
        is verified still."""
        if not await self.is_verified(conversation):
            return None
        async with self.reader() as session:
            receipts = await receipts_in_conversation(session, conversation)
        last = receipts[-1] if receipts else None
        open_still = last is not None and last.undo_until and last.undo_until > self.clock()
        return last if open_still else None
