"""Which way money may go: methods on file, what gift cards hold, where refunds may end."""

from actions.orders.changes.errors import RefusalCode
from actions.orders.changes.work import PERSON, Work
from actions.orders.ledger.service import method_of, net_paid
from actions.orders.models import MethodKind, Order, PaymentMethod
from actions.orders.money import to_decimal
from actions.orders.payments import repository

_NAMES = {
    MethodKind.CREDIT_CARD: "credit card",
    MethodKind.PAYPAL: "PayPal",
    MethodKind.GIFT_CARD: "gift card",
    MethodKind.ALIPAY: "Alipay",
    MethodKind.WECHAT_PAY: "WeChat Pay",
}


def money_text(amount_minor: int, currency: str) -> str:
    return f"{to_decimal(amount_minor, currency)} {currency}"


def method_name(method: PaymentMethod | None) -> str:
    if method is None:
        return "the original payment method"
    name = _NAMES[MethodKind(method.kind)]
    if method.last_four:
        return f"{name} ending in {method.last_four}"
    # A customer may have several gift cards, and of the others one that needs no name.
    return f"{name} {method.id}" if method.kind == MethodKind.GIFT_CARD else name


def method_values(method: PaymentMethod | None) -> dict[str, str]:
    if method is None:
        return {}
    values = {"method": method.id, "method_kind": method.kind}
    return values | ({"last_four": method.last_four} if method.last_four else {})


def method_on_file(work: Work, method_id: str) -> PaymentMethod:
    method = method_of(work.customer, method_id)
    if method is None:
        work.refuse(
            "payments.on_file",
            f"Payment method {method_id} must be one that the customer has on file.",
            RefusalCode.METHOD_NOT_FOUND,
            instead=tuple(held.id for held in work.customer.payment_methods),
        )
    return method


async def require_cover(
    work: Work, method: PaymentMethod, amount_minor: int, currency: str
) -> None:
    """A gift card must hold the amount, besides what it has to pay for exchanges on their way."""
    if method.kind != MethodKind.GIFT_CARD or amount_minor <= 0:
        return
    promised = await repository.promised(work.session, work.customer.id, method.id)
    free = (method.balance_minor or 0) - promised
    work.require(
        "payments.gift_card_holds_enough",
        method.currency == currency and free >= amount_minor,
        f"Gift card {method.id} has {money_text(max(free, 0), method.currency)} free; "
        f"{money_text(amount_minor, currency)} is needed.",
        RefusalCode.GIFT_CARD_TOO_LOW,
        instead=tuple(held.id for held in work.customer.payment_methods if held is not method),
    )


def refund_method(work: Work, order: Order, method_id: str | None) -> PaymentMethod | None:
    """Where a refund goes: the method that was named, else the one that paid. None for a method
    that is not on file any more, which the shop's payment provider still knows."""
    rules = work.policy.refunds
    paid_by = [method for method, amount in net_paid(order).items() if amount > 0]
    original = paid_by[0] if paid_by else None
    if method_id is None:
        work.require(
            "refunds.to_original_method",
            rules.to_original_method,
            "Refunds of this shop go to a gift card: name the one.",
            RefusalCode.METHOD_NEEDED,
        )
        return method_of(work.customer, original)
    method = method_on_file(work, method_id)
    is_original = rules.to_original_method and method.id in paid_by
    is_gift_card = rules.to_gift_card and method.kind == MethodKind.GIFT_CARD
    allowed = (is_gift_card and method.currency == order.currency) or is_original
    cards = [m.id for m in work.customer.payment_methods if m.kind == MethodKind.GIFT_CARD]
    work.require(
        "refunds.methods",
        allowed,
        "A refund goes to the method that paid or to a gift card on file, "
        f"which {method_name(method)} is not.",
        RefusalCode.METHOD_NOT_ALLOWED,
        instead=(*(name for name in paid_by if name), *cards, PERSON),
    )
    return method
