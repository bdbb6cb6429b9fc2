"""What is kept of one shopper, handed out or erased, in both databases."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import State
from conversations.errors import StillAnsweringError
from conversations.gaps.forgetting import forget_questions
from conversations.log.frames import wire_time
from conversations.models import Conversation, Turn
from conversations.states.service import close_conversation
from shopbell.database import Database
from shopbell.personal_data.registry import BOT_STORES, HIDDEN, LIMITS, Owner, Store, stores

ERASED = "erased"
WAIT_S = 25.0
LOOK_S = 0.1


@dataclass(frozen=True)
class Person:
    """The ids under which something of a shopper is kept. `customers` are those whom their
    conversations have lately proved to be, `orders` these customers' order numbers."""

    shopper: str
    conversations: tuple[str, ...]
    customers: tuple[str, ...]
    orders: tuple[str, ...]

    def ids(self, owner: Owner) -> tuple[str, ...]:
        return {
            Owner.SHOPPER: (self.shopper,),
            Owner.CONVERSATION: self.conversations,
            Owner.CUSTOMER: self.customers,
            Owner.ORDER: self.orders,
        }[owner]


class PersonalData:
    """`bot` is the database of the bot's process."""

    def __init__(self, database: Database, bot: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock

    async def export(self, shopper_id: str) -> str:
        """Every row of every store, and what of it would stay after `erase`."""
        async with self._database.reader() as session:
            person = await _person(session, shopper_id)
            found = [await _read(session, store, person) for store in stores()]
        async with self._bot.reader() as session:
            found += [await _read(session, store, person) for store in BOT_STORES]
        answer = {
            "made_at": wire_time(self._clock()),
            "stores": [store for store in found if store["rows"]],
        }
        return json.dumps(answer, ensure_ascii=False, indent=1)

    async def erase(self, shopper_id: str) -> str:
        """Raises `StillAnsweringError` when a turn of the bot does not end in time.

        The bot's memory goes first: with the conversations still there, a failure in between can
        be mended by asking again.
        """
        async with self._database.writer.begin() as session:
            person = await _person(session, shopper_id)
            await _quieten(session, person, self._clock())
        await self._until_quiet(person)
        await self._erase_in_bot(person)
        async with self._database.writer.begin() as session:
            gone = await _erase(session, person)
            kept = await _kept(session, person)
        await self._erase_in_bot(person)
        for database in (self._database, self._bot):
            await _settle(database)
        return json.dumps({"erased": gone, "kept": kept}, ensure_ascii=False)

    async def _until_quiet(self, person: Person) -> None:
        running = select(func.count()).where(
            Turn.conversation_id.in_(person.conversations), Turn.state == "running"
        )
        try:
            async with asyncio.timeout(WAIT_S):
                while True:
                    async with self._database.reader() as session:
                        if not await session.scalar(running):
                            return
                    await asyncio.sleep(LOOK_S)
        except TimeoutError:
            raise StillAnsweringError from None

    async def _erase_in_bot(self, person: Person) -> None:
        async with self._bot.writer.begin() as session:
            for store in BOT_STORES:
                await _delete(session, store, person)


async def _settle(database: Database) -> None:
    """SQLite keeps what was overwritten in its journal until that is folded in."""
    engine = database.engines[0]
    if engine.dialect.name != "sqlite":
        return
    async with engine.connect() as connection:
        # Outside of the transaction that every connection begins with.
        await connection.exec_driver_sql("COMMIT")
        await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        await connection.exec_driver_sql("BEGIN")


async def _person(session: AsyncSession, shopper_id: str) -> Person:
    mine = select(Conversation.id).where(Conversation.shopper_id == shopper_id)
    conversations = tuple((await session.scalars(mine)).all())
    by_name = {store.table.name: store.table for store in stores()}
    proved, orders = by_name["order_verifications"], by_name["orders"]
    customers = await session.scalars(
        select(proved.c.customer_id).where(proved.c.conversation.in_(conversations)).distinct()
    )
    known = tuple(customers.all())
    numbers = await session.scalars(select(orders.c.number).where(orders.c.customer_id.in_(known)))
    return Person(shopper_id, conversations, known, tuple(numbers.all()))


async def _read(session: AsyncSession, store: Store, person: Person) -> dict[str, Any]:
    rows = await session.execute(
        select(store.table).where(store.column.in_(person.ids(store.owner)))
    )
    return {
        "store": store.table.name,
        "kept": store.kept or None,
        "rows": [_shown(row) for row in rows.mappings()],
    }


def _shown(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): _plain(value) for name, value in row.items() if str(name) not in HIDDEN}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return wire_time(value)
    return None if isinstance(value, bytes) else value


async def _quieten(session: AsyncSession, person: Person, at: datetime) -> None:
    """No turn begins any more, and what a running one still says is suppressed."""
    await session.execute(
        delete(Turn).where(Turn.conversation_id.in_(person.conversations), Turn.state == "waiting")
    )
    open_still = select(Conversation.id).where(
        Conversation.id.in_(person.conversations), Conversation.state != State.CLOSED.value
    )
    for conversation in (await session.scalars(open_still)).all():
        await close_conversation(
            session, conversation_id=conversation, version=None, at=at, reason=ERASED
        )


async def _erase(session: AsyncSession, person: Person) -> dict[str, int]:
    gone: dict[str, int] = {}
    await forget_questions(session, person.conversations)
    for store in stores():
        if not store.kept:
            gone[store.table.name] = await _delete(session, store, person)
        elif store.kept == LIMITS:
            await _rename(session, store.table, person.conversations)
    await _forget_words(session)
    return {name: count for name, count in gone.items() if count}


async def _forget_words(session: AsyncSession) -> None:
    """SQLite's full-text index keeps the words of a row that is gone until it is merged."""
    if session.get_bind().dialect.name == "sqlite":
        await session.execute(
            text("INSERT INTO message_search (message_search) VALUES ('optimize')")
        )


async def _delete(session: AsyncSession, store: Store, person: Person) -> int:
    done = await session.execute(
        delete(store.table).where(store.column.in_(person.ids(store.owner)))
    )
    return int(getattr(done, "rowcount", 0))


async def _rename(session: AsyncSession, table: Table, conversations: Sequence[str]) -> None:
    """Attempts at guessing still count against the order, and are nobody's any more."""
    await session.execute(
        update(table).where(table.c.conversation.in_(conversations)).values(conversation=ERASED)
    )


async def _kept(session: AsyncSession, person: Person) -> dict[str, int]:
    kept: dict[str, int] = {}
    for store in stores():
        if store.kept and store.kept != LIMITS:
            count = await session.scalar(
                select(func.count())
                .select_from(store.table)
                .where(store.column.in_(person.ids(store.owner)))
            )
            if count:
                kept[store.table.name] = count
    return kept
