from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from console.routing.choosing import least_busy
from conversations.presence import PresentAgent

AGENTS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 7)), min_size=1, max_size=6
)  # capacity, held


def people(loads: list[tuple[int, int]]) -> tuple[list[PresentAgent], Counter[str]]:
    agents = [PresentAgent(f"a{n}", f"A{n}", capacity=one[0]) for n, one in enumerate(loads)]
    return agents, Counter({f"a{n}": one[1] for n, one in enumerate(loads)})


def test_the_one_with_the_smallest_share_of_their_places_taken_is_next() -> None:
    agents, held = people([(4, 2), (4, 1), (2, 1), (8, 3)])
    order = []
    while (chosen := least_busy(agents, held, None)) is not None:
        order.append(chosen.id)
        held[chosen.id] += 1
    # 1/4, then 3/8, then at a half whoever has fewest, and so on until nobody has a place.
    assert order[:6] == ["a1", "a3", "a2", "a0", "a1", "a3"]
    assert held == {"a0": 4, "a1": 4, "a2": 2, "a3": 8}


@given(loads=AGENTS)
def test_nobody_with_a_place_is_busier_than_who_is_chosen_and_nobody_gets_too_many(
    loads: list[tuple[int, int]],
) -> None:
    agents, held = people(loads)
    chosen = least_busy(agents, held, None)
    free = [agent for agent in agents if held[agent.id] < agent.capacity]
    if chosen is None:
        assert free == []
        return
    assert chosen in free
    share = held[chosen.id] / chosen.capacity
    assert all(held[agent.id] / agent.capacity >= share for agent in free)
