"""The orders' verification of customers, in the shape that the widget gateway asks for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.verification.service import end_verification, verified_customer


class OrderVerifications:
    async def verified_name(
        self, session: AsyncSession, *, conversation: str, now: datetime
    ) -> str | None:
        customer = await verified_customer(session, conversation=conversation, now=now)
        return customer.name if customer else None

    async def end(self, session: AsyncSession, *, conversation: str, now: datetime) -> None:
        await end_verification(session, conversation=conversation, now=now)
