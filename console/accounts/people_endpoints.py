"""People of the shop, for admins."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts import people, repository
from console.accounts.access import RequireAdmin
from console.accounts.mails import mail_link
from console.accounts.schemas import (
    AcceptedAnswer,
    ChangePersonBody,
    InviteBody,
    PeopleAnswer,
    PersonAnswer,
    person_card,
)
from console.errors import ObjectNotFoundError
from console.parts import ConsoleParts, Parts
from console.signals import account_topic


def create_people_router() -> APIRouter:
    router = APIRouter(prefix="/people", tags=["people"])
    router.add_api_route("", list_people, methods=["GET"])
    router.add_api_route("", invite_person, methods=["POST"], status_code=201)
    router.add_api_route("/{person_id}", change_person, methods=["PATCH"])
    router.add_api_route("/{person_id}/reset", send_link, methods=["POST"], status_code=202)
    return router


async def list_people(_: RequireAdmin, parts: Parts) -> PeopleAnswer:
    async with parts.reader() as session:
        agents = await repository.agents_by_name(session)
    online = _online(parts)
    return PeopleAnswer(items=[person_card(agent, online) for agent in agents])


async def invite_person(body: InviteBody, _: RequireAdmin, parts: Parts) -> PersonAnswer:
    now = parts.clock()
    async with parts.writer.begin() as session:
        agent = await people.invite_person(
            session, email=body.email, name=body.name, role=body.role, now=now
        )
        await mail_link(session, parts, agent=agent, now=now)
        return PersonAnswer(person=person_card(agent, _online(parts)))


async def change_person(
    person_id: str, body: ChangePersonBody, _: RequireAdmin, parts: Parts
) -> PersonAnswer:
    async with parts.writer.begin() as session:
        agent = await people.change_person(
            session,
            agent_id=person_id,
            role=body.role,
            disabled=body.disabled,
            capacity=body.capacity,
        )
        answer = PersonAnswer(person=person_card(agent, _online(parts)))
    parts.bus.publish(account_topic(person_id), {})
    return answer


async def send_link(person_id: str, _: RequireAdmin, parts: Parts) -> AcceptedAnswer:
    """Mails a new link: a reset, or the invitation again to who has not used theirs."""
    now = parts.clock()
    async with parts.writer.begin() as session:
        agent = await people.person(session, person_id)
        if agent.disabled:
            raise ObjectNotFoundError
        await mail_link(session, parts, agent=agent, now=now)
    return AcceptedAnswer()


def _online(parts: ConsoleParts) -> frozenset[str]:
    return frozenset(agent_id for agent_id, _ in parts.presence.agents)
