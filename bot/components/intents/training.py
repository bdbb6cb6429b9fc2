"""Makes an intent model from examples. Their texts are masked already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.components.intents.calibration import Calibration, calibrate
from bot.components.intents.dictionary import Dictionary
from bot.components.intents.kernel import Array, KernelMachine, fit, one_hot
from bot.components.intents.last_layer import LastLayer
from bot.components.intents.model import IntentModel
from bot.components.intents.ngrams import Ngrams
from bot.components.intents.reading import Readers
from bot.components.intents.recipe import Recipe, recipe_for
from bot.components.intents.spelling import Spelling
from bot.components.intents.tuning import averaged
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

    def folds(self) -> list[NDArray[np.bool_]]:
        """The examples of each intent are dealt out in turn."""
        seen = np.zeros(len(self.names), np.int64)
        dealt = np.zeros(len(self.intents), np.int64)
        for at, intent in enumerate(self.intents):
            dealt[at] = seen[intent] % FOLDS
            seen[intent] += 1
        return [dealt == fold for fold in range(FOLDS)]


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
        folds = examples.folds()[: self._recipe.judged_folds]
        *without, layer = self._tune(folds, place)
        calibration = self._calibrate(folds, without, place)
        machine, _ = self._fit(layer)
        return IntentModel(
            examples.names, place, spelling, self._readers, self._recipe.shares, self._ngrams,
            layer, machine, calibration,
        )  # fmt: skip

    def _tune(
        self, folds: Sequence[NDArray[np.bool_]], rejected: Optional[int]
    ) -> list[Optional[LastLayer]]:
        """A layer for each fold, tuned without it, and one tuned on all.

        What is out of scope has nothing in common that a tuning should bring together.
        """
        encoder, recipe = self._readers.encoder, self._recipe
        usable = (self._reading.read > 0) & (self._examples.intents != rejected)
        if encoder is None or not usable.any():
            return [None] * (len(folds) + 1)
        # The longest first, so that no processor waits for the last.
        whole = [TuningJob(np.flatnonzero(usable), self._seed + at) for at in range(recipe.tunings)]
        halves = [TuningJob(np.flatnonzero(usable & ~fold), self._seed) for fold in folds]
        base = encoder.layer()
        made = run_jobs(
            [*whole, *halves], base, self._reading, self._examples.intents, recipe.tuning,
            lambda done, of: self._progress("tuning", done, of),
        )  # fmt: skip
        parts = [[half] for half in made[len(whole) :]] + [made[: len(whole)]]
        return [averaged(base, recipe.kept, part) for part in parts]

    def _calibrate(
        self,
        folds: Sequence[NDArray[np.bool_]],
        without: Sequence[Optional[LastLayer]],
        rejected: Optional[int],
    ) -> Calibration:
        """From each example by a machine that left it out, over a layer that was tuned without
        it: those of the folds, and all that are out of scope."""
        examples = self._examples
        scores = np.zeros((len(examples.intents), len(examples.names)), np.float32)
        judged = np.zeros(len(examples.intents), bool)
        for fold, layer in zip(folds, without, strict=True):
            rows = fold | (examples.intents == rejected)
            _, left_out = self._fit(layer)
            scores[rows] = left_out[rows]
            judged |= rows
        judged[examples.told :] = False
        return calibrate(scores[judged], examples.intents[judged], rejected)

    def _fit(self, layer: Optional[LastLayer]) -> tuple[KernelMachine, Array]:
        self._progress("kernel", 0, 1)
        features = self._reading.features(layer, self._recipe.shares)
        targets = one_hot(self._examples.intents, len(self._examples.names))
        found = fit(features, targets, self._examples.weights, self._recipe.kernel)
        self._progress("kernel", 1, 1)
        return found
