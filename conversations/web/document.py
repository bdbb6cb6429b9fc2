"""The contract as a page of documentation."""

from __future__ import annotations

import typing
from types import NoneType, UnionType
from typing import Any, Union

from conversations import contract
from conversations.web import shapes

HEADER = """\
# The contract

<!-- Written by conversations/web/generate.py from conversations/contract.py: change that. -->

What crosses a process boundary of Shopbell. The widget speaks it over
`GET /ws/widget?site=<site key>` with the subprotocol `{subprotocol}`, in JSON text frames of at
most {frame} bytes; its first frame is `hello`, within {hello} s. A resume past more than {gap}
events is answered by a `snapshot`. The text of a message has at most {text} characters. Every time
is UTC in ISO 8601, money is a decimal string with its currency. The server refuses unknown types
and fields; clients ignore unknown fields.

A field marked `?` may be left out by its sender. The server always writes every field."""
SCALARS: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    Any: "any JSON",
    NoneType: "null",
}


def document() -> str:
    parts = [
        HEADER.format(
            subprotocol=contract.SUBPROTOCOL,
            frame=contract.MAX_FRAME_BYTES,
            hello=contract.HELLO_SECONDS,
            gap=contract.RESUME_GAP,
            text=contract.MAX_TEXT_CHARS,
        ),
        "## What the widget sends",
        *(_section(cls) for cls in contract.CLIENT_FRAMES.values()),
        "## What the server sends",
        *(_section(cls) for cls in contract.SERVER_FRAMES.values()),
    ]
    frames = {*contract.CLIENT_FRAMES.values(), *contract.SERVER_FRAMES.values()}
    rest = [cls for cls in shapes.classes() if cls not in frames]
    parts += ["## Bodies and parts, the turn of the bot included", *map(_section, rest)]
    parts += ["## Values"]
    for kind in shapes.enums():
        values = ", ".join(f"`{member.value}`" for member in kind)
        note = shapes.summary(kind)
        parts.append(f"### {kind.__name__}\n" + (f"\n{note}\n" if note else "") + f"\n{values}")
    kept = ", ".join(
        f"`{member.value}`"
        for member in contract.EventName
        if member in contract.STORED_EVENTS - contract.AGENT_ONLY_EVENTS
    )
    own = ", ".join(
        f"`{member.value}`" for member in contract.EventName if member in contract.AGENT_ONLY_EVENTS
    )
    parts.append(
        f"## The log\n\nThe shopper sees (`seq`): {kept}.\n\nOnly agents see (`aseq`): {own}."
    )
    return "\n\n".join(parts) + "\n"


def _section(cls: type) -> str:
    tag = shapes.tag(cls)
    title = f"### `{tag[1]}` ({cls.__name__})" if tag else f"### {cls.__name__}"
    lines = [title, ""]
    note = shapes.summary(cls)
    if note:
        lines += [note, ""]
    rows = shapes.fields(cls)
    if not rows:
        return "\n".join([*lines, "No fields."])
    lines += ["| field | value |", "|---|---|"]
    for item in rows:
        mark = "?" if item.optional else ""
        lines.append(f"| `{item.name}{mark}` | {_hint(item.hint)} |")
    return "\n".join(lines)


def _hint(hint: Any) -> str:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, UnionType):
        return shapes.aliases().get(frozenset(args)) or " or ".join(map(_hint, args))
    if origin is tuple:
        return f"list of {_hint(args[0])}"
    if origin is dict:
        return f"object of {_hint(args[1])}"
    return SCALARS.get(hint) or str(hint.__name__)
