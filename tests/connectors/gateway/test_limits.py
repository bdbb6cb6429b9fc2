from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from connectors.gateway.limits import SlidingWindow
from tests.connectors.gateway.widget import Ticks

# Sums of floats come out this much short at most.
ROUNDING_S = 1e-6


@given(gaps=st.lists(st.floats(0, 5), max_size=60), most=st.integers(1, 5))
def test_no_window_holds_more_than_allowed_and_waiting_as_told_is_enough(
    gaps: list[float], most: int
) -> None:
    ticks = Ticks()
    window = SlidingWindow(most, 10.0, ticks)
    allowed: list[float] = []
    for gap in gaps:
        ticks.advance(gap)
        wait_ms = window.retry_after_ms()
        if wait_ms is None:
            allowed.append(ticks.now)
        else:
            assert 0 < wait_ms <= 10_001  # whole milliseconds, rounded up
            ticks.advance(wait_ms / 1000 + ROUNDING_S)
            assert window.retry_after_ms() is None
            allowed.append(ticks.now)
    for at in allowed:
        assert sum(at - 10.0 < other <= at for other in allowed) <= most
