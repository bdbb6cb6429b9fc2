from __future__ import annotations

import random

import pytest

from conversations.queue.estimate import quantile, wait_range

STEADY = [300.0] * 20


def test_nothing_is_said_where_too_little_was_measured() -> None:
    assert wait_range(ends_awaited=3, places=4, handlings=STEADY[:4], pick_ups=STEADY) == ()
    assert wait_range(ends_awaited=0, places=4, handlings=STEADY, pick_ups=STEADY[:4]) == ()
    assert wait_range(ends_awaited=3, places=0, handlings=STEADY, pick_ups=STEADY) == ()


def test_who_has_a_free_place_to_go_to_waits_as_others_lately_did() -> None:
    pick_ups = [float(number) for number in range(101)]
    assert wait_range(ends_awaited=0, places=4, handlings=[], pick_ups=pick_ups) == (10, 90)
    assert quantile([1.0, 3.0], 0.5) == 2.0


@pytest.mark.parametrize(("ends", "places"), [(1, 4), (5, 8), (20, 10), (60, 40)])
def test_four_of_five_waits_of_a_simulated_queue_fall_into_what_is_told(
    ends: int, places: int
) -> None:
    """Handling times as skewed as real ones (log-normal), every place taken at a random moment."""
    chance = random.Random(3)

    def handling() -> float:
        return chance.lognormvariate(5.5, 0.8)

    told = wait_range(
        ends_awaited=ends, places=places, handlings=[handling() for _ in range(100)], pick_ups=[]
    )
    inside = 0
    for _ in range(300):
        frees = [_rest(chance, handling) for _ in range(places)]
        wait = 0.0
        for _ in range(ends):
            wait = min(frees)
            frees[frees.index(wait)] = wait + handling()
        inside += told[0] <= wait <= told[1]
    assert inside / 300 > 0.65, (told, inside)


def _rest(chance: random.Random, handling: object) -> float:
    """What is left of a handling that is met at a random moment: long ones are met more often."""
    while True:
        whole: float = handling()  # type: ignore[operator]
        if chance.random() < min(1.0, whole / 3_000):
            return whole * chance.random()
