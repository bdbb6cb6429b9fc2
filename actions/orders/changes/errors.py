"""Why a change is refused. A shop's "no" names the rule, the date and what can be done instead."""

from enum import StrEnum

from actions.orders.changes.schemas import RuleCheck
from actions.orders.errors import OrderStoreError


class RefusalCode(StrEnum):
    ORDER_NOT_PENDING = "order_not_pending"
    ORDER_NOT_DELIVERED = "order_not_delivered"
    ORDER_STATUS_UNFIT = "order_status_unfit"
    ITEMS_ALREADY_CHANGED = "items_already_changed"
    REQUEST_ALREADY_MADE = "request_already_made"
    REQUEST_NOT_OPEN = "request_not_open"
    WINDOW_OVER = "window_over"
    REASON_NOT_ACCEPTED = "reason_not_accepted"
    ADDRESS_UNCHANGED = "address_unchanged"
    ITEMS_MISSING = "items_missing"
    ITEM_NOT_IN_ORDER = "item_not_in_order"
    ITEMS_DO_NOT_PAIR = "items_do_not_pair"
    VARIANT_NOT_FOUND = "variant_not_found"
    VARIANT_OF_OTHER_PRODUCT = "variant_of_other_product"
    VARIANT_UNCHANGED = "variant_unchanged"
    VARIANT_OUT_OF_STOCK = "variant_out_of_stock"
    METHOD_NEEDED = "method_needed"
    METHOD_NOT_FOUND = "method_not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    METHOD_UNCHANGED = "method_unchanged"
    GIFT_CARD_TOO_LOW = "gift_card_too_low"
    CURRENCY_DIFFERS = "currency_differs"
    PAYMENT_NOT_SINGLE = "payment_not_single"
    REFUND_ABOVE_PAYMENT = "refund_above_payment"
    PHOTOS_TOO_MANY = "photos_too_many"
    CASE_ALREADY_OPEN = "case_already_open"
    UNDO_TOO_LATE = "undo_too_late"
    UNDO_NOT_POSSIBLE = "undo_not_possible"
    ACTOR_NOT_ALLOWED = "actor_not_allowed"
    ACTION_NOT_SUPPORTED = "action_not_supported"


class ChangeRefusedError(OrderStoreError):
    """`trace` ends with the rule that was broken; `instead` names actions that remain."""

    def __init__(
        self,
        code: RefusalCode,
        message: str,
        trace: tuple[RuleCheck, ...],
        instead: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.code = code.value
        self.trace = trace
        self.instead = instead


class ConfirmationInvalidError(OrderStoreError):
    """Unknown, another customer's or conversation's, expired and used are one answer."""

    code = "confirmation_invalid"

    def __init__(self) -> None:
        super().__init__("This confirmation cannot be used any more. Ask for the plan again.")


class IdempotencyKeyReusedError(OrderStoreError):
    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__("This key stands for another request. Use a new key for a new request.")


class ReceiptNotFoundError(OrderStoreError):
    """Absent and another customer's are one answer."""

    code = "receipt_not_found"

    def __init__(self) -> None:
        super().__init__("This customer has no such receipt.")


class OrderChangedError(OrderStoreError):
    """Another writer changed the order in this moment. The transaction must be rolled back."""

    code = "order_changed"

    def __init__(self) -> None:
        super().__init__("The order was changed at the same moment. Try again.")
