"""Lines of plans that speak of money."""

from actions.orders.changes.schemas import PlanLine
from actions.orders.changes.work import Work
from actions.orders.models import PaymentMethod
from actions.orders.payments.methods import method_name, method_values, money_text
from actions.orders.refunds.arrival import arrival


def refund_line(
    work: Work, method: PaymentMethod | None, amount_minor: int, currency: str
) -> PlanLine:
    when = arrival(work.policy.refunds, method.kind if method else None, work.now)
    return PlanLine(
        "refund",
        f"{money_text(amount_minor, currency)} is refunded to {method_name(method)}, {when.text}.",
        amount_minor,
        method_values(method) | {"days": f"{when.days[0]}-{when.days[1]}"},
    )


def payment_line(method: PaymentMethod, amount_minor: int, currency: str) -> PlanLine:
    return PlanLine(
        "payment",
        f"{money_text(amount_minor, currency)} is paid with {method_name(method)}.",
        -amount_minor,
        method_values(method),
    )


def later_line(method: PaymentMethod | None, amount_minor: int, currency: str) -> PlanLine:
    """What is refunded (positive) or paid (negative) once the goods are back."""
    done = "refunded to" if amount_minor > 0 else "paid with"
    return PlanLine(
        "refund_later" if amount_minor > 0 else "payment_later",
        f"{money_text(abs(amount_minor), currency)} is {done} {method_name(method)} "
        "once the items are back.",
        amount_minor,
        method_values(method),
    )
