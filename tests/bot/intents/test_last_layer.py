from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from bot.components.intents.last_layer import LastLayer, Packing, Pass
from tests.bot.intents.conftest import SHAPES, WIDTH

LENGTHS = (3, 1, 5)


@pytest.fixture
def states() -> list[np.ndarray]:
    random = np.random.default_rng(4)
    return [random.normal(size=(length, WIDTH)).astype(np.float32) for length in LENGTHS]


def run(layer: LastLayer, states: list[np.ndarray]) -> Pass:
    return Pass(layer, np.concatenate(states), Packing.of([len(each) for each in states]))


def test_a_text_has_the_same_vector_whatever_it_is_packed_with(
    layer: LastLayer, states: list[np.ndarray]
) -> None:
    together = layer.vectors(states)
    alone = np.concatenate([layer.vectors([each]) for each in states])
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("name", [*SHAPES, *(f"{name}_bias" for name in SHAPES)])
def test_gradients_are_those_of_small_steps(
    layer: LastLayer, states: list[np.ndarray], name: str
) -> None:
    toward = np.random.default_rng(5).normal(size=(len(LENGTHS), WIDTH)).astype(np.float32)
    found = run(layer, states).gradients(toward)[name]

    def loss() -> float:
        return float((run(layer, states).vectors.astype(np.float64) * toward).sum())

    assert np.allclose(found, stepped(layer.weights[name], loss), atol=2e-2)
    assert np.abs(found).max() > 1e-2 or name == "attend_bias"


def stepped(weights: np.ndarray, loss: Callable[[], float], step: float = 1e-2) -> np.ndarray:
    """Central differences, element by element."""
    found = np.zeros_like(weights)
    for at in np.ndindex(*weights.shape):
        kept = weights[at]
        weights[at] = kept + step
        above = loss()
        weights[at] = kept - step
        found[at] = (above - loss()) / (2 * step)
        weights[at] = kept
    return found
