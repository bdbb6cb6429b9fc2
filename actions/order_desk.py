"""The order store as dialogue uses it: one transaction per question, verification kept there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.errors import OrderNotFoundError
from actions.orders.status.schemas import OrderStatus
from actions.orders.status.service import customer_orders, order_status
from actions.orders.verification.service import verified_customer, verify_by_order_and_email


@dataclass(frozen=True)
class OrderDesk:
    """`clock` gives UTC-aware times."""

    writer: async_sessionmaker[AsyncSession]
    reader: async_sessionmaker[AsyncSession]
    clock: Callable[[], datetime]

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
            )
        return customer is not None

    async def order(self, conversation: str, order_number: str) -> OrderStatus | None:
        """None for an order that is absent and for someone else's.

        Raises `CustomerNotVerifiedError`.
        """
        async with self.reader() as session:
            try:
                return await order_status(
                    session,
                    conversation=conversation,
                    order_number=order_number,
                    now=self.clock(),
                )
            except OrderNotFoundError:
                return None

    async def orders(self, conversation: str) -> tuple[OrderStatus, ...]:
        """Newest first. Raises `CustomerNotVerifiedError`."""
        async with self.reader() as session:
            return await customer_orders(session, conversation=conversation, now=self.clock())
