from dataclasses import dataclass

from actions.orders.models import PaymentKind


@dataclass(frozen=True)
class Movement:
    """Money to be moved for an order, in its currency. `reverses` is the position of the
    movement that this one takes back."""

    kind: PaymentKind
    method_id: str | None
    amount_minor: int
    reverses: int | None = None
