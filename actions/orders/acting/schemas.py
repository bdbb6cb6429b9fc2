"""One line that a script writes, and one that it gets back (`shopbell orders act`)."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from actions.orders.errors import OrderStoreError


class ActLine(BaseModel):
    """`confirm` is true, or the token that came with the plan. `key` makes a repeated line the
    same act: it is done once, and answered with the same receipt."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    action: str
    customer: str | None = None
    args: dict[str, Any] = {}
    confirm: StrictBool | str | None = None
    key: str | None = Field(default=None, min_length=1, max_length=200)


@dataclass(frozen=True)
class Answer:
    """`content` is the line to be written; `bad_input` says what was wrong with the line read."""

    content: dict[str, Any]
    bad_input: str | None = None


@dataclass
class LineInvalidError(OrderStoreError):
    """The line cannot be understood: nothing was looked up or changed."""

    code: str
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "; ".join(self.problems)
