"""A price, a stock or a promotion changes, and who was told the old one hears of it."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from actions.answers import show_answer
from actions.dialogue import Reply
from actions.orders.catalogue.service import product
from actions.orders.importing.reading import read_shop_file
from actions.orders.importing.service import import_shop
from actions.told import price_told, stock_told
from actions.wording import load_wording
from conversations.bus import InProcessBus, conversation_topic
from conversations.contract import CorrectionBody, TextBody, ToldFact, TurnMessage
from conversations.log.repository import all_rows_after, lock_conversation
from conversations.models import Conversation
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from conversations.turns.posting import post_messages
from conversations.wire import decode, decode_body
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import (
    archive_article,
    create_article,
    publish_article,
    save_draft,
)
from knowledge_base.search.schemas import Passage
from shopbell.database import Database
from shopbell.recall.keeping import keep_told
from shopbell.recall.worker import RecallWorker
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

SHOP = Path(__file__).parents[2] / "bot" / "shop.json"
PROMOTION = ArticleContent(title="Spring sale", body="All scarves are 20 % off.", valid_until=None)


@pytest.fixture
async def conversation(database: Database, clock: FakeClock) -> Conversation:
    async with database.writer.begin() as session:
        await import_shop(session, read_shop_file(SHOP), clock())
        await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
        shopper, _ = await welcome_shopper(session, site="demo", at=clock())
        return await begin_conversation(session, shopper=shopper, locale="en", at=clock())


@dataclasses.dataclass
class Desk:
    database: Database
    clock: FakeClock
    tmp: Path
    conversation: Conversation
    hours: float = 24

    async def tell(self, *facts: ToldFact) -> None:
        async with self.database.writer.begin() as session:
            locked = await lock_conversation(session, self.conversation.id)
            assert locked is not None
            message = TurnMessage(TextBody("It is like this."), facts=facts)
            await post_messages(
                session,
                conversation=locked,
                messages=(message,),
                at=self.clock(),
                keep_told=keep_told,
            )

    async def change(self, **values: Any) -> None:
        """Imports the shop with these values on every variant of the lipstick."""
        shop = json.loads(SHOP.read_text(encoding="utf-8"))
        for variant in _lipstick(shop)["variants"]:
            variant.update(values)
        file = self.tmp / "shop.json"
        file.write_text(json.dumps(shop), encoding="utf-8")
        async with self.database.writer.begin() as session:
            await import_shop(session, read_shop_file(file), self.clock())

    async def look(self, bus: InProcessBus | None = None) -> int:
        worker = RecallWorker(
            writer=self.database.writer,
            reader=self.database.reader,
            bus=bus or InProcessBus(),
            clock=self.clock,
            monotonic=lambda: 0.0,
            within=timedelta(hours=self.hours),
        )
        return await worker.look()

    async def corrections(self) -> list[CorrectionBody]:
        async with self.database.reader() as session:
            rows = await all_rows_after(session, self.conversation.id, 0, 0, 100)
        bodies = [decode_body(row.body) for row in rows if row.event == "message.posted"]
        return [body for body in bodies if isinstance(body, CorrectionBody)]


def _lipstick(shop: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in shop["products"] if one["id"] == "velvet-lipstick")


@pytest.fixture
def desk(database: Database, clock: FakeClock, tmp_path: Path, conversation: Conversation) -> Desk:
    return Desk(database, clock, tmp_path, conversation)


async def lipstick_price(desk: Desk) -> ToldFact:
    async with desk.database.reader() as session:
        facts = await product(session, "velvet-lipstick")
    assert facts is not None
    return price_told(facts)


async def lipstick_stock(desk: Desk) -> tuple[ToldFact, ...]:
    async with desk.database.reader() as session:
        facts = await product(session, "velvet-lipstick")
    assert facts is not None
    return stock_told(facts, facts.variants)


async def test_a_changed_price_is_put_right_once(desk: Desk) -> None:
    await desk.tell(await lipstick_price(desk))
    assert await desk.look() == 0
    await desk.change(price="1.25")
    assert await desk.look() == 1
    assert await desk.look() == 0
    [correction] = await desk.corrections()
    assert correction.of_seq == 1
    assert "costs 1.25 USD now" in correction.text
    assert correction.sources[0].tier.value == "product"


async def test_the_correction_is_itself_put_right_when_the_price_goes_back(desk: Desk) -> None:
    before = await lipstick_price(desk)
    await desk.tell(before)
    await desk.change(price="1.25")
    await desk.look()
    await desk.change(price="19.90")
    assert await desk.look() == 1
    assert "costs 1.25 USD. That has changed" in (await desk.corrections())[1].text


async def test_after_a_day_nobody_is_corrected(desk: Desk) -> None:
    await desk.tell(await lipstick_price(desk))
    desk.clock.advance(24 * 3_600 + 1)
    await desk.change(price="1.25")
    assert await desk.look() == 0


async def test_all_that_one_message_had_wrong_is_one_correction(desk: Desk) -> None:
    told = await lipstick_stock(desk)
    assert len(told) > 1
    await desk.tell(*told)
    await desk.change(stock=0)
    assert await desk.look() == 1
    [correction] = await desk.corrections()
    assert correction.text.count("sold out now") >= 1
    assert len(correction.sources) == 1


async def test_a_hint_wakes_the_shoppers_socket(desk: Desk) -> None:
    await desk.tell(await lipstick_price(desk))
    await desk.change(price="1.25")
    bus = InProcessBus()
    with bus.subscribe([conversation_topic(desk.conversation.id)]) as hints:
        await desk.look(bus)
        _, hint = await hints.next()
    assert hint == {"log": True}


async def test_a_promotion_that_is_edited_or_withdrawn(desk: Desk) -> None:
    at = desk.clock()
    content = dataclasses.replace(PROMOTION, valid_until=at + timedelta(days=3))
    async with desk.database.writer.begin() as session:
        made = await create_article(
            session, article_id="sale", locale="en", content=content, editor="Mo", at=at
        )
        await publish_article(session, key=made.key, version=1, at=at)
    await desk.tell(*await promotion(desk, content))

    less = dataclasses.replace(content, body="All scarves are 10 % off.")
    async with desk.database.writer.begin() as session:
        await save_draft(session, key=made.key, version=1, content=less, editor="Mo", at=at)
        await publish_article(session, key=made.key, version=2, at=at)
    assert await desk.look() == 1
    assert "10 % off" in (await desk.corrections())[0].text

    async with desk.database.writer.begin() as session:
        await archive_article(session, key=made.key, version=2, at=at)
    assert await desk.look() == 1
    assert '"Spring sale" no longer holds' in (await desk.corrections())[1].text


async def promotion(desk: Desk, content: ArticleContent) -> tuple[ToldFact, ...]:
    """What an answer with this article in it says that it rests on."""
    reply = Reply()
    passage = Passage(
        article_id="sale",
        title=content.title,
        text=content.body,
        score=1.0,
        tier="official",
        url="/help/sale",
        locale="en",
        author=None,
        date=None,
        product_id=None,
        valid_until=content.valid_until,
        digest=content.digest,
    )
    show_answer(reply, passage, load_wording(), "en")
    return tuple(decode(ToldFact, fact) for fact in reply.payloads[0]["facts"])
