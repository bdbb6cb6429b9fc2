"""The words that rows use: statuses of orders, ways to pay, ways that money goes."""

from enum import StrEnum


class OrderState(StrEnum):
    PENDING = "pending"
    PROCESSED = "processed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURN_REQUESTED = "return_requested"
    RETURNED = "returned"
    EXCHANGE_REQUESTED = "exchange_requested"
    REFUNDED = "refunded"


class PaymentKind(StrEnum):
    PAYMENT = "payment"
    REFUND = "refund"


class MethodKind(StrEnum):
    CREDIT_CARD = "credit_card"
    PAYPAL = "paypal"
    GIFT_CARD = "gift_card"
    ALIPAY = "alipay"
    WECHAT_PAY = "wechat_pay"
