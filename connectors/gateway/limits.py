"""Sliding-window limits on what one connection may send."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

MESSAGES = (20, 10.0)
FRAMES = (120, 10.0)
REFUSALS_UNTIL_CLOSED = 5


class SlidingWindow:
    """At most `most` events in any `window_s` seconds of `monotonic`."""

    def __init__(self, most: int, window_s: float, monotonic: Callable[[], float]) -> None:
        self._most = most
        self._window_s = window_s
        self._monotonic = monotonic
        self._seen: deque[float] = deque()

    def retry_after_ms(self) -> int | None:
        """Count one event: None when it is allowed, else the milliseconds until one would be."""
        now = self._monotonic()
        while self._seen and self._seen[0] <= now - self._window_s:
            self._seen.popleft()
        if len(self._seen) >= self._most:
            return max(1, math.ceil((self._seen[0] + self._window_s - now) * 1000))
        self._seen.append(now)
        return None
