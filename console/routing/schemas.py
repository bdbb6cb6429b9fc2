"""The rules by which conversations reach people."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from console.routing.models import Assignment
from console.schemas import Body

Minutes = Annotated[int, Field(ge=0, le=24 * 60)]


class RulesView(BaseModel):
    assignment: Assignment
    answer_minutes: int
    away_minutes: int


class RulesAnswer(BaseModel):
    rules: RulesView


class RulesBody(Body):
    """0 minutes is never."""

    assignment: Assignment
    answer_minutes: Minutes
    away_minutes: Minutes
