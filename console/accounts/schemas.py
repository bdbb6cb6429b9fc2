"""Requests and answers about accounts."""

from __future__ import annotations

from collections.abc import Container
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from console.accounts.sessions import SignedIn
from console.models import Agent, AgentRole, LinkKind
from console.schemas import Body, Email, Instant, Name, Password, Text

PersonStatus = Literal["invited", "active", "disabled"]


class SignInBody(Body):
    email: Email
    password: Password


class AgentCard(BaseModel):
    id: str
    name: str
    email: str
    role: AgentRole


class SessionAnswer(BaseModel):
    """`csrf` goes into the header `X-CSRF-Token` of every request that is not a GET."""

    agent: AgentCard
    csrf: str


class LinkAnswer(BaseModel):
    kind: LinkKind
    email: str | None
    name: str | None


class UseLinkBody(Body):
    """`email` is asked of a first admin only; `name` may be left out where the link knows it."""

    password: Password
    name: Name | None = None
    email: Email | None = None


class ResetBody(Body):
    email: Annotated[Text, Field(max_length=320)]


class AcceptedAnswer(BaseModel):
    accepted: Literal[True] = True


class PersonCard(BaseModel):
    id: str
    email: str
    name: str
    role: AgentRole
    disabled: bool
    state: PersonStatus
    online: bool
    capacity: int
    created_at: Instant


class PersonAnswer(BaseModel):
    person: PersonCard


class PeopleAnswer(BaseModel):
    items: list[PersonCard]


class InviteBody(Body):
    email: Email
    name: Name
    role: AgentRole = AgentRole.AGENT


class ChangePersonBody(Body):
    """`capacity` is how many conversations they are given at a time."""

    role: AgentRole | None = None
    capacity: Annotated[int, Field(ge=1, le=50)] | None = None
    disabled: bool | None = None


def session_answer(signed_in: SignedIn) -> SessionAnswer:
    card = AgentCard(
        id=signed_in.agent_id, name=signed_in.name, email=signed_in.email, role=signed_in.role
    )
    return SessionAnswer(agent=card, csrf=signed_in.csrf)


def person_card(agent: Agent, online: Container[str] = ()) -> PersonCard:
    invited: PersonStatus = "invited" if agent.password_hash is None else "active"
    return PersonCard(
        id=agent.id,
        email=agent.email,
        name=agent.name,
        role=AgentRole(agent.role),
        disabled=agent.disabled,
        state="disabled" if agent.disabled else invited,
        online=agent.id in online,
        capacity=agent.capacity,
        created_at=agent.created_at,
    )
