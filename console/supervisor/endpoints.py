"""The supervisor's first view: one answer, fetched anew whenever the lists change."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAdmin
from console.models import Agent
from console.overview.repository import queue_figures
from console.parts import ConsoleParts, Parts
from console.routing.repository import waiting
from console.supervisor import repository
from console.supervisor.repository import Load
from console.supervisor.schemas import AgentView, SupervisorAnswer, WaitingView
from conversations.models import Conversation
from conversations.presence import Availability

LISTED = 50
ORDER = {Availability.ONLINE: 0, Availability.AWAY: 1, Availability.OFF: 2}


def create_supervisor_router() -> APIRouter:
    router = APIRouter(prefix="/supervisor", tags=["supervisor"])
    router.add_api_route("", show_now, methods=["GET"])
    return router


async def show_now(_: RequireAdmin, parts: Parts) -> SupervisorAnswer:
    async with parts.reader() as session:
        figures = await queue_figures(session)
        queue = await waiting(session, LISTED)
        silent = await repository.unanswered_by(session, [one.id for one in queue])
        load = await repository.load_by_agent(session)
        names = await repository.team_names(session)
        teams = await repository.teams_by_agent(session)
        people = await repository.working_agents(session)
        callbacks = await repository.open_callbacks(session)
    agents = [_agent(parts, one, load, teams.get(one.id, [])) for one in people]
    online = [one for one in agents if one.state is Availability.ONLINE]
    return SupervisorAnswer(
        waiting=figures.waiting,
        longest_since=figures.waiting_since,
        served=figures.with_people,
        unanswered=sum(load.unanswered.values()),
        callbacks=callbacks,
        places=sum(one.capacity for one in online),
        free=sum(max(0, one.capacity - one.held) for one in online),
        queue=[_waiting(one, names, silent.get(one.id, [])) for one in queue],
        agents=sorted(agents, key=lambda one: (ORDER[one.state], -one.held, one.name)),
    )


def _agent(parts: ConsoleParts, agent: Agent, load: Load, teams: list[str]) -> AgentView:
    states = {present.id: present.state for present in parts.presence.present}
    return AgentView(
        id=agent.id,
        name=agent.name,
        state=states.get(agent.id, Availability.OFF),
        held=load.held.get(agent.id, 0),
        unanswered=load.unanswered.get(agent.id, 0),
        capacity=agent.capacity,
        teams=teams,
    )


def _waiting(
    conversation: Conversation, names: dict[str, str], unanswered_by: list[str]
) -> WaitingView:
    return WaitingView(
        id=conversation.id,
        queued_at=conversation.queued_at or conversation.updated_at,
        reason=conversation.reason,
        topic=conversation.topic,
        locale=conversation.locale,
        team=names.get(conversation.team_id or ""),
        unanswered_by=unanswered_by,
    )
