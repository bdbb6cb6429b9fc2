"""Teams: read by everybody who transfers, changed by admins."""

from __future__ import annotations

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.access import RequireAdmin, RequireAgent
from console.parts import Parts
from console.teams import repository, service
from console.teams.models import Team
from console.teams.schemas import MemberView, TeamAnswer, TeamBody, TeamsAnswer, TeamView
from conversations.bus import INBOX


def create_teams_router() -> APIRouter:
    router = APIRouter(prefix="/teams", tags=["teams"])
    router.add_api_route("", list_teams, methods=["GET"])
    router.add_api_route("", make_team, methods=["POST"], status_code=201)
    router.add_api_route("/{team_id}", change_team, methods=["PUT"])
    router.add_api_route("/{team_id}", drop_team, methods=["DELETE"], status_code=204)
    return router


async def list_teams(_: RequireAgent, parts: Parts) -> TeamsAnswer:
    async with parts.reader() as session:
        teams = await repository.teams_by_name(session)
        return TeamsAnswer(items=[await _view(session, team) for team in teams])


async def make_team(body: TeamBody, _: RequireAdmin, parts: Parts) -> TeamAnswer:
    async with parts.writer.begin() as session:
        team = await service.save_team(session, team_id=None, body=body, at=parts.clock())
        return TeamAnswer(team=await _view(session, team))


async def change_team(team_id: str, body: TeamBody, _: RequireAdmin, parts: Parts) -> TeamAnswer:
    async with parts.writer.begin() as session:
        team = await service.save_team(session, team_id=team_id, body=body, at=parts.clock())
        return TeamAnswer(team=await _view(session, team))


async def drop_team(team_id: str, _: RequireAdmin, parts: Parts) -> None:
    async with parts.writer.begin() as session:
        await repository.drop_team(session, await service.team_by_id(session, team_id))
    parts.bus.publish(INBOX, {})


async def _view(session: AsyncSession, team: Team) -> TeamView:
    members = (await repository.members_by_team(session)).get(team.id, [])
    return TeamView(
        id=team.id,
        name=team.name,
        languages=team.languages,
        topics=team.topics,
        members=[MemberView(id=agent.id, name=agent.name) for agent in members],
    )
