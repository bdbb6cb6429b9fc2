"""Makes an intent model from examples. Their texts are masked already."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.components.intents.calibration import calibrate
from bot.components.intents.kernel import Features, KernelMachine, fit, one_hot
from bot.components.intents.last_layer import Array, LastLayer
from bot.components.intents.model import IntentModel, Scripts, views_of
from bot.components.intents.ngrams import Ngrams
from bot.components.intents.recipe import Recipe, recipe_for
from bot.components.intents.tuning import tuned_layer
from bot.components.masking import readable

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
    scripts: Scripts,
    *,
    rejected: str,
    seed: int,
    progress: Progress = lambda stage, done, of: None,
) -> IntentModel:
    """The same texts, encoder and seed give the same arrays. Raises `ExamplesMissingError`."""
    if len(set(intents)) < 2 or not any(text.strip() for text in texts):
        raise ExamplesMissingError
    recipe = recipe_for(intents)
    examples = Examples.of(texts, intents, recipe, rejected)
    return _Training(examples, scripts, recipe, seed, progress).run(rejected)


class _Training:
    def __init__(
        self, examples: Examples, scripts: Scripts, recipe: Recipe, seed: int, progress: Progress
    ) -> None:
        self._examples, self._scripts, self._recipe = examples, scripts, recipe
        self._seed, self._progress = seed, progress
        self._read = scripts.read(examples.texts)
        self._states = self._read_states()

    def run(self, rejected: str) -> IntentModel:
        examples = self._examples
        ngrams = Ngrams.fit(examples.texts)
        self._features = Features((), ngrams.rows(examples.texts), self._read)
        place = examples.names.index(rejected) if rejected in examples.names else None
        told = slice(examples.told)
        scores = self._held_out_scores()[told]
        calibration = calibrate(scores, examples.intents[told], place)
        layers = self._layers(np.ones(len(self._read), bool), self._recipe.tunings, "tuning")
        machine, _ = self._fit(layers)
        return IntentModel(
            examples.names, place, self._scripts, ngrams, layers, machine, calibration
        )

    def _read_states(self) -> list[Array]:
        reader = self._scripts.reader
        if reader is None:
            return []
        chosen = [self._examples.texts[at] for at in np.flatnonzero(self._read)]
        told = partial(self._progress, "sentence vectors")
        return reader.states([readable(text) for text in chosen], told)

    def _held_out_scores(self) -> Array:
        """Each example by a machine that left it out, over a layer tuned without its fold."""
        scores = np.zeros((len(self._read), len(self._examples.names)), np.float32)
        dealt = self._examples.folds()
        for fold in range(FOLDS):
            layers = self._layers(dealt != fold, 1, f"tuning without fold {fold + 1} of {FOLDS}")
            _, left_out = self._fit(layers)
            scores[dealt == fold] = left_out[dealt == fold]
        return scores

    def _layers(self, chosen: NDArray[np.bool_], tunings: int, stage: str) -> tuple[LastLayer, ...]:
        """Tuned on the chosen examples, as far as they are read."""
        reader = self._scripts.reader
        places = np.flatnonzero(chosen[np.flatnonzero(self._read)])
        if reader is None or not len(places):
            return ()
        base = reader.layer()
        states = [self._states[at] for at in places]
        intents = self._examples.intents[np.flatnonzero(self._read)][places]
        made = [base] if self._recipe.untuned else []
        for at in range(tunings):
            told = partial(self._progress, f"{stage} {at + 1} of {tunings}")
            settings, seed = self._recipe.tuning, self._seed + at
            made.append(tuned_layer(base, states, intents, settings, seed=seed, progress=told))
        return tuple(made)

    def _fit(self, layers: tuple[LastLayer, ...]) -> tuple[KernelMachine, Array]:
        self._progress("kernel", 0, 1)
        features = replace(self._features, views=views_of(layers, self._states, self._read))
        targets = one_hot(self._examples.intents, len(self._examples.names))
        found = fit(features, targets, self._examples.weights, self._recipe.kernel)
        self._progress("kernel", 1, 1)
        return found
