from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class VerifiedCustomer:
    """Whom a conversation has shown itself to be, until `expires_at` (exclusive)."""

    id: str
    name: str
    email: str
    verified_at: datetime
    expires_at: datetime
    method: str = ""


@dataclass(frozen=True)
class VerificationLimits:
    """How many failed attempts are compared at all, within `window`; further ones are refused
    unread. A right answer among the refused ones is refused too."""

    per_order: int = 5
    per_conversation: int = 20
    per_site: int = 1_000
    window: timedelta = timedelta(hours=1)
    lifetime: timedelta = timedelta(minutes=30)
    code_lifetime: timedelta = timedelta(minutes=10)
    per_code: int = 5


@dataclass(frozen=True)
class FailureCounts:
    order: int
    conversation: int
    site: int
