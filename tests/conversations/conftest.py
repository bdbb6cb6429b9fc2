from __future__ import annotations

import pytest

from conversations.contract import Author, Role
from conversations.models import Conversation, Shopper
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from shopbell.database import Database
from tests.conftest import FakeClock

SHOPPER = Author(Role.SHOPPER)


@pytest.fixture
async def shopper(database: Database, clock: FakeClock) -> Shopper:
    async with database.writer.begin() as session:
        await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
        shopper, _ = await welcome_shopper(session, site="demo", at=clock())
    return shopper


@pytest.fixture
async def conversation(database: Database, clock: FakeClock, shopper: Shopper) -> Conversation:
    async with database.writer.begin() as session:
        return await begin_conversation(session, shopper=shopper, locale="en", at=clock())
