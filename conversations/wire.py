"""JSON to contract dataclasses and back, strictly: unknown or mistyped fields are refused by name.

Standard library only, for the bot's process. `decode` raises `WireError`, whose `path` names the
offending field (`body.text`). A field whose Python name ends in `_` loses it on the wire.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from enum import Enum
from typing import Any, TypeVar, Union

from conversations import contract
from conversations.contract import Code

T = TypeVar("T")
# A refused field's name goes back to whoever sent it: short, and sendable whatever it holds.
MAX_SHOWN = 60


class WireError(ValueError):
    """A value that does not fit the contract. Carries a contract `code` and the field's `path`."""

    def __init__(self, code: Code, path: str, problem: str) -> None:
        super().__init__(f"{path or 'frame'}: {problem}")
        self.code = code
        self.path = path
        self.problem = problem


def encode(value: Any) -> Any:
    """Contract value to plain JSON data; a dataclass's `kind` or `type` comes first."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        out: dict[str, Any] = {}
        for tag in ("type", "kind"):
            if tag in _tags(type(value)):
                out[tag] = getattr(value, tag)
        for item in dataclasses.fields(value):
            out[item.name.rstrip("_")] = encode(getattr(value, item.name))
        return out
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    return value


def encode_json(value: Any) -> str:
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))


def decode(cls: type[T], data: Any, path: str = "") -> T:
    """Plain JSON data to an instance of the contract dataclass `cls`."""
    return typing.cast(T, _value(cls, data, path))


def decode_body(data: Any) -> contract.MessageBody:
    return typing.cast(contract.MessageBody, _value(contract.MessageBody, data, "body"))


def decode_client_frame(raw: str) -> contract.ClientFrame:
    """One text frame of the widget's socket, checked whole."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise WireError(Code.BAD_FRAME, "", "is not JSON") from None
    if not isinstance(data, dict):
        raise WireError(Code.BAD_FRAME, "", "is not a JSON object")
    cls = contract.CLIENT_FRAMES.get(str(data.get("type")))
    if cls is None:
        raise WireError(Code.UNKNOWN_TYPE, "type", "is not a frame that a client may send")
    return typing.cast(contract.ClientFrame, _value(cls, data, ""))


def _tags(cls: type) -> tuple[str, ...]:
    return tuple(tag for tag in ("type", "kind") if isinstance(cls.__dict__.get(tag), str))


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _bad(path: str, problem: str) -> WireError:
    return WireError(Code.BAD_FIELD, path, problem)


def _value(kind: Any, data: Any, path: str) -> Any:
    origin = typing.get_origin(kind)
    if origin is Union or origin is types.UnionType:
        return _union(typing.get_args(kind), data, path)
    if origin is tuple:
        if not isinstance(data, list):
            raise _bad(path, "must be a list")
        inner = typing.get_args(kind)[0]
        return tuple(_value(inner, item, f"{path}[{at}]") for at, item in enumerate(data))
    if origin is dict:
        if not isinstance(data, dict):
            raise _bad(path, "must be an object")
        inner = typing.get_args(kind)[1]
        return {str(key): _value(inner, item, f"{path}.{key}") for key, item in data.items()}
    if kind is Any:
        return data
    if dataclasses.is_dataclass(kind):
        return _dataclass(typing.cast(type, kind), data, path)
    if issubclass(kind, Enum):
        if not isinstance(data, str) or data not in {member.value for member in kind}:
            raise _bad(path, "must be one of " + ", ".join(member.value for member in kind))
        return kind(data)
    return _scalar(kind, data, path)


def _scalar(kind: type, data: Any, path: str) -> Any:
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if type(data) is not kind:
        names = {str: "text", int: "a whole number", bool: "true or false", float: "a number"}
        raise _bad(path, f"must be {names.get(kind, kind.__name__)}")
    if isinstance(data, str) and ("\x00" in data or not _is_unicode(data)):
        raise _bad(path, "has characters that cannot be stored")
    return data


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _union(members: tuple[Any, ...], data: Any, path: str) -> Any:
    if data is None and type(None) in members:
        return None
    rest = [member for member in members if member is not type(None)]
    if len(rest) == 1:
        return _value(rest[0], data, path)
    kinds = {member.kind: member for member in rest}
    kind = data.get("kind") if isinstance(data, dict) else None
    if not isinstance(kind, str) or kind not in kinds:
        raise _bad(f"{path}.kind".lstrip("."), "must be one of " + ", ".join(kinds))
    return _dataclass(kinds[kind], data, path)


def _dataclass(cls: type, data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise _bad(path, "must be an object")
    prefix = f"{path}." if path else ""
    fields = {item.name.rstrip("_"): item for item in dataclasses.fields(cls)}
    for key in data:
        if key not in fields and key not in _tags(cls):
            shown = ascii(key)[1:-1][:MAX_SHOWN]
            raise WireError(
                Code.UNKNOWN_FIELD, f"{prefix}{shown}", "is not a field of the contract"
            )
    values: dict[str, Any] = {}
    for wire, item in fields.items():
        if wire in data:
            values[item.name] = _value(_hints(cls)[item.name], data[wire], f"{prefix}{wire}")
        elif item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING:
            raise _bad(f"{prefix}{wire}", "is missing")
    return cls(**values)
