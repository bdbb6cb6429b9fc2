"""Online, away or off: an agent's own choice."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAgent
from console.availability.schemas import AvailabilityAnswer, AvailabilityBody
from console.models import Agent
from console.parts import ConsoleParts, Parts
from conversations.presence import Availability


def create_availability_router() -> APIRouter:
    router = APIRouter(prefix="/availability", tags=["availability"])
    router.add_api_route("", show_availability, methods=["GET"])
    router.add_api_route("", choose_availability, methods=["PUT"])
    return router


async def show_availability(me: RequireAgent, parts: Parts) -> AvailabilityAnswer:
    async with parts.reader() as session:
        agent = await session.get_one(Agent, me.agent_id)
    return _answer(parts, agent)


async def choose_availability(
    body: AvailabilityBody, me: RequireAgent, parts: Parts
) -> AvailabilityAnswer:
    async with parts.writer.begin() as session:
        agent = await session.get_one(Agent, me.agent_id)
        agent.availability = body.availability.value
    parts.presence.choose(me.agent_id, body.availability, parts.clock())
    return _answer(parts, agent)


def _answer(parts: ConsoleParts, agent: Agent) -> AvailabilityAnswer:
    here = [present for present in parts.presence.present if present.id == agent.id]
    return AvailabilityAnswer(
        availability=Availability(agent.availability),
        state=here[0].state if here else Availability.OFF,
    )
