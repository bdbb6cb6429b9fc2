from __future__ import annotations

import numpy as np
import pytest

from knowledge_base.index.shared_directions import DAMPING, SharedDirections


def articles(count: int, common: float) -> np.ndarray:
    """Unit vectors that all have `common` of one direction."""
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(count, 64)) / 8
    rows[:, 0] += common
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_it_is_the_cosine_after_whitening() -> None:
    rows = articles(200, common=1.0)
    shared = SharedDirections.of(rows, np.arange(200))
    covariance = rows.T @ rows / 200
    whitened = np.linalg.inv(covariance + DAMPING * np.eye(64))
    asked, other = rows[0], rows[1]
    inner = asked @ whitened @ other
    lengths = np.sqrt((asked @ whitened @ asked) * (other @ whitened @ other))
    expected = (1 - shared.share) * max(asked @ other, 0) + shared.share * max(inner / lengths, 0)
    assert shared.likeness(rows[1:2], asked)[0] == pytest.approx(expected, abs=1e-4)


def test_what_all_have_in_common_counts_less_and_the_text_itself_stays_one() -> None:
    rows = articles(200, common=1.0)
    shared = SharedDirections.of(rows, np.arange(200))
    likeness = shared.likeness(rows, rows[0])
    assert likeness[0] == pytest.approx(1.0, abs=1e-4)
    assert likeness[1:].mean() < (rows[1:] @ rows[0]).mean() - 0.1


def test_a_single_article_shows_hardly_anything_in_common() -> None:
    rows = articles(1, common=1.0)
    assert SharedDirections.of(rows, np.arange(1)).share < 0.02
