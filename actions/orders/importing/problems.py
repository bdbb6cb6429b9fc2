"""What is wrong with an import file, in words that the person who made it can act on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from actions.orders.errors import OrderStoreError

Path = tuple[str | int, ...]

_SENTENCES = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of this format",
    "string_type": "must be a string",
    "string_unicode": "is not valid Unicode",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "tuple_type": "must be a list",
    "enum": "must be one of {expected}",
    "too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "must match {pattern}",
    "less_than_equal": "must be at most {le}",
}


@dataclass(frozen=True)
class Problem:
    """`where` is like `line 12: orders[3].items[0].price`, without the line where none is known."""

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


class ShopFileError(OrderStoreError):
    """Nothing was imported. `problems` names everything that is wrong, in the file's order."""

    code = "shop_file_invalid"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Finding:
    """A problem at a JSON path, before its line is known."""

    path: Path
    problem: str


def findings_of(error: ValidationError, at: Path) -> list[Finding]:
    return [
        Finding((*at, *_within(details["loc"])), _sentence(details))
        for details in error.errors(include_url=False, include_input=False)
    ]


def written(path: Path) -> str:
    """`("orders", 3, "price")` → `orders[3].price`."""
    return "".join(_step(step) for step in path).removeprefix(".")


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    # A key that could upset a terminal is shown escaped.
    return f".{step}" if step.isidentifier() else f"[{json.dumps(step[:80])}]"


def _within(location: Path) -> Path:
    return tuple(step for step in location if step != "[key]")


def _sentence(details: Mapping[str, Any]) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "greater_than_equal":
        return f"must be at least {context['ge']}" if context["ge"] else "must not be negative"
    sentence = _SENTENCES.get(kind)
    return sentence.format(**context) if sentence else str(details["msg"]).casefold()
