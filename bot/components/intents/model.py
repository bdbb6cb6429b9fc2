"""The intent model: n-grams and tuned sentence vectors under one kernel machine, calibrated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Callable, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.components.intents.calibration import Calibration, calibrate, evidence
from bot.components.intents.encoder import SentenceReader
from bot.components.intents.kernel import Features, KernelMachine, fit, one_hot
from bot.components.intents.last_layer import Array, LastLayer
from bot.components.intents.ngrams import Ngrams
from bot.components.intents.recipe import Recipe, recipe_for
from bot.components.intents.tuning import tuned_layer, vectors_of
from bot.components.masking import readable

Progress = Callable[[str, int, int], None]

# Letters of Chinese, Japanese and Korean.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Judgement:
    """`ranking` has the intents with their confidences, the likeliest first."""

    ranking: list[tuple[str, float]]
    understood: bool


@dataclass(frozen=True)
class Examples:
    """Masked texts, each with the place of its intent in `names` and a weight."""

    texts: list[str]
    intents: NDArray[np.int64]
    weights: Array
    names: tuple[str, ...]

    @classmethod
    def of(
        cls, texts: Sequence[str], intents: Sequence[str], recipe: Recipe, rejected: str
    ) -> "Examples":
        """With the name of each intent as one more example, as it says what is meant."""
        names = tuple(sorted(set(intents)))
        places = {name: at for at, name in enumerate(names)}
        named = [name for name in names if name != rejected]
        spoken = [re.sub(r"[\W_]+", " ", name).strip().lower() for name in named]
        return cls(
            [*texts, *spoken],
            np.array([places[name] for name in (*intents, *named)], np.int64),
            np.array([1.0] * len(texts) + [recipe.name_weight] * len(named), np.float32),
            names,
        )


class IntentModel:
    """Immutable once made. `reader` is None for a model of n-grams alone."""

    def __init__(
        self,
        names: tuple[str, ...],
        rejected: Optional[int],
        ngrams: Ngrams,
        layers: tuple[LastLayer, ...],
        machine: KernelMachine,
        calibration: Calibration,
        reader: Optional[SentenceReader],
        all_scripts: bool,
    ) -> None:
        self.names = names
        self.rejected = rejected
        self.ngrams = ngrams
        self.layers = layers
        self.machine = machine
        self.calibration = calibration
        self.reader = reader
        self.all_scripts = all_scripts

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        reader: Optional[SentenceReader],
        *,
        rejected: str,
        seed: int,
        all_scripts: bool = False,
        progress: Progress = lambda stage, done, of: None,
    ) -> "IntentModel":
        """`texts` are masked. The same texts, encoder and seed give the same arrays.

        `all_scripts` says that the encoder reads Chinese, Japanese and Korean as well.
        """
        recipe = recipe_for(intents)
        examples = Examples.of(texts, intents, recipe, rejected)
        names = examples.names
        ngrams = Ngrams.fit(examples.texts)
        read = _read(examples.texts, reader, all_scripts)
        states = _states(examples.texts, read, reader, progress)
        layers = _layers(states, examples, read, reader, recipe, seed, progress)
        features = Features(_views(layers, states, read), ngrams.rows(examples.texts), read)
        progress("kernel", 0, 1)
        machine, left_out = fit(
            features, one_hot(examples.intents, len(names)), examples.weights, recipe.kernel
        )
        progress("kernel", 1, 1)
        place = names.index(rejected) if rejected in names else None
        count = len(texts)
        calibration = calibrate(left_out[:count], examples.intents[:count], place)
        return cls(names, place, ngrams, layers, machine, calibration, reader, all_scripts)

    def judge(self, text: str) -> Judgement:
        """Of a masked text."""
        read = _read([text], self.reader, self.all_scripts)
        states = _states([text], read, self.reader)
        features = Features(_views(self.layers, states, read), self.ngrams.rows([text]), read)
        scores = self.machine.scores(features)[0]
        shares = self.calibration.shares(scores)
        found = float(evidence(scores[None], self.rejected)[0])
        order = np.argsort(-shares, kind="stable")
        ranking = [(self.names[at], float(shares[at])) for at in order]
        return Judgement(ranking, found >= self.calibration.threshold)


def _read(texts: Sequence[str], reader: Optional[SentenceReader], all_scripts: bool) -> Array:
    """1 for each text that the encoder can read, else 0."""
    if reader is None:
        return np.zeros(len(texts), np.float32)
    return np.array(
        [1.0 if all_scripts or not _EAST_ASIAN.search(text) else 0.0 for text in texts], np.float32
    )


def _states(
    texts: Sequence[str],
    read: Array,
    reader: Optional[SentenceReader],
    progress: Progress = lambda stage, done, of: None,
) -> list[Array]:
    """Of the texts that are read."""
    chosen = [readable(text) for text, reads in zip(texts, read, strict=True) if reads]
    if reader is None or not chosen:
        return []
    return reader.states(chosen, lambda done, of: progress("sentence vectors", done, of))


def _layers(
    states: list[Array],
    examples: Examples,
    read: Array,
    reader: Optional[SentenceReader],
    recipe: Recipe,
    seed: int,
    progress: Progress,
) -> tuple[LastLayer, ...]:
    if reader is None or not states:
        return ()
    base = reader.layer()
    made = [base] if recipe.untuned else []
    intents = examples.intents[np.flatnonzero(read)]
    for at in range(recipe.tunings):
        told = partial(progress, f"tuning {at + 1} of {recipe.tunings}")
        made.append(
            tuned_layer(base, states, intents, recipe.tuning, seed=seed + at, progress=told)
        )
    return tuple(made)


def _views(layers: tuple[LastLayer, ...], states: list[Array], read: Array) -> tuple[Array, ...]:
    """A row for each text, of zeros where it is not read."""
    views = []
    for layer in layers:
        width = layer.weights["norm2"].shape[0]
        view = np.zeros((len(read), width), np.float32)
        if states:
            view[np.flatnonzero(read)] = vectors_of(layer, states)
        views.append(view)
    return tuple(views)
