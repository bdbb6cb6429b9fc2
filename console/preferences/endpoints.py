"""How one agent wants to be told of news, wherever they sign in."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from console.accounts.access import RequireAgent
from console.models import AgentPreferences
from console.parts import Parts
from console.schemas import Body


class AlertChoices(Body):
    """Each way of telling, for a chat that begins to wait and for a message in one's own."""

    chat_sound: bool = True
    chat_desktop: bool = True
    chat_title: bool = True
    message_sound: bool = True
    message_desktop: bool = True
    message_title: bool = True


class PreferencesAnswer(BaseModel):
    alerts: AlertChoices


def create_preferences_router() -> APIRouter:
    router = APIRouter(prefix="/preferences", tags=["accounts"])
    router.add_api_route("", show_preferences, methods=["GET"])
    router.add_api_route("/alerts", choose_alerts, methods=["PUT"])
    return router


async def show_preferences(agent: RequireAgent, parts: Parts) -> PreferencesAnswer:
    async with parts.reader() as session:
        kept = await session.get(AgentPreferences, agent.agent_id)
    return PreferencesAnswer(alerts=AlertChoices.model_validate(kept.alerts if kept else {}))


async def choose_alerts(body: AlertChoices, agent: RequireAgent, parts: Parts) -> PreferencesAnswer:
    async with parts.writer.begin() as session:
        chosen = AgentPreferences(agent_id=agent.agent_id, alerts=body.model_dump())
        await session.merge(chosen)
    return PreferencesAnswer(alerts=body)
