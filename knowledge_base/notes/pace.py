"""How fast the holder of one key may send."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Final

REQUESTS: Final = 60
WINDOW_S: Final = 60.0
_MOST_KEYS: Final = 1_000


class Pace:
    """At most `REQUESTS` in any `WINDOW_S` seconds for each name; counted in this process alone."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._seen: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait_s(self, name: str) -> int | None:
        """Counts one request: None when it may go on, else whole seconds until one may."""
        now = self._monotonic()
        if len(self._seen) > _MOST_KEYS:
            self._forget(now)
        seen = self._seen[name]
        while seen and seen[0] <= now - WINDOW_S:
            seen.popleft()
        if len(seen) >= REQUESTS:
            return max(1, math.ceil(seen[0] + WINDOW_S - now))
        seen.append(now)
        return None

    def _forget(self, now: float) -> None:
        for name in [one for one, seen in self._seen.items() if seen[-1] <= now - WINDOW_S]:
            del self._seen[name]
