"""The hyper-parameters, for few examples an intent and for many. Why: docs/understanding.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Sequence

from bot.components.intents.kernel import KernelSettings
from bot.components.intents.reading import Shares
from bot.components.intents.tuning import Tuning

# Examples of the median intent from which on there are many.
MANY = 30


@dataclass(frozen=True)
class Recipe:
    """`tunings`: how many layers are tuned and averaged; `kept`: what share of the average is the
    layer that they come from.
    `judged_folds`: of the two halves, how many the calibration is read from. `name_weight`: how
    often an intent's name counts."""

    shares: Shares
    kernel: KernelSettings
    tuning: Tuning
    tunings: int
    kept: float
    judged_folds: int
    name_weight: float


FEW = Recipe(
    shares=Shares(ngrams=0.1, universal=0.0, alone=0.4),
    kernel=KernelSettings(sharpness=3.0, ridge=0.1),
    tuning=Tuning(epochs=6, learning_rate=1e-4, scale=12.0),
    tunings=2,
    kept=0.0,
    judged_folds=2,
    name_weight=2.0,
)
FULL = Recipe(
    shares=Shares(ngrams=0.2, universal=0.4, alone=0.4),
    kernel=KernelSettings(sharpness=3.0, ridge=0.15),
    tuning=Tuning(epochs=2, learning_rate=2e-4, scale=20.0),
    tunings=2,
    kept=1 / 3,
    judged_folds=1,
    name_weight=1.0,
)


def recipe_for(intents: Sequence[str]) -> Recipe:
    return FULL if median(Counter(intents).values()) >= MANY else FEW
