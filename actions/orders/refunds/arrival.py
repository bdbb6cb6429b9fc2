"""When a refund arrives, in the shop's business days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions.orders.models import MethodKind
from actions.orders.policy.schemas import RefundRules

_SATURDAY = 5


@dataclass(frozen=True)
class Arrival:
    """From the first to the last day, UTC; `days` are the business days from the refund."""

    first: date
    last: date
    days: tuple[int, int]

    @property
    def text(self) -> str:
        if self.days[1] == 0:
            return "at once"
        return f"within {self.days[0]} to {self.days[1]} business days"

    @property
    def values(self) -> dict[str, str]:
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


def arrival(rules: RefundRules, method_kind: str | None, at: datetime) -> Arrival:
    gift_card = method_kind == MethodKind.GIFT_CARD
    days = rules.gift_card_business_days if gift_card else rules.other_business_days
    return Arrival(_after(at.date(), days[0]), _after(at.date(), days[1]), days)


def _after(day: date, business_days: int) -> date:
    """Monday to Friday; the shop's holidays are not known."""
    left = business_days
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day
