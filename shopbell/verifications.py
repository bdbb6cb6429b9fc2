"""The orders' verification of customers, in the shape that the widget gateway asks for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.policy.schemas import Policy
from actions.orders.verification.service import (
    belongs_to_another,
    end_verification,
    verified_customer,
    verify_by_identity,
)
from connectors.gateway.context import IdentityRefusedError, NoIdentitiesError
from shopbell.signed_identity import IdentityKeys, customer_named


class OrderVerifications:
    """`keys` are those that the shop signs identities with; without any there are none."""

    def __init__(self, policy: Policy, keys: IdentityKeys | None = None) -> None:
        self._limits = policy.verification.limits
        self._keys = keys

    async def verified_name(
        self, session: AsyncSession, *, conversation: str, now: datetime
    ) -> str | None:
        customer = await verified_customer(session, conversation=conversation, now=now)
        return customer.name if customer else None

    async def end(self, session: AsyncSession, *, conversation: str, now: datetime) -> None:
        await end_verification(session, conversation=conversation, now=now)

    def customer_of(self, identity: str, *, site: str, now: datetime) -> str:
        if self._keys is None:
            raise NoIdentitiesError
        customer = customer_named(identity, keys=self._keys, site=site, now=now)
        if customer is None:
            raise IdentityRefusedError
        return customer

    async def is_anothers(self, session: AsyncSession, *, conversation: str, customer: str) -> bool:
        return await belongs_to_another(session, conversation=conversation, customer=customer)

    async def identify(
        self, session: AsyncSession, *, conversation: str, customer: str, now: datetime
    ) -> None:
        await verify_by_identity(
            session, conversation=conversation, customer=customer, now=now, limits=self._limits
        )
