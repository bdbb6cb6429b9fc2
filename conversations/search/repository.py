"""Full-text search over the log, alike on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, column, func, literal, literal_column, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, LogRow
from conversations.search.folding import Phrase
from conversations.search.models import MessageText


@dataclass(frozen=True)
class MessageQuery:
    """`before` is the position at which the page before ended."""

    phrases: Sequence[Phrase]
    state: str | None = None
    locale: str | None = None
    role: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


class FullText(Protocol):
    """How one database says that a text holds all phrases."""

    def __call__(self, phrases: Sequence[Phrase]) -> ColumnElement[bool]: ...


async def find_messages(
    session: AsyncSession, wanted: MessageQuery, limit: int
) -> Sequence[tuple[LogRow, Conversation]]:
    """The newest first."""
    dialect = session.get_bind().dialect.name
    query = (
        select(LogRow, Conversation)
        .join(MessageText, MessageText.position == LogRow.position)
        .join(Conversation, Conversation.id == LogRow.conversation_id)
        .where(FULL_TEXT[dialect](wanted.phrases), *_narrowed(wanted))
        .order_by(MessageText.position.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in (await session.execute(query)).all()]


def _narrowed(wanted: MessageQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.before is not None:
        found.append(MessageText.position < wanted.before)
    if wanted.state is not None:
        found.append(Conversation.state == wanted.state)
    if wanted.locale is not None:
        found.append(Conversation.locale == wanted.locale)
    if wanted.role is not None:
        found.append(LogRow.author_role == wanted.role)
    if wanted.since is not None:
        found.append(LogRow.at >= wanted.since)
    if wanted.until is not None:
        found.append(LogRow.at < wanted.until)
    return found


def _on_sqlite(phrases: Sequence[Phrase]) -> ColumnElement[bool]:
    # Tokens are letters and digits alone, so that nothing in them can end the quotation.
    parts = [f'"{" ".join(one.tokens)}"{"*" if one.open else ""}' for one in phrases]
    index = table("message_search", column("rowid"))
    matches = literal_column("message_search").op("MATCH")(literal(" AND ".join(parts)))
    return MessageText.position.in_(select(index.c.rowid).where(matches))


def _on_postgresql(phrases: Sequence[Phrase]) -> ColumnElement[bool]:
    parts = [
        " <-> ".join([*(f"'{token}'" for token in one.tokens[:-1]), _last(one)]) for one in phrases
    ]
    config: ColumnElement[str] = literal_column("'simple'::regconfig")
    words = func.to_tsvector(config, MessageText.folded)
    return words.op("@@")(func.to_tsquery(config, " & ".join(f"({part})" for part in parts)))


def _last(phrase: Phrase) -> str:
    return f"'{phrase.tokens[-1]}'{':*' if phrase.open else ''}"


FULL_TEXT: dict[str, FullText] = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
