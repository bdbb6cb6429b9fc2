"""Tables of the order store. Money is whole minor units (cents) with an ISO 4217 currency.

Rows carry `source_digest`, the fingerprint of the imported record that they were last written
from: importing the same record again leaves alone what has happened to the row since.
"""

from actions.orders.models.base import AddressColumns, Base
from actions.orders.models.catalogue import CatalogueRevision, Product, Variant
from actions.orders.models.changes import (
    AuditEntry,
    Case,
    ConfirmationRow,
    IdempotencyKey,
    ItemRequest,
    ReceiptRow,
)
from actions.orders.models.customers import Customer, PaymentMethod
from actions.orders.models.ledger import Account, LedgerLine
from actions.orders.models.orders import Order, OrderEvent, OrderItem, Payment, Shipment
from actions.orders.models.shop_calls import ShopCall
from actions.orders.models.states import MethodKind, OrderState, PaymentKind
from actions.orders.models.verification import FailedAttempt, MailedCode, Verification

__all__ = [
    "Account",
    "AddressColumns",
    "AuditEntry",
    "Base",
    "Case",
    "CatalogueRevision",
    "ConfirmationRow",
    "Customer",
    "FailedAttempt",
    "IdempotencyKey",
    "ItemRequest",
    "LedgerLine",
    "MailedCode",
    "MethodKind",
    "Order",
    "OrderEvent",
    "OrderItem",
    "OrderState",
    "Payment",
    "PaymentKind",
    "PaymentMethod",
    "Product",
    "ReceiptRow",
    "Shipment",
    "ShopCall",
    "Variant",
    "Verification",
]
