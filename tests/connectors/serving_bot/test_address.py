from __future__ import annotations

from datetime import UTC, datetime

import pytest

from connectors.serving_bot.address import KNOWN_S, ServingAddress
from connectors.serving_bot.models import ServingBot
from connectors.serving_bot.repository import delete_serving_bot, save_serving_bot
from shopbell.database import Database

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 25, tzinfo=UTC)


class Monotonic:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


async def switch(database: Database, port: int, installation: str = "here:5005") -> None:
    row = ServingBot(
        installation=installation, address=f"http://127.0.0.1:{port}", model="0" * 64, since=NOW
    )
    async with database.writer.begin() as session:
        await save_serving_bot(session, row)


def address_on(database: Database, monotonic: Monotonic) -> ServingAddress:
    return ServingAddress(
        reader=database.reader,
        installation="here:5005",
        configured="http://127.0.0.1:5005/",
        monotonic=monotonic,
    )


async def test_without_a_row_of_its_own_the_bot_is_at_the_configured_port(
    database: Database,
) -> None:
    await switch(database, 7001, installation="elsewhere:5005")
    assert await address_on(database, Monotonic())() == "http://127.0.0.1:5005"


async def test_a_switch_is_seen_after_a_second_and_the_row_is_not_read_more_often(
    database: Database,
) -> None:
    monotonic = Monotonic()
    address = address_on(database, monotonic)
    await address()
    await switch(database, 7001)
    monotonic.at += KNOWN_S
    assert await address() == "http://127.0.0.1:5005"
    monotonic.at += 0.01
    assert await address() == "http://127.0.0.1:7001"


async def test_a_bot_that_was_not_found_is_looked_up_at_once(database: Database) -> None:
    address = address_on(database, Monotonic())
    await address()
    await switch(database, 7001)
    await switch(database, 7002)
    address.doubt()
    assert await address() == "http://127.0.0.1:7002"


async def test_a_shopbell_that_starts_again_forgets_where_the_bot_was(database: Database) -> None:
    await switch(database, 7001)
    async with database.writer.begin() as session:
        await delete_serving_bot(session, "here:5005")
    assert await address_on(database, Monotonic())() == "http://127.0.0.1:5005"
