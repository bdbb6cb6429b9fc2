"""Who should get the next conversation: the least busy of those who may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conversations.presence import PresentAgent


def least_busy(
    agents: Iterable[PresentAgent],
    held: Mapping[str, int],
    team_id: str | None,
    missed: Mapping[str, int] | None = None,
) -> PresentAgent | None:
    """None when nobody of the team has a free place.

    Who let this conversation go unanswered before (`missed` says how often) comes after the rest.
    Busy is the share of their places that is taken; among equals the one with fewer
    conversations, then by name, so that the choice is the same wherever it is made.
    """
    free = [
        agent
        for agent in agents
        if (team_id is None or team_id in agent.teams) and held.get(agent.id, 0) < agent.capacity
    ]
    return min(
        free,
        key=lambda agent: (
            (missed or {}).get(agent.id, 0),
            held.get(agent.id, 0) / agent.capacity,
            held.get(agent.id, 0),
            agent.name,
            agent.id,
        ),
        default=None,
    )
