"""The hand-labelled messages stay understood; `benchmarks/entities.py` prints the table."""

from __future__ import annotations

import pytest

from benchmarks.entities import Score, score


@pytest.fixture(scope="module")
def developed_on() -> Score:
    return score("entities_dev")


def test_what_is_found_is_right_and_little_is_missed(developed_on: Score) -> None:
    assert developed_on.precision() >= 97, "\n".join(developed_on.wrong)
    assert developed_on.recall() >= 95, "\n".join(developed_on.wrong)


def test_no_entity_falls_behind_the_others(developed_on: Score) -> None:
    for entity in developed_on.labelled:
        assert developed_on.precision(entity) >= 93, entity
        assert developed_on.recall(entity) >= 90, entity
