from __future__ import annotations

import numpy as np
import pytest

from bot.components.intents.last_layer import LastLayer
from bot.components.intents.tuning import Tuning, averaged, tuned_layer, vectors_of
from tests.bot.intents.conftest import WIDTH

TUNING = Tuning(epochs=8, learning_rate=3e-3, scale=20.0, batch=8)
# The intent 1 has no text, as when all of its texts are left out.
INTENTS = np.array([0, 2, 3] * 16)


@pytest.fixture
def states() -> list[np.ndarray]:
    """Texts of an intent share a direction, under much else."""
    random = np.random.default_rng(8)
    told = random.normal(size=(4, WIDTH))
    return [
        (told[intent] + random.normal(size=(3, WIDTH))).astype(np.float32) for intent in INTENTS
    ]


def apart(vectors: np.ndarray) -> float:
    """How much nearer texts are to their own intent's than to the others'."""
    likeness = vectors @ vectors.T
    same = INTENTS[:, None] == INTENTS[None, :]
    return float(likeness[same].mean() - likeness[~same].mean())


def test_texts_of_an_intent_come_together(layer: LastLayer, states: list[np.ndarray]) -> None:
    tuned = tuned_layer(layer, states, INTENTS, TUNING, seed=1)
    assert apart(vectors_of(tuned, states)) > 1.5 * apart(vectors_of(layer, states))


def test_a_seed_gives_one_layer_and_leaves_the_old_one(
    layer: LastLayer, states: list[np.ndarray]
) -> None:
    before = vectors_of(layer, states)
    one, two, other = (tuned_layer(layer, states, INTENTS, TUNING, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(vectors_of(one, states), vectors_of(two, states))
    assert not np.array_equal(vectors_of(one, states), vectors_of(other, states))
    assert np.array_equal(vectors_of(layer, states), before)


def test_an_average_lies_between_its_layers(layer: LastLayer, states: list[np.ndarray]) -> None:
    tuned = [tuned_layer(layer, states, INTENTS, TUNING, seed=seed) for seed in (1, 2)]
    both = averaged(layer, 1 / 3, tuned)
    for name, weight in both.weights.items():
        parts = [each.weights[name] for each in (layer, *tuned)]
        assert np.allclose(weight, np.mean(parts, axis=0), atol=1e-5), name
    alone = averaged(layer, 0.0, tuned[:1])
    assert np.array_equal(vectors_of(alone, states), vectors_of(tuned[0], states))
