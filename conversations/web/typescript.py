"""The contract as TypeScript.

A server always writes every field, so the types of what it sends have no optional ones. A client
may leave a field with a default out: a type that both send is written twice, as `Page` and as
`PageInput`. Frames end in `Frame`, because `Event`, `Error` and `Request` are names of the browser.
"""

from __future__ import annotations

import dataclasses
import typing
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union

from conversations import contract
from conversations.web import shapes

HEADER = """\
// Written by conversations/web/generate.py from conversations/contract.py: change that, not this.
"""
CONSTANTS = ("SUBPROTOCOL", "MAX_FRAME_BYTES", "MAX_TEXT_CHARS", "HELLO_SECONDS", "RESUME_GAP")
SCALARS: dict[Any, str] = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    Any: "unknown",
    NoneType: "null",
}


class _Names:
    def __init__(self) -> None:
        self.server = shapes.reachable(shapes.server_roots())
        self.client = shapes.reachable(shapes.client_roots())
        self.frames = {*contract.CLIENT_FRAMES.values(), *contract.SERVER_FRAMES.values()}
        self.aliases = shapes.aliases()

    def of(self, cls: type, client: bool) -> str:
        if cls in self.frames:
            return f"{cls.__name__}Frame"
        twice = client and cls in self.server and self.differs(cls)
        return f"{cls.__name__}Input" if twice else cls.__name__

    def differs(self, cls: type) -> bool:
        if not dataclasses.is_dataclass(cls):
            return False
        inner = shapes.reachable([cls]) - {cls}
        return any(item.optional for item in shapes.fields(cls)) or any(map(self.differs, inner))

    def hint(self, hint: Any, client: bool) -> str:
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin in (Union, UnionType):
            alias = self.aliases.get(frozenset(args))
            return alias or " | ".join(self.hint(inner, client) for inner in args)
        if origin is tuple:
            inner = self.hint(args[0], client)
            return f"readonly {inner}[]" if inner.isidentifier() else f"ReadonlyArray<{inner}>"
        if origin is dict:
            return f"Readonly<Record<string, {self.hint(args[1], client)}>>"
        return SCALARS.get(hint) or self.of(hint, client)


def typescript() -> str:
    names = _Names()
    parts = [HEADER + "\n".join(_constant(name) for name in CONSTANTS)]
    parts += [_enum(kind) for kind in shapes.enums() if kind in names.server | names.client]
    for cls in shapes.classes():
        if cls in names.server:
            parts.append(_interface(names, cls, client=False))
        if cls in names.client and (cls not in names.server or names.differs(cls)):
            parts.append(_interface(names, cls, client=True))
    for members, alias in names.aliases.items():
        if members <= names.server | names.client:
            parts.append(_alias(names, alias))
    return "\n\n".join(parts) + "\n"


def _constant(name: str) -> str:
    value = getattr(contract, name)
    return f"export const {name} = {_quoted(value) if isinstance(value, str) else value};"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _union(head: str, members: list[str]) -> str:
    line = f"{head} {' | '.join(members)};"
    return line if len(line) <= 100 else head + "".join(f"\n  | {m}" for m in members) + ";"


def _enum(kind: type[Enum]) -> str:
    return _comment(kind) + _union(
        f"export type {kind.__name__} =", [_quoted(str(member.value)) for member in kind]
    )


def _alias(names: _Names, alias: str) -> str:
    members = typing.get_args(getattr(contract, alias))
    client = any(cls not in names.server for cls in members)
    return _union(f"export type {alias} =", [names.of(cls, client) for cls in members])


def _interface(names: _Names, cls: type, client: bool) -> str:
    lines = [f"{_comment(cls)}export interface {names.of(cls, client)} {{"]
    tag = shapes.tag(cls)
    if tag:
        lines.append(f"  readonly {tag[0]}: {_quoted(tag[1])};")
    for item in shapes.fields(cls):
        mark = "?" if client and item.optional else ""
        lines.append(f"  readonly {item.name}{mark}: {names.hint(item.hint, client)};")
    return "\n".join([*lines, "}"])


def _comment(cls: type) -> str:
    text = shapes.summary(cls)
    return f"/** {text} */\n" if text else ""
