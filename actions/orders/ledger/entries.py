"""The two sides of a movement of money. Debits are positive, and the sides sum to zero."""

from actions.orders.models import Account, MethodKind, PaymentKind

Side = tuple[Account, int]


def sides(kind: PaymentKind, method_kind: str | None, amount_minor: int) -> tuple[Side, Side]:
    """A payment moves `amount_minor` from its source into the order, a refund back to it. Gift
    cards are one account, since the shop itself owes what is on them."""
    sign = 1 if kind is PaymentKind.PAYMENT else -1
    if method_kind == MethodKind.GIFT_CARD:
        source = Account.GIFT_CARD
    else:
        source = Account.PAID if kind is PaymentKind.PAYMENT else Account.REFUNDED
    return (source, sign * amount_minor), (Account.ORDER, -sign * amount_minor)
