"""The intent model: n-grams and sentence vectors under one kernel machine, calibrated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from bot.components.intents.calibration import Calibration, evidence
from bot.components.intents.kernel import KernelMachine
from bot.components.intents.last_layer import LastLayer
from bot.components.intents.ngrams import Ngrams
from bot.components.intents.reading import Readers, Shares
from bot.components.intents.spelling import Spelling


@dataclass(frozen=True)
class Judgement:
    """`ranking` has the intents with their confidences, the likeliest first.

    `in_scope` where there is evidence enough; `clear` where the first is told from the second.
    """

    ranking: list[tuple[str, float]]
    in_scope: bool
    clear: bool

    @property
    def understood(self) -> bool:
        return self.in_scope and self.clear


@dataclass(frozen=True)
class IntentModel:
    """`rejected` is the place in `names` of what is out of scope, None without such an intent.
    `layer` is the encoder's last, tuned; None where it read nothing."""

    names: tuple[str, ...]
    rejected: Optional[int]
    spelling: Spelling
    readers: Readers
    shares: Shares
    ngrams: Ngrams
    layer: Optional[LastLayer]
    machine: KernelMachine
    calibration: Calibration

    def judge(self, text: str) -> Judgement:
        """Of a masked text."""
        reading = self.readers.read([self.spelling.mend(text)], self.ngrams)
        scores = self.machine.scores(reading.features(self.layer, self.shares))
        shares = self.calibration.shares(scores[0])
        order = np.argsort(-shares, kind="stable")
        ranking = [(self.names[at], float(shares[at])) for at in order]
        found = float(evidence(scores, self.rejected)[0])
        margin = ranking[0][1] - ranking[1][1]
        return Judgement(
            ranking, found >= self.calibration.threshold, margin > self.calibration.margin
        )
