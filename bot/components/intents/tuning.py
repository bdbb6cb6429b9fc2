"""Tunes a sentence encoder's last layer so that texts of one intent come together.

The loss is CosFace (Wang et al., 2018): softmax over the cosines to one direction per intent, with
a margin taken off the right one. Directions begin at the intents' mean vectors. Adam, with a
learning rate that falls along a cosine to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.components.intents.last_layer import Array, LastLayer, Packing, Pass, Weights

Progress = Callable[[int, int], None]

_DECAYS = (0.9, 0.999)
_EPSILON = np.float32(1e-8)
# Batches are cut from groups of so many, sorted by length: little padding, and still random.
_GROUPED = 8


@dataclass(frozen=True)
class Tuning:
    """`scale` multiplies the cosines before the softmax; `margin` is in cosines."""

    epochs: int
    learning_rate: float
    scale: float
    margin: float = 0.15
    batch: int = 32
    direction_rate: float = 1e-3

    def steps(self, texts: int) -> int:
        return self.epochs * -(-texts // self.batch)


class Adam:
    def __init__(self, weights: Weights) -> None:
        self._means = {name: np.zeros_like(value) for name, value in weights.items()}
        self._squares = {name: np.zeros_like(value) for name, value in weights.items()}
        self._steps = 0

    def step(self, weights: Weights, gradients: Weights, rates: dict[str, float]) -> None:
        """Changes `weights` in place."""
        self._steps += 1
        first, second = (1 - decay**self._steps for decay in _DECAYS)
        for name, gradient in gradients.items():
            mean, square = self._means[name], self._squares[name]
            mean += np.float32(1 - _DECAYS[0]) * (gradient - mean)
            square += np.float32(1 - _DECAYS[1]) * (np.square(gradient) - square)
            rate = np.float32(rates[name] / first)
            weights[name] -= rate * mean / (np.sqrt(square / np.float32(second)) + _EPSILON)


def tuned_layer(
    layer: LastLayer,
    states: Sequence[Array],
    intents: NDArray[np.int64],
    settings: Tuning,
    *,
    seed: int,
    progress: Progress = lambda step, steps: None,
) -> LastLayer:
    """A new layer; the same states, intents and seed give the same weights."""
    # An intent without a text has no direction.
    intents = np.unique(intents, return_inverse=True)[1]
    random = np.random.default_rng(seed)
    weights = {name: value.copy() for name, value in layer.weights.items()}
    tuned = LastLayer(weights, layer.heads, layer.epsilon)
    directions = _mean_directions(vectors_of(layer, states), intents)
    trained = {**weights, "directions": directions}
    adam = Adam(trained)
    steps = settings.steps(len(states))
    lengths = np.array([len(each) for each in states])
    step = 0
    for _ in range(settings.epochs):
        for batch in _batches(lengths, settings.batch, random):
            done = Pass(
                tuned, np.concatenate([states[at] for at in batch]), Packing.of(lengths[batch])
            )
            back, to_directions = _cosface(done.vectors, directions, intents[batch], settings)
            gradients = {**done.gradients(back), "directions": to_directions}
            fall = 0.5 * (1 + np.cos(np.pi * step / steps))
            rates = dict.fromkeys(weights, settings.learning_rate * fall)
            rates["directions"] = settings.direction_rate * fall
            adam.step(trained, gradients, rates)
            step += 1
            progress(step, steps)
    return tuned


def averaged(base: LastLayer, kept: float, tuned: Sequence[LastLayer]) -> LastLayer:
    """One layer: `kept` of the base's weights, the rest of the tuned ones'.

    Networks tuned from the same start lie in one valley: the mean of their weights does what the
    mean of their answers would, at the price of one (Wortsman et al., 2022, "Model soups").
    """
    shares = np.array([kept, *[(1 - kept) / len(tuned)] * len(tuned)], np.float32)
    layers = [base, *tuned]
    weights = {
        name: np.tensordot(shares, np.stack([layer.weights[name] for layer in layers]), 1)
        for name in base.weights
    }
    return LastLayer(weights, base.heads, base.epsilon)


def vectors_of(layer: LastLayer, states: Sequence[Array], batch: int = 64) -> Array:
    """A row for each text, however many there are."""
    order = sorted(range(len(states)), key=lambda at: len(states[at]))
    vectors = np.zeros((len(states), layer.width), np.float32)
    for start in range(0, len(order), batch):
        places = order[start : start + batch]
        vectors[places] = layer.vectors([states[at] for at in places])
    return vectors


def _mean_directions(vectors: Array, intents: NDArray[np.int64]) -> Array:
    sums = np.zeros((int(intents.max()) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, intents, vectors)
    lengths: Array = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return sums / lengths


def _batches(
    lengths: NDArray[np.int64], size: int, random: np.random.Generator
) -> list[NDArray[np.int64]]:
    order = random.permutation(len(lengths))
    batches: list[NDArray[np.int64]] = []
    for start in range(0, len(order), size * _GROUPED):
        group = order[start : start + size * _GROUPED]
        group = group[np.argsort(lengths[group], kind="stable")]
        batches += [group[at : at + size] for at in range(0, len(group), size)]
    return [batches[at] for at in random.permutation(len(batches))]


def _cosface(
    vectors: Array, directions: Array, intents: NDArray[np.int64], settings: Tuning
) -> tuple[Array, Array]:
    """Gradients of the mean loss: of the vectors, and of the directions before their norm."""
    norms = np.linalg.norm(directions, axis=1, keepdims=True)
    units = directions / norms
    rows = np.arange(len(vectors))
    scores = vectors @ units.T
    scores[rows, intents] -= np.float32(settings.margin)
    scores *= np.float32(settings.scale)
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    scores[rows, intents] -= 1
    scores *= np.float32(settings.scale / len(vectors))
    to_units = scores.T @ vectors
    along = (to_units * units).sum(axis=1, keepdims=True)
    to_directions: Array = (to_units - along * units) / norms
    return scores @ units, to_directions
