"""How sure a score is, from which evidence on a message is understood, and when two are too close.

All are read from the scores that training examples get when they are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Shares = NDArray[np.float64]

# Of the messages to a shop, the share that is taken to be out of scope. In training data it is
# whatever somebody wrote, which tells nothing of it.
OUTSIDE_SHARE = 0.05
_SLOPES = np.geomspace(1, 100, 81)
# Farther apart than this (in shares) two intents are not called hard to tell apart.
_WIDEST_MARGIN = 0.2


@dataclass(frozen=True)
class Calibration:
    """`slope` turns scores into shares; `threshold` is of `evidence`, `margin` of shares."""

    slope: float
    threshold: float
    margin: float

    def shares(self, scores: Array) -> Shares:
        """Along the last axis; they add up to 1."""
        return _softmax(scores, self.slope)


def evidence(scores: Array, rejected: Optional[int]) -> Array:
    """The best score, less the one for being out of scope where there is such an intent."""
    if rejected is None:
        return scores.max(axis=-1)
    inside = np.delete(scores, rejected, axis=-1)
    found: Array = inside.max(axis=-1) - scores[..., rejected]
    return found


def calibrate(scores: Array, intents: NDArray[np.int64], rejected: Optional[int]) -> Calibration:
    """From left-out scores (examples by intents).

    The slope is the likeliest one. The threshold makes the fewest mistakes, right answers rejected
    and messages out of scope answered, at `OUTSIDE_SHARE`. Without examples out of scope nothing
    tells how they look: then only that is rejected which has less evidence than any right answer.
    Within the margin the best is right no more often than the second.
    """
    slope = _likeliest_slope(scores, intents)
    inside = scores.copy()
    if rejected is not None:
        inside[:, rejected] = -np.inf
    right = (inside.argmax(axis=1) == intents) & (intents != rejected)
    found = evidence(scores, rejected)
    outside = found[intents == rejected] if rejected is not None else found[:0]
    threshold = _threshold(np.sort(found[right]), np.sort(outside))
    return Calibration(slope, threshold, _margin(_softmax(scores, slope), intents))


def _threshold(right: Array, outside: Array) -> float:
    """The middle of those that are best. Both are sorted."""
    if not len(right):
        return 0.0
    if not len(outside):
        return float(right[0])
    tried = np.unique(np.concatenate([right, outside]))
    lost = np.searchsorted(right, tried) / len(right)
    let_in = 1 - np.searchsorted(outside, tried) / len(outside)
    mistakes = (1 - OUTSIDE_SHARE) * lost + OUTSIDE_SHARE * let_in
    best = np.flatnonzero(mistakes <= mistakes.min() + 1e-12)
    return float(tried[best[len(best) // 2]])


def _margin(shares: Shares, intents: NDArray[np.int64]) -> float:
    rows = np.arange(len(shares))
    order = np.argsort(-shares, axis=1, kind="stable")
    margins = shares[rows, order[:, 0]] - shares[rows, order[:, 1]]
    narrow = np.argsort(margins, kind="stable")
    narrow = narrow[margins[narrow] <= _WIDEST_MARGIN]
    ahead = np.cumsum(
        (order[narrow, 0] == intents[narrow]).astype(int) - (order[narrow, 1] == intents[narrow])
    )
    even = np.flatnonzero(ahead <= 0)
    return float(margins[narrow[even[-1]]]) if len(even) else 0.0


def _likeliest_slope(scores: Array, intents: NDArray[np.int64]) -> float:
    rows = np.arange(len(scores))
    losses = [
        -np.log(np.maximum(_softmax(scores, slope)[rows, intents], 1e-12)).mean()
        for slope in _SLOPES
    ]
    return float(_SLOPES[int(np.argmin(losses))])


def _softmax(scores: Array, slope: float) -> Shares:
    raised = scores.astype(np.float64) * slope
    raised -= raised.max(axis=-1, keepdims=True)
    np.exp(raised, out=raised)
    shares: Shares = raised / raised.sum(axis=-1, keepdims=True)
    return shares
