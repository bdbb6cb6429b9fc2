"""The one door: whoever reads or changes anything of a customer's comes through `authorise`."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access import repository
from actions.orders.access.schemas import Actor, Caller, Grant
from actions.orders.errors import CustomerNotFoundError, CustomerNotVerifiedError
from actions.orders.verification.service import verified_customer


async def authorise(session: AsyncSession, caller: Caller, now: datetime) -> Grant:
    """Raises `CustomerNotVerifiedError` without a live verification, and `CustomerNotFoundError`
    for an operator's customer that is not there."""
    if caller.actor is Actor.OPERATOR:
        if not caller.customer:
            raise CustomerNotVerifiedError
        if not await repository.customer_exists(session, caller.customer):
            raise CustomerNotFoundError
        return Grant(caller.customer, f"{caller.name}, who vouches for the customer")
    if not caller.conversation:
        raise CustomerNotVerifiedError
    customer = await verified_customer(session, conversation=caller.conversation, now=now)
    if customer is None:
        raise CustomerNotVerifiedError
    shown = f"the shopper, verified by {customer.method} at {customer.verified_at.isoformat()}"
    return Grant(customer.id, shown)
