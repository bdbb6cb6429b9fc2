"""What an invoice of an order says."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.repository import get_customer
from actions.orders.access.schemas import Caller
from actions.orders.addresses.service import address_of
from actions.orders.status.schemas import Address, OrderedItem
from actions.orders.status.service import order_for


@dataclass(frozen=True)
class Invoice:
    """Amounts in minor units. `due_minor` is what was never paid, since what is given back is not
    owed again; negative where more is kept than the items cost now."""

    order: str
    placed_at: datetime | None
    name: str
    email: str
    bill_to: Address
    ship_to: Address
    items: tuple[OrderedItem, ...]
    total_minor: int
    paid_minor: int
    refunded_minor: int
    currency: str

    @property
    def due_minor(self) -> int:
        never_paid = max(0, self.total_minor - self.paid_minor)
        return never_paid or min(0, self.total_minor - self.paid_minor + self.refunded_minor)


async def invoice(
    session: AsyncSession, caller: Caller, order_number: str, now: datetime
) -> Invoice:
    """Raises `CustomerNotVerifiedError`, `OrderNotFoundError`."""
    order = await order_for(session, caller, order_number, now)
    customer = await get_customer(session, order.customer_id, lock=False)
    return Invoice(
        order=order.number,
        placed_at=order.placed_at,
        name=f"{customer.first_name} {customer.last_name}".strip(),
        email=customer.email,
        bill_to=Address(**address_of(customer)),
        ship_to=order.address,
        items=order.items,
        total_minor=order.total_minor,
        paid_minor=order.paid_minor,
        refunded_minor=order.refunded_minor,
        currency=order.currency,
    )
