from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.components.intents.kernel import Features, KernelSettings, View, fit, one_hot

SETTINGS = KernelSettings(sharpness=3.0, ridge=0.15)
INTENTS = np.arange(24) % 3


@pytest.fixture
def features() -> Features:
    """Two views; the last four texts are in one of them alone, and the last two in none."""
    random = np.random.default_rng(1)
    weights = np.full((2, 24), np.sqrt(0.4), np.float32)
    weights[0, 20:] = 0
    weights[1, 22:] = 0
    views = tuple(View(unit(random.normal(size=(24, 5))), each) for each in weights)
    terms = unit(np.abs(random.normal(size=(24, 9))))
    ngram_weights = np.sqrt(1 - np.square(weights).sum(axis=0)).astype(np.float32)
    return Features(views, csr_matrix(terms), ngram_weights)


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def part(features: Features, rows: list[int]) -> Features:
    views = tuple(View(view.vectors[rows], view.weights[rows]) for view in features.views)
    return Features(views, features.ngrams[rows], features.ngram_weights[rows])


def test_left_out_scores_are_those_of_a_machine_that_never_saw_the_text(
    features: Features,
) -> None:
    targets, weights = one_hot(INTENTS, 3), np.ones(24, np.float32)
    _, left_out = fit(features, targets, weights, SETTINGS)
    for place in (0, 7, 22):
        others = [at for at in range(24) if at != place]
        machine, _ = fit(part(features, others), targets[others], weights[others], SETTINGS)
        assert np.allclose(machine.scores(part(features, [place]))[0], left_out[place], atol=1e-3)


def test_a_weight_of_two_is_the_same_text_twice(features: Features) -> None:
    twice = [0, *range(24)]
    heavier = np.array([2.0] + [1.0] * 23, np.float32)
    one, _ = fit(features, one_hot(INTENTS, 3), heavier, SETTINGS)
    two, _ = fit(
        part(features, twice), one_hot(INTENTS[twice], 3), np.ones(25, np.float32), SETTINGS
    )
    assert np.allclose(one.scores(features), two.scores(features), atol=1e-3)


def test_texts_without_vectors_alone_are_enough(features: Features) -> None:
    rows = [20, 21, 22, 23]
    machine, _ = fit(
        part(features, rows), one_hot(INTENTS[rows], 3), np.ones(4, np.float32), SETTINGS
    )
    scores = machine.scores(part(features, rows))
    assert (scores.argmax(axis=1) == INTENTS[rows]).all()
