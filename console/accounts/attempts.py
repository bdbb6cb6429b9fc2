"""How often somebody may try: sliding windows per e-mail, per address and per pair of both."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.errors import TooManyAttemptsError

KEPT_KEYS = 10_000


@dataclass(frozen=True)
class Limit:
    count: int
    window: timedelta


PER_PAIR = Limit(5, timedelta(minutes=15))
PER_EMAIL = Limit(50, timedelta(minutes=15))
PER_ADDRESS = Limit(50, timedelta(minutes=15))
MAILS_PER_EMAIL = Limit(3, timedelta(hours=1))
MAILS_PER_ADDRESS = Limit(20, timedelta(hours=1))


class AttemptLimits:
    """Kept in this process. An attempt counts when it begins, so that parallel ones count too.

    The e-mail alone has the wide limit: else anybody could lock a person out of the console.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._times: dict[str, deque[datetime]] = {}

    def begin_sign_in(self, email: str, address: str) -> None:
        """Raises `TooManyAttemptsError`."""
        self._begin(
            (f"pair:{email}:{address}", PER_PAIR),
            (f"email:{email}", PER_EMAIL),
            (f"address:{address}", PER_ADDRESS),
        )

    def succeed_sign_in(self, email: str, address: str) -> None:
        """Take back what a right password counted."""
        self._times.pop(f"pair:{email}:{address}", None)
        for key in (f"email:{email}", f"address:{address}"):
            if self._times.get(key):
                self._times[key].pop()

    def begin_reset(self, email: str, address: str) -> None:
        """Raises `TooManyAttemptsError`."""
        self._begin(
            (f"reset-email:{email}", MAILS_PER_EMAIL),
            (f"reset-address:{address}", MAILS_PER_ADDRESS),
        )

    def begin_link(self, address: str) -> None:
        """Raises `TooManyAttemptsError`."""
        self._begin((f"link:{address}", PER_ADDRESS))

    def _begin(self, *limits: tuple[str, Limit]) -> None:
        now = self._clock()
        waits = [wait for key, limit in limits if (wait := self._wait(key, limit, now)) > 0]
        if waits:
            raise TooManyAttemptsError(math.ceil(max(waits)))
        self._forget_if_full(now)
        for key, _ in limits:
            self._times.setdefault(key, deque()).append(now)

    def _wait(self, key: str, limit: Limit, now: datetime) -> float:
        times = self._times.get(key)
        while times and times[0] <= now - limit.window:
            times.popleft()
        if not times or len(times) < limit.count:
            return 0.0
        return (times[0] + limit.window - now).total_seconds()

    def _forget_if_full(self, now: datetime) -> None:
        if len(self._times) < KEPT_KEYS:
            return
        longest = max(limit.window for limit in _all_limits())
        for key, times in list(self._times.items()):
            if not times or times[-1] <= now - longest:
                del self._times[key]


def _all_limits() -> Iterable[Limit]:
    return PER_PAIR, PER_EMAIL, PER_ADDRESS, MAILS_PER_EMAIL, MAILS_PER_ADDRESS
