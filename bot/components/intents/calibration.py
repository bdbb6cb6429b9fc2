"""How sure a score is, and from which evidence on a message counts as understood.

Both are read from the scores that training examples get when they are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

# Of the training examples that are answered right, the share that the threshold may cost.
SPENT = 0.001
_SLOPES = np.geomspace(1, 100, 81)


@dataclass(frozen=True)
class Calibration:
    """`slope` turns scores into shares; `threshold` is of `evidence`."""

    slope: float
    threshold: float

    def shares(self, scores: Array) -> NDArray[np.float64]:
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

    The slope is the likeliest one. The threshold rejects as much as it can of what is out of scope
    while it costs no more than `SPENT` of the right answers. Without examples out of scope nothing
    tells how they look: then only that is rejected which has less evidence than any right answer.
    """
    slope = _likeliest_slope(scores, intents)
    found = evidence(scores, rejected)
    if rejected is None:
        right = scores.argmax(axis=1) == intents
        return Calibration(slope, float(found[right].min()) if right.any() else 0.0)
    inside = scores.copy()
    inside[:, rejected] = -np.inf
    right = (inside.argmax(axis=1) == intents) & (intents != rejected)
    if not right.any():
        return Calibration(slope, 0.0)
    return Calibration(slope, float(np.quantile(found[right], SPENT)))


def _likeliest_slope(scores: Array, intents: NDArray[np.int64]) -> float:
    rows = np.arange(len(scores))
    losses = [
        -np.log(np.maximum(_softmax(scores, slope)[rows, intents], 1e-12)).mean()
        for slope in _SLOPES
    ]
    return float(_SLOPES[int(np.argmin(losses))])


def _softmax(scores: Array, slope: float) -> NDArray[np.float64]:
    raised = scores.astype(np.float64) * slope
    raised -= raised.max(axis=-1, keepdims=True)
    np.exp(raised, out=raised)
    shares: NDArray[np.float64] = raised / raised.sum(axis=-1, keepdims=True)
    return shares
