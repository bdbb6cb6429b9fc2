"""Customers: one's own profile, and the shop's own search, which no shopper reaches."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.repository import get_customer
from actions.orders.access.schemas import Caller
from actions.orders.access.service import authorise
from actions.orders.addresses.service import address_of
from actions.orders.customers import repository
from actions.orders.customers.schemas import CustomerProfile, MethodFacts
from actions.orders.errors import CustomerNotFoundError
from actions.orders.status.schemas import Address


async def customer_profile(session: AsyncSession, caller: Caller, now: datetime) -> CustomerProfile:
    """Raises `CustomerNotVerifiedError`, and `CustomerNotFoundError` for an operator's unknown."""
    grant = await authorise(session, caller, now)
    return await _profile(session, grant.customer)


async def find_customer(
    session: AsyncSession, *, email: str = "", name: str = "", postal_code: str = ""
) -> CustomerProfile:
    """By e-mail, or by full name and postal code. For operators only: a shopper is verified
    instead. Raises `CustomerNotFoundError` where nobody or more than one is meant."""
    if email:
        found = list(await repository.with_email(session, email))
    else:
        found = await repository.with_name_and_postal_code(session, name, postal_code)
    if len(found) != 1:
        raise CustomerNotFoundError
    return await _profile(session, found[0].id)


async def _profile(session: AsyncSession, customer_id: str) -> CustomerProfile:
    customer = await get_customer(session, customer_id, lock=False)
    return CustomerProfile(
        id=customer.id,
        first_name=customer.first_name,
        last_name=customer.last_name,
        email=customer.email,
        address=Address(**address_of(customer)),
        payment_methods=tuple(
            MethodFacts(m.id, m.kind, m.currency, m.brand, m.last_four, m.balance_minor)
            for m in customer.payment_methods
        ),
        orders=tuple(await repository.order_numbers(session, customer_id)),
    )
