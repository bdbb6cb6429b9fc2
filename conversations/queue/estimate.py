"""How long a shopper may wait: the n-th end among conversations that people hold.

With `s` places all taken and ends that come independently, as in a pooled queue, the n-th next
end comes after n/s of a handling on average (W. Whitt, "Predicting Queueing Delays", Management
Science 45, 1999; the queue-length estimator of Ibrahim and Whitt, 2009). A place is taken for a
handling and for the while until somebody comes to it. Told is the middle 80 % of the spread: of n
ends, of the mean itself, which is of few handlings, and of coming.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, pstdev

FEWEST = 5
MIDDLE_80 = 1.2816


def wait_range(
    *,
    ends_awaited: int,
    places: int,
    handlings: Sequence[float],
    pick_ups: Sequence[float],
) -> tuple[int, ...]:
    """From and to in seconds; empty when fewer than five were measured of what is needed.

    `ends_awaited` conversations must end before a place is free; where none must, the wait is
    what it lately took somebody with a free place to come: `pick_ups`, by their 10th and 90th
    percentile.
    """
    if ends_awaited <= 0:
        if len(pick_ups) < FEWEST:
            return ()
        return round(quantile(pick_ups, 0.1)), round(quantile(pick_ups, 0.9))
    if places <= 0 or len(handlings) < FEWEST:
        return ()
    coming, coming_spread = (fmean(pick_ups), pstdev(pick_ups)) if pick_ups else (0.0, 0.0)
    share, deviation = ends_awaited / places, pstdev(handlings)
    middle = share * (fmean(handlings) + coming) + coming
    spread = MIDDLE_80 * math.hypot(
        math.sqrt(ends_awaited) * deviation / places,
        share * deviation / math.sqrt(len(handlings)),
        coming_spread,
    )
    return max(0, round(middle - spread)), round(middle + spread)


def quantile(values: Sequence[float], share: float) -> float:
    """Linear between the two nearest of the sorted values."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
