"""Rows of tables as plain JSON and back, column by column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import JSON, Column, Date, Table
from sqlalchemy_utc import UtcDateTime

from knowledge_base.models import Base

Plain = dict[str, Any]
Row = TypeVar("Row", bound=Base)


class RowError(Exception):
    """What was read is no row of its table; the message names the field."""


def plain(row: Base, *, without: frozenset[str] = frozenset()) -> Plain:
    """Only what is set, under the names of the columns."""
    found: Plain = {}
    for column in table_of(type(row)).columns:
        value = getattr(row, column.key)
        if column.key not in without and value is not None:
            found[column.key] = value.isoformat() if isinstance(value, dt.date) else value
    return found


def row_of(table: type[Row], given: object, **more: object) -> Row:
    """Raises `RowError` for a field that the table does not have, lacks, or cannot hold."""
    if not isinstance(given, Mapping):
        raise RowError(f"{table.__tablename__}: not an object")
    columns = {column.key: column for column in table_of(table).columns}
    if unknown := sorted(given.keys() - columns.keys()):
        raise RowError(f"{table.__tablename__}: unknown field {', '.join(map(str, unknown))}")
    values = {name: _value(columns[name], value) for name, value in given.items()} | more
    for column in columns.values():
        if values.get(column.key) is None and not _may_lack(table_of(table), column):
            raise RowError(f"{table.__tablename__}: {column.key} is missing")
    return table(**values)


def _value(column: Column[Any], value: object) -> object:
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        moment = _moment(column, value)
        if moment.tzinfo is None:
            raise RowError(f"{column.key} has no time zone")
        return moment
    if isinstance(column.type, Date):
        return _moment(column, value).date()
    if isinstance(column.type, JSON):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise RowError(f"{column.key} is no list of texts")
        return value
    if type(value) is not column.type.python_type:
        raise RowError(f"{column.key} is of another kind")
    return value


def _moment(column: Column[Any], value: object) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise RowError(f"{column.key} is no moment") from None


def _may_lack(table: Table, column: Column[Any]) -> bool:
    given = column.default is not None or column.server_default is not None
    return bool(column.nullable or given or column is table.autoincrement_column)


def table_of(table: type[Base]) -> Table:
    return table.metadata.tables[table.__tablename__]
