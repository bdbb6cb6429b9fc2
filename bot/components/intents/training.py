"""Makes an intent model from examples. Their texts are masked already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.components.intents.calibration import calibrate
from bot.components.intents.dictionary import Dictionary
from bot.components.intents.kernel import Array, KernelMachine, fit, one_hot
from bot.components.intents.last_layer import LastLayer
from bot.components.intents.model import IntentModel
from bot.components.intents.ngrams import Ngrams
from bot.components.intents.reading import Readers
from bot.components.intents.recipe import Recipe, recipe_for
from bot.components.intents.spelling import Spelling
from bot.components.intents.tuning_jobs import TuningJob, run_jobs

Progress = Callable[[str, int, int], None]

FOLDS = 2


class ExamplesMissingError(Exception):
    """Less than two intents have an example that can be read."""

    code = "examples_missing"

    def __init__(self) -> None:
        super().__init__("The training data needs examples of two intents at least.")


@dataclass(frozen=True)
class Examples:
    """`intents` are places in `names`; `told` is how many were given, before the names' own."""

    texts: tuple[str, ...]
    intents: NDArray[np.int64]
    weights: Array
    names: tuple[str, ...]
    told: int

    @classmethod
    def of(
        cls, texts: Sequence[str], intents: Sequence[str], recipe: Recipe, rejected: str
    ) -> "Examples":
        """With the name of each intent as one more example, because it says what is meant."""
        names = tuple(sorted(set(intents)))
        places = {name: at for at, name in enumerate(names)}
        named = [name for name in names if name != rejected]
        spoken = [re.sub(r"[\W_]+", " ", name).strip().lower() for name in named]
        return cls(
            (*texts, *spoken),
            np.array([places[name] for name in (*intents, *named)], np.int64),
            np.array([1.0] * len(texts) + [recipe.name_weight] * len(named), np.float32),
            names,
            len(texts),
        )

    def folds(self) -> NDArray[np.int64]:
        """Of each example: those of an intent are dealt out in turn."""
        seen = np.zeros(len(self.names), np.int64)
        dealt = np.zeros(len(self.intents), np.int64)
        for at, intent in enumerate(self.intents):
            dealt[at] = seen[intent] % FOLDS
            seen[intent] += 1
        return dealt


def train(
    texts: Sequence[str],
    intents: Sequence[str],
    readers: Readers,
    dictionary: Dictionary,
    *,
    rejected: str,
    seed: int,
    progress: Progress = lambda stage, done, of: None,
) -> IntentModel:
    """The same texts, encoders and seed give the same arrays. Raises `ExamplesMissingError`."""
    if len(set(intents)) < 2 or not any(text.strip() for text in texts):
        raise ExamplesMissingError
    recipe = recipe_for(intents)
    spelling = Spelling.of(texts, dictionary)
    mended = [spelling.mend(text) for text in texts]
    examples = Examples.of(mended, intents, recipe, rejected)
    return _Training(examples, readers, recipe, seed, progress).run(spelling, rejected)


class _Training:
    def __init__(
        self, examples: Examples, readers: Readers, recipe: Recipe, seed: int, progress: Progress
    ) -> None:
        self._examples, self._readers, self._recipe = examples, readers, recipe
        self._seed, self._progress = seed, progress
        self._ngrams = Ngrams.fit(examples.texts)
        self._reading = readers.read(
            examples.texts, self._ngrams, lambda done, of: progress("sentence vectors", done, of)
        )

    def run(self, spelling: Spelling, rejected: str) -> IntentModel:
        examples = self._examples
        place = examples.names.index(rejected) if rejected in examples.names else None
        folds = examples.folds()
        without, tuned = self._tune(folds)
        told = slice(examples.told)
        scores = self._held_out_scores(folds, without)[told]
        calibration = calibrate(scores, examples.intents[told], place)
        machine, _ = self._fit(tuned)
        return IntentModel(
            examples.names, place, spelling, self._readers, self._recipe.shares,
            self._ngrams, tuned, machine, calibration,
        )  # fmt: skip

    def _tune(
        self, folds: NDArray[np.int64]
    ) -> tuple[list[tuple[LastLayer, ...]], tuple[LastLayer, ...]]:
        """The views' layers where each fold is left out of the tuning, and where none is."""
        encoder = self._readers.encoder
        places = np.flatnonzero(self._reading.read)
        if encoder is None or not len(places):
            return [()] * FOLDS, ()
        base = encoder.layer()
        chosen = [places[folds[places] != fold] for fold in range(FOLDS)]
        jobs = [TuningJob(which, self._seed) for which in chosen if len(which)]
        jobs += [TuningJob(places, self._seed + at) for at in range(self._recipe.tunings)]
        states = dict(zip(places.tolist(), self._reading.states, strict=True))
        made = run_jobs(
            jobs, base, states, self._examples.intents, self._recipe.tuning,
            lambda done, of: self._progress("tuning", done, of),
        )  # fmt: skip
        kept = (base,) if self._recipe.untuned else ()
        without = [(*kept, made.pop(0)) if len(which) else (base,) for which in chosen]
        return without, (*kept, *made)

    def _held_out_scores(
        self, folds: NDArray[np.int64], without: list[tuple[LastLayer, ...]]
    ) -> Array:
        """Each example by a machine that left it out, over a layer tuned without its fold."""
        examples = self._examples
        scores = np.zeros((len(examples.intents), len(examples.names)), np.float32)
        for fold, layers in enumerate(without):
            _, left_out = self._fit(layers)
            scores[folds == fold] = left_out[folds == fold]
        return scores

    def _fit(self, layers: tuple[LastLayer, ...]) -> tuple[KernelMachine, Array]:
        self._progress("kernel", 0, 1)
        features = self._reading.features(layers, self._recipe.shares)
        targets = one_hot(self._examples.intents, len(self._examples.names))
        found = fit(features, targets, self._examples.weights, self._recipe.kernel)
        self._progress("kernel", 1, 1)
        return found
