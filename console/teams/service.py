"""Making and changing teams, and which team a conversation should wait for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from console.errors import ConsoleCode, ConsoleError, ObjectNotFoundError
from console.schemas import is_id
from console.teams import repository
from console.teams.models import Team
from console.teams.schemas import TeamBody
from conversations.contract import Code
from conversations.identifiers import new_id


class TeamNameTakenError(ConsoleError):
    code = ConsoleCode.TEAM_EXISTS

    def __init__(self) -> None:
        super().__init__("There is a team of this name already.")


class UnknownMemberError(ConsoleError):
    code = Code.INVALID

    def __init__(self) -> None:
        said = "members: somebody of them does not work here."
        super().__init__(said, reason="unknown_member")


async def team_by_id(session: AsyncSession, team_id: str) -> Team:
    """Raises `ObjectNotFoundError`."""
    team = await session.get(Team, team_id) if is_id(team_id) else None
    if team is None:
        raise ObjectNotFoundError
    return team


async def save_team(
    session: AsyncSession, *, team_id: str | None, body: TeamBody, at: datetime
) -> Team:
    """A new team when `team_id` is None.

    Raises `ObjectNotFoundError`, `TeamNameTakenError`, `UnknownMemberError`.
    """
    team = await team_by_id(session, team_id) if team_id is not None else None
    namesake = await repository.team_named(session, body.name)
    if namesake is not None and namesake is not team:
        raise TeamNameTakenError
    members = sorted(set(body.members))
    if await repository.known_agents(session, members) != set(members):
        raise UnknownMemberError
    if team is None:
        team = Team(id=new_id(), created_at=at)
        session.add(team)
    team.name = body.name
    team.languages, team.topics = sorted(set(body.languages)), sorted(set(body.topics))
    await session.flush()
    await repository.replace_members(session, team.id, members)
    return team


def team_for(teams: Iterable[Team], *, locale: str, reason: str, topic: str) -> Team | None:
    """The team whose conditions fit best: a topic and a language before one of them.

    None when none asks for anything that this conversation has.
    """
    language = locale.split("-")[0].casefold()
    wanted = {reason, topic.strip()} - {""}
    best: tuple[int, Team] | None = None
    for team in teams:
        speaks, knows = language in team.languages, bool(wanted & set(team.topics))
        if (team.languages and not speaks) or (team.topics and not knows):
            continue
        score = 2 * knows + speaks
        if score and (best is None or score > best[0]):
            best = (score, team)
    return best[1] if best else None
