from __future__ import annotations

import numpy as np
import pytest

from bot.components.intents.calibration import calibrate, evidence

OUTSIDE = 2


@pytest.fixture
def scores() -> np.ndarray:
    """400 texts of two intents, one in ten mistaken, and 100 out of scope."""
    random = np.random.default_rng(2)
    found = random.normal(0, 0.05, (500, 3)).astype(np.float32)
    found[np.arange(500), intents()] += np.float32(0.6)
    found[:400:10] = found[:400:10][:, [1, 0, 2]]
    return found


def intents() -> np.ndarray:
    return np.array([at % 2 for at in range(400)] + [OUTSIDE] * 100)


def test_shares_are_as_sure_as_they_are_right(scores: np.ndarray) -> None:
    shares = calibrate(scores, intents(), OUTSIDE).shares(scores)
    right = shares.argmax(axis=1) == intents()
    assert shares.sum(axis=1) == pytest.approx(np.ones(500))
    assert shares.max(axis=1).mean() == pytest.approx(right.mean(), abs=0.03)


def test_the_threshold_parts_what_is_out_of_scope(scores: np.ndarray) -> None:
    calibration = calibrate(scores, intents(), OUTSIDE)
    understood = evidence(scores, OUTSIDE) >= calibration.threshold
    assert understood[:400].mean() > 0.95
    assert understood[400:].mean() < 0.05


def test_without_examples_out_of_scope_no_right_answer_is_given_up(scores: np.ndarray) -> None:
    inside, wanted = scores[:400, :2], intents()[:400]
    calibration = calibrate(inside, wanted, None)
    right = inside.argmax(axis=1) == wanted
    assert (evidence(inside, None)[right] >= calibration.threshold).all()
    assert evidence(np.zeros((1, 2), np.float32), None)[0] < calibration.threshold


def test_two_that_are_hard_to_tell_apart_are_within_the_margin() -> None:
    """Between the first two intents chance decides, and the third is clear."""
    random = np.random.default_rng(6)
    wanted = np.arange(300) % 3
    found = random.normal(0, 0.01, (300, 3)).astype(np.float32)
    found[:, 2] += np.where(wanted == 2, 1, -1)
    calibration = calibrate(found, wanted, None)
    shares = np.sort(calibration.shares(found), axis=1)
    within = shares[:, 2] - shares[:, 1] <= calibration.margin
    assert within[wanted != 2].mean() > 0.05
    assert not within[wanted == 2].any()
