"""The intent model: n-grams and sentence vectors under one kernel machine, calibrated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional, Sequence

import numpy as np

from bot.components.intents.calibration import Calibration, evidence
from bot.components.intents.encoder import SentenceReader
from bot.components.intents.kernel import Features, KernelMachine
from bot.components.intents.last_layer import Array, LastLayer
from bot.components.intents.ngrams import Ngrams
from bot.components.intents.tuning import vectors_of
from bot.components.masking import readable

# Letters of Chinese, Japanese and Korean.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Judgement:
    """`ranking` has the intents with their confidences, the likeliest first."""

    ranking: list[tuple[str, float]]
    understood: bool


@dataclass(frozen=True)
class Scripts:
    """Which texts an encoder reads. `all` says that Chinese, Japanese and Korean are among them;
    `reader` is None where there is no encoder at all."""

    reader: Optional[SentenceReader]
    all: bool

    def read(self, texts: Sequence[str]) -> Array:
        """1 for each text that the encoder reads, else 0."""
        if self.reader is None:
            return np.zeros(len(texts), np.float32)
        reads = [self.all or not _EAST_ASIAN.search(text) for text in texts]
        return np.array(reads, np.float32)


@dataclass(frozen=True)
class IntentModel:
    """`rejected` is the place in `names` of what is out of scope, None without such an intent."""

    names: tuple[str, ...]
    rejected: Optional[int]
    scripts: Scripts
    ngrams: Ngrams
    layers: tuple[LastLayer, ...]
    machine: KernelMachine
    calibration: Calibration

    def judge(self, text: str) -> Judgement:
        """Of a masked text."""
        scores = self.machine.scores(self._features(text))
        shares = self.calibration.shares(scores[0])
        order = np.argsort(-shares, kind="stable")
        ranking = [(self.names[at], float(shares[at])) for at in order]
        found = float(evidence(scores, self.rejected)[0])
        return Judgement(ranking, found >= self.calibration.threshold)

    def _features(self, text: str) -> Features:
        read = self.scripts.read([text])
        reader = self.scripts.reader
        states = reader.states([readable(text)]) if reader is not None and read[0] else []
        return Features(views_of(self.layers, states, read), self.ngrams.rows([text]), read)


def views_of(
    layers: Sequence[LastLayer], states: Sequence[Array], read: Array
) -> tuple[Array, ...]:
    """Of each layer a row for each text, of zeros where it is not read and has no states."""
    views = []
    for layer in layers:
        view = np.zeros((len(read), layer.width), np.float32)
        if states:
            view[np.flatnonzero(read)] = vectors_of(layer, states)
        views.append(view)
    return tuple(views)
