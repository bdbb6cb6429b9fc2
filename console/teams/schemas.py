"""Requests and answers about teams."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from console.schemas import Body, Name, Text

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Topic = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class MemberView(BaseModel):
    id: str
    name: str


class TeamView(BaseModel):
    id: str
    name: str
    languages: list[str]
    topics: list[str]
    members: list[MemberView]


class TeamsAnswer(BaseModel):
    items: list[TeamView]


class TeamAnswer(BaseModel):
    team: TeamView


class TeamBody(Body):
    """`members` are ids of people; empty languages or topics are no condition."""

    name: Name
    languages: Annotated[list[Language], Field(max_length=30, default_factory=list)]
    topics: Annotated[list[Topic], Field(max_length=50, default_factory=list)]
    members: Annotated[list[str], Field(max_length=1_000, default_factory=list)]
