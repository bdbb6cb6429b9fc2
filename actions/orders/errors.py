"""Refusals of the order store. `code` is stable, the text says what can be done."""


class OrderStoreError(Exception):
    code = "invalid"


class CustomerNotVerifiedError(OrderStoreError):
    """The conversation has shown no customer, or its verification has ended."""

    code = "customer_not_verified"

    def __init__(self) -> None:
        super().__init__("Verify the customer first: order number and e-mail.")


class CustomerNotFoundError(OrderStoreError):
    code = "customer_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such customer.")


class OrderNotFoundError(OrderStoreError):
    """Absent and someone else's are one answer."""

    code = "order_not_found"

    def __init__(self) -> None:
        super().__init__("This customer has no such order.")


class ProductNotFoundError(OrderStoreError):
    code = "product_not_found"

    def __init__(self) -> None:
        super().__init__("The catalogue has no such product.")


class MoneyFormatError(OrderStoreError):
    code = "money_invalid"
