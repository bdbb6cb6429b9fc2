from dataclasses import dataclass

from actions.orders.status.schemas import Address


@dataclass(frozen=True)
class MethodFacts:
    """`balance_minor` is None for all but gift cards."""

    id: str
    kind: str
    currency: str
    brand: str | None = None
    last_four: str | None = None
    balance_minor: int | None = None


@dataclass(frozen=True)
class CustomerProfile:
    id: str
    first_name: str
    last_name: str
    email: str
    address: Address
    payment_methods: tuple[MethodFacts, ...]
    orders: tuple[str, ...]
