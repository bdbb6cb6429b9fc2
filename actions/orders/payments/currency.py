"""The currency of what has no price."""

from actions.orders.models import Customer

NONE = "XXX"  # ISO 4217: no currency involved


def customer_currency(customer: Customer) -> str:
    held = customer.payment_methods
    return held[0].currency if held else NONE
