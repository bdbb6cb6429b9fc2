"""What the generators read from the contract: its types in order, and who meets which of them."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Any, Union

from conversations import contract


@dataclass(frozen=True)
class Shape:
    """One field as it stands on the wire. `optional` means that a sender may leave it out."""

    name: str
    hint: Any
    optional: bool


def enums() -> list[type[Enum]]:
    return [
        value
        for value in vars(contract).values()
        if isinstance(value, type) and issubclass(value, Enum) and value is not Enum
    ]


def classes() -> list[type]:
    """The contract's dataclasses in the order in which the module defines them."""
    return [
        value
        for value in vars(contract).values()
        if isinstance(value, type) and dataclasses.is_dataclass(value)
    ]


def aliases() -> dict[frozenset[type], str]:
    """Named unions such as `MessageBody`, found again by their members."""
    return {
        frozenset(typing.get_args(value)): name
        for name, value in vars(contract).items()
        if typing.get_origin(value) is Union
    }


def fields(cls: type) -> list[Shape]:
    hints = typing.get_type_hints(cls)
    return [
        Shape(
            name=item.name.rstrip("_"),
            hint=hints[item.name],
            optional=item.default is not dataclasses.MISSING
            or item.default_factory is not dataclasses.MISSING,
        )
        for item in dataclasses.fields(typing.cast(Any, cls))
    ]


def tag(cls: type) -> tuple[str, str] | None:
    """`("type", "send")` for a frame, `("kind", "text")` for a body, else None."""
    for name in ("type", "kind"):
        value = cls.__dict__.get(name)
        if isinstance(value, str):
            return name, value
    return None


def summary(cls: type) -> str:
    """The docstring, without the signature that dataclasses writes where there is none."""
    text = " ".join((cls.__doc__ or "").split())
    return "" if text.startswith(f"{cls.__name__}(") else text


def reachable(roots: list[type]) -> set[type]:
    """`roots` and every dataclass or enum that their fields name, at any depth."""
    found: set[type] = set()
    waiting = list(roots)
    while waiting:
        cls = waiting.pop()
        if cls in found:
            continue
        found.add(cls)
        if dataclasses.is_dataclass(cls):
            for item in fields(cls):
                waiting.extend(_named(item.hint))
    return found


def _named(hint: Any) -> Iterator[type]:
    if typing.get_origin(hint) in (Union, UnionType, tuple, dict):
        for inner in typing.get_args(hint):
            yield from _named(inner)
    elif isinstance(hint, type) and (dataclasses.is_dataclass(hint) or issubclass(hint, Enum)):
        yield hint


def client_roots() -> list[type]:
    return list(contract.CLIENT_FRAMES.values())


def server_roots() -> list[type]:
    """The server's frames, and what the log's rows carry in their `body`."""
    rows = [contract.StateBody, contract.EditedBody, contract.Understood]
    return [*contract.SERVER_FRAMES.values(), *typing.get_args(contract.MessageBody), *rows]
