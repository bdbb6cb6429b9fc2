"""The shop's rules as typed data. `config/policy.toml` is where they are written down."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from actions.orders.models import OrderState
from actions.orders.verification.schemas import VerificationLimits

Count = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Minutes = Annotated[int, Field(strict=True, ge=1, le=100_000)]
Days = Annotated[int, Field(strict=True, ge=0, le=10_000)]
Statuses = Annotated[tuple[OrderState, ...], Field(min_length=1)]
Reason = Annotated[str, Field(min_length=1, max_length=200)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VerificationRules(Section):
    lifetime_minutes: Minutes
    failures_per_order: Count
    failures_per_conversation: Count
    failures_per_site: Count
    window_minutes: Minutes
    code_minutes: Minutes
    code_attempts: Count

    @property
    def limits(self) -> VerificationLimits:
        return VerificationLimits(
            per_order=self.failures_per_order,
            per_conversation=self.failures_per_conversation,
            per_site=self.failures_per_site,
            window=timedelta(minutes=self.window_minutes),
            lifetime=timedelta(minutes=self.lifetime_minutes),
            code_lifetime=timedelta(minutes=self.code_minutes),
            per_code=self.code_attempts,
        )


class ConfirmationRules(Section):
    lifetime_minutes: Minutes


class ChangeRules(Section):
    statuses: Statuses
    after_items_changed: StrictBool


class CancellationRules(ChangeRules):
    reasons: Annotated[tuple[Reason, ...], Field(min_length=1)]


class UndoRules(Section):
    """`actions` are those whose receipts can be undone, within `minutes`."""

    minutes: Minutes
    actions: tuple[str, ...]


class ReturnRules(Section):
    """`window_days` counts from the delivery; 0 means that there is no limit."""

    statuses: Statuses
    window_days: Days


class ExchangeRules(ReturnRules):
    same_variant: StrictBool


class RefundRules(Section):
    """Business days (Monday to Friday) from and to, in which a refund arrives."""

    to_original_method: StrictBool
    to_gift_card: StrictBool
    gift_card_business_days: tuple[Days, Days]
    other_business_days: tuple[Days, Days]

    @model_validator(mode="after")
    def _refunds_go_somewhere(self) -> Self:
        if not (self.to_original_method or self.to_gift_card):
            raise ValueError("must let refunds go to the original method, a gift card, or both")
        for first, last in (self.gift_card_business_days, self.other_business_days):
            if first > last:
                raise ValueError("business days must be given as [from, to]")
        return self


class CaseRules(Section):
    price_adjustment_statuses: Statuses
    missing_item_statuses: Statuses
    damaged_item_statuses: Statuses
    max_photos: Count


class Policy(Section):
    verification: VerificationRules
    confirmation: ConfirmationRules
    changes: ChangeRules
    cancellation: CancellationRules
    undo: UndoRules
    returns: ReturnRules
    exchanges: ExchangeRules
    refunds: RefundRules
    cases: CaseRules
