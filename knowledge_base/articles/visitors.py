"""How often one address may ask the public search, so that nobody keeps the encoder busy."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

MOST: Final = 60
WINDOW_S: Final = 60.0
ADDRESSES: Final = 10_000
# The shop's own machine: its commands ask much at once, and a proxy there says for whom it asks.
OWN: Final = frozenset({"127.0.0.1", "::1"})


class Visitors:
    """At most `MOST` questions an address in `WINDOW_S` seconds of `monotonic`."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_s(self, address: str) -> int:
        """Count one question: 0 when it is let through, else the seconds until one would be."""
        if address in OWN:
            return 0
        now = self._monotonic()
        asked = self._asked.setdefault(address, deque())
        self._asked.move_to_end(address)
        if len(self._asked) > ADDRESSES:
            self._asked.popitem(last=False)
        while asked and asked[0] <= now - WINDOW_S:
            asked.popleft()
        if len(asked) >= MOST:
            return int(asked[0] + WINDOW_S - now) + 1
        asked.append(now)
        return 0
