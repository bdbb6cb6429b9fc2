"""The queries of the tracker store. Each method is one transaction and blocks its thread."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.tracker_tables import bot_events, bot_replies, bot_trackers, metadata

KEPT_REPLIES = 8
# Old replies are looked for once in so many events, so that most turns are saved without it.
SWEPT_EVERY = 32


# Built once: building them costs more than running them.
STORED = sa.select(
    bot_trackers.c.head,
    sa.select(bot_replies.c.reply)
    .where(
        bot_replies.c.conversation == sa.bindparam("who"),
        bot_replies.c.cmid == sa.bindparam("message"),
    )
    .scalar_subquery()
    .label("reply"),
).where(bot_trackers.c.conversation == sa.bindparam("who"))

MOVED = (
    bot_trackers.update()
    .where(
        bot_trackers.c.conversation == sa.bindparam("who"),
        bot_trackers.c.head == sa.bindparam("base"),
    )
    .values(head=sa.bindparam("to"), saved_at=sa.bindparam("moment"))
)

SWEPT = bot_replies.delete().where(
    bot_replies.c.conversation == sa.bindparam("who"),
    bot_replies.c.head
    < sa.select(bot_replies.c.head)
    .where(bot_replies.c.conversation == sa.bindparam("who"))
    .order_by(bot_replies.c.head.desc())
    .offset(KEPT_REPLIES - 1)
    .limit(1)
    .scalar_subquery(),
)


class TrackerConflictError(Exception):
    """Another process has saved a turn of this conversation since this turn began."""


@dataclass(frozen=True)
class StoredTurn:
    """`head` is 0 for a conversation that is not stored; `reply` is the one kept for a message."""

    head: int
    reply: Optional[str]


@dataclass(frozen=True)
class SavedTurn:
    """One turn to be saved on top of `base`, the head that it was opened at.

    `events` are JSON; where `replacing`, they are the whole of the conversation's events.
    """

    conversation: str
    cmid: str
    base: int
    events: list[str]
    replacing: bool
    reply: Optional[str]

    @property
    def head(self) -> int:
        return self.base + max(len(self.events), 1)


class TrackerRows:
    """With `create_tables` the tables are made at the first use; else migrations have made them."""

    def __init__(self, engine: Engine, create_tables: bool) -> None:
        self._engine = engine
        self._create_tables = create_tables

    def stored_turn(self, conversation: str, cmid: str) -> StoredTurn:
        with self._begin() as connection:
            row = connection.execute(STORED, {"who": conversation, "message": cmid}).first()
        return StoredTurn(0, None) if row is None else StoredTurn(row.head, row.reply)

    def events(self, conversation: str) -> list[str]:
        with self._begin() as connection:
            rows = connection.scalars(
                sa.select(bot_events.c.data)
                .where(bot_events.c.conversation == conversation)
                .order_by(bot_events.c.position)
            )
            return list(rows)

    def conversations(self) -> list[str]:
        with self._begin() as connection:
            return list(connection.scalars(sa.select(bot_trackers.c.conversation)))

    def save(self, turn: SavedTurn) -> None:
        """Raises `TrackerConflictError` where the stored head is no longer `turn.base`."""
        with self._begin() as connection:
            _move_head(connection, turn)
            if turn.replacing:
                connection.execute(
                    bot_events.delete().where(bot_events.c.conversation == turn.conversation)
                )
            if turn.events:
                rows = [
                    {"conversation": turn.conversation, "position": at, "data": data}
                    for at, data in enumerate(turn.events, turn.base + 1)
                ]
                connection.execute(bot_events.insert(), rows)
            if turn.reply is not None:
                _keep_reply(connection, turn, turn.reply)

    def _begin(self) -> Any:
        if self._create_tables:
            metadata.create_all(self._engine)
            self._create_tables = False
        return self._engine.begin()


def _move_head(connection: Connection, turn: SavedTurn) -> None:
    moment = time.time()
    if turn.base == 0:
        row = {"conversation": turn.conversation, "head": turn.head, "saved_at": moment}
        try:
            connection.execute(bot_trackers.insert(), row)
        except sa.exc.IntegrityError:
            raise TrackerConflictError(turn.conversation) from None
        return
    move = {"who": turn.conversation, "base": turn.base, "to": turn.head, "moment": moment}
    if connection.execute(MOVED, move).rowcount != 1:
        raise TrackerConflictError(turn.conversation)


def _keep_reply(connection: Connection, turn: SavedTurn, reply: str) -> None:
    row = {"conversation": turn.conversation, "cmid": turn.cmid, "head": turn.head, "reply": reply}
    connection.execute(bot_replies.insert(), row)
    if turn.base // SWEPT_EVERY != turn.head // SWEPT_EVERY:
        connection.execute(SWEPT, {"who": turn.conversation})
