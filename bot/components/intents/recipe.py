"""The hyper-parameters, for few examples an intent and for many. Why: docs/understanding.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Sequence

from bot.components.intents.kernel import KernelSettings
from bot.components.intents.tuning import Tuning

# Examples of the median intent from which on there are many.
MANY = 30


@dataclass(frozen=True)
class Recipe:
    """`name_weight`: how often an intent's name counts. `tunings`: how many layers are tuned."""

    kernel: KernelSettings
    tuning: Tuning
    tunings: int
    untuned: bool
    name_weight: float


FEW = Recipe(
    kernel=KernelSettings(sharpness=3.0, ngram_share=0.1, ridge=0.1),
    tuning=Tuning(epochs=6, learning_rate=1e-4),
    tunings=1,
    untuned=False,
    name_weight=2.0,
)
FULL = Recipe(
    kernel=KernelSettings(sharpness=3.0, ngram_share=0.2, ridge=0.15),
    tuning=Tuning(epochs=3, learning_rate=1e-4),
    tunings=1,
    untuned=True,
    name_weight=1.0,
)


def recipe_for(intents: Sequence[str]) -> Recipe:
    return FULL if median(Counter(intents).values()) >= MANY else FEW
