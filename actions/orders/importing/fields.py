"""Field types of the import format. Each raises `ValueError` with the words a person reads."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo

from actions.orders.errors import MoneyFormatError
from actions.orders.money import to_minor
from actions.orders.numbers import normalise_order_number

FALLBACK_CURRENCY = "USD"
MAX_TEXT = 10_000
MAX_DEPTH = 8

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACE = re.compile(r"\s")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_LINK = re.compile(r"(?:https?://[^\s/]|/(?!/))\S*", re.IGNORECASE)


def _clean(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("must not contain control characters")
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value


def _identifier(value: str) -> str:
    if _SPACE.search(value):
        raise ValueError("must not contain spaces")
    return value


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise ValueError("is not an e-mail address")
    return value


def _link(value: str) -> str:
    if not _LINK.fullmatch(value):
        raise ValueError("must be an http or https address, or a path that begins with /")
    return value


def _order_number(value: str) -> str:
    number = normalise_order_number(value)
    if number is None:
        raise ValueError('is not an order number such as "#W1234567"')
    return number


def _amount(value: object, info: ValidationInfo) -> int:
    if not isinstance(value, str):
        raise ValueError('must be a decimal string such as "19.90"')
    context: Mapping[str, str] = info.context or {}
    try:
        return to_minor(value, context.get("currency", FALLBACK_CURRENCY))
    except MoneyFormatError as error:
        raise ValueError(str(error)) from None


def _moment(value: object) -> datetime:
    problem = 'must be a date and time with its zone, such as "2026-01-31T12:00:00Z"'
    if not isinstance(value, str):
        raise ValueError(problem)
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(problem) from None


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """Attributes are the shop's own, but what is stored must be storable and shallow."""
    _check_plain(value, MAX_DEPTH)
    return value


def _check_plain(value: object, depth: int) -> None:
    if depth == 0:
        raise ValueError(f"is nested more than {MAX_DEPTH} deep")
    if isinstance(value, dict):
        for name, held in value.items():
            _clean(name)
            _check_plain(held, depth - 1)
    elif isinstance(value, list):
        for held in value:
            _check_plain(held, depth - 1)
    elif isinstance(value, str):
        _clean(value)


# Lengths come first: pydantic words them for strings only where no validator stands before them.
Line = Annotated[str, StringConstraints(max_length=500), AfterValidator(_clean)]
Prose = Annotated[str, StringConstraints(max_length=MAX_TEXT), AfterValidator(_clean)]
Name = Annotated[Line, AfterValidator(_filled)]
_Line64 = Annotated[str, StringConstraints(max_length=64), AfterValidator(_clean)]
Short = Annotated[_Line64, AfterValidator(_filled)]
Identifier = Annotated[Short, AfterValidator(_identifier)]
_Line32 = Annotated[str, StringConstraints(max_length=32), AfterValidator(_clean)]
PostalCode = Annotated[_Line32, AfterValidator(_filled)]
_Line254 = Annotated[str, StringConstraints(max_length=254), AfterValidator(_clean)]
Email = Annotated[_Line254, AfterValidator(_email)]
_Line2000 = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_clean)]
Link = Annotated[_Line2000, AfterValidator(_link)]
Locale = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")]
LastFour = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
OrderNumber = Annotated[Line, AfterValidator(_order_number)]
Amount = Annotated[int, BeforeValidator(_amount)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Attributes = Annotated[dict[str, Any], AfterValidator(_plain)]
