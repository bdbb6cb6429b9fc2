"""Who should get the next conversation: the least busy of those who may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conversations.presence import PresentAgent
from conversations.queue.missed import Missed, who_may_answer


def least_busy(
    agents: Iterable[PresentAgent],
    held: Mapping[str, int],
    team_id: str | None,
    missed: Mapping[str, Missed] | None = None,
) -> PresentAgent | None:
    """None when nobody of the team who may answer has a free place.

    Who let this conversation go unanswered before comes after the rest, who missed it least first.
    Busy is the share of their places that is taken; among equals the one with fewer
    conversations, then by name, so that the choice is the same wherever it is made.
    """
    before = missed or {}
    free = [
        agent
        for agent in who_may_answer(agents, team_id, before)
        if held.get(agent.id, 0) < agent.capacity
    ]
    return min(
        free,
        key=lambda agent: (
            before[agent.id].times if agent.id in before else 0,
            held.get(agent.id, 0) / agent.capacity,
            held.get(agent.id, 0),
            agent.name,
            agent.id,
        ),
        default=None,
    )
