"""Requests about passing a conversation on."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from console.schemas import Body, Text, Version

Why = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Id = Annotated[str, Field(max_length=32)]


class TransferBody(Body):
    """To a person or to a team's queue. `reason` is for colleagues; the shopper never sees it."""

    version: Version
    agent: Id | None = None
    team: Id | None = None
    reason: Why

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.agent is None) == (self.team is None):
            raise ValueError("name an agent or a team")
        return self
