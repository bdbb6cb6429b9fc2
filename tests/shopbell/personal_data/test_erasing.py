"""A shopper asks for what is kept of them, then to be forgotten: every store, both databases.

Twenty words that are nobody else's stand wherever a shopper's words can come to stand.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.models import ConfirmationRow, Customer, FailedAttempt, Verification
from bot.tracker_tables import bot_events, bot_replies, bot_trackers
from console.models import Agent, ReadMark
from conversations.callbacks.models import Callback
from conversations.choices.service import offer_choices
from conversations.contract import (
    Author,
    ChoiceOffer,
    EventName,
    RatingBody,
    Role,
    TextBody,
)
from conversations.errors import StillAnsweringError
from conversations.log.service import append_agent_row, append_message
from conversations.mail.service import queue_mail
from conversations.models import AskedQuestion, Conversation, QuestionGap, Shopper
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from conversations.turns.service import queue_turn, take_turn
from knowledge_base.recall.models import FactTold
from shopbell.database import open_database
from shopbell.personal_data import service
from shopbell.personal_data.service import PersonalData
from shopbell.settings import Settings
from tests.conftest import FakeClock, without_fsync

pytestmark = pytest.mark.anyio

WORDS = [f"canary{number:02}quill" for number in range(20)]


class Shop:
    def __init__(self, home: Path, clock: FakeClock) -> None:
        settings = Settings(home=home)
        self.home, self.clock = home, clock
        self.database = without_fsync(open_database(settings.database))
        self.bot = without_fsync(open_database(settings.bot_database_url))
        self.data = PersonalData(self.database, self.bot, clock)

    async def close(self) -> None:
        await self.database.dispose()
        await self.bot.dispose()

    def on_disk(self) -> set[str]:
        """The words that some file of the home folder holds, deleted or not."""
        held = b"".join(path.read_bytes() for path in self.home.rglob("*") if path.is_file())
        return {word for word in WORDS if word.encode() in held}


@pytest.fixture
async def shop(tmp_path: Path, migrated_file: Path, clock: FakeClock) -> AsyncIterator[Shop]:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("shopbell.db", "bot.db"):
        shutil.copy(migrated_file.with_name(name), home / name)
    shop = Shop(home, clock)
    yield shop
    await shop.close()


async def test_twenty_words_are_all_in_the_export_and_none_is_left_after_erasing(
    shop: Shop,
) -> None:
    shopper, other = await talk(shop)
    exported = await shop.data.export(shopper.id)
    assert {word for word in WORDS if word in exported} == set(WORDS)
    assert "somebody else" not in exported
    assert shopper.token_hash not in exported

    done = json.loads(await shop.data.erase(shopper.id))
    assert done["erased"]["conversation_log"] >= 4
    assert done["kept"] == {"customers": 1}
    assert shop.on_disk() == set()

    again = json.loads(await shop.data.export(shopper.id))
    assert again["stores"] == []
    assert "somebody else" in await shop.data.export(other.id)
    async with shop.database.reader() as session:
        gap = await session.get_one(QuestionGap, "gap")
        attempt = await session.get_one(FailedAttempt, 1)
    assert gap.text == "the same in other words"
    assert attempt.conversation == "erased"


async def test_a_turn_at_work_is_waited_for_and_nothing_is_lost_when_it_takes_too_long(
    shop: Shop, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shopper, _ = await talk(shop)
    conversation = await turn_of(shop, shopper)
    async with shop.database.writer.begin() as session:
        assert await take_turn(session, conversation_id=conversation, owner="w", now=clock())
    monkeypatch.setattr(service, "WAIT_S", 0.2)
    with pytest.raises(StillAnsweringError):
        await shop.data.erase(shopper.id)
    assert WORDS[0] in await shop.data.export(shopper.id)


async def turn_of(shop: Shop, shopper: Shopper) -> str:
    async with shop.database.writer.begin() as session:
        conversation = await begin_conversation(
            session, shopper=shopper, locale="en", at=shop.clock()
        )
        await queue_turn(
            session,
            conversation=conversation,
            cmid="late",
            seq=1,
            text="late",
            chosen=None,
            at=shop.clock(),
        )
    return conversation.id


async def talk(shop: Shop) -> tuple[Shopper, Shopper]:
    """One shopper with a word in every store, and another who asked much the same."""
    at = shop.clock()
    async with shop.database.writer.begin() as session:
        await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
        shopper, _ = await welcome_shopper(session, site="demo", at=at)
        other, _ = await welcome_shopper(session, site="demo", at=at)
        shopper.name = WORDS[0]
        chat = await begin_conversation(session, shopper=shopper, locale="en", at=at)
        chat.page, chat.topic = {"url": f"https://shop.test/{WORDS[1]}"}, WORDS[2]
        theirs = await begin_conversation(session, shopper=other, locale="en", at=at)
        for author, text in ((Role.SHOPPER, WORDS[3]), (Role.BOT, WORDS[4])):
            await append_message(
                session, conversation=chat, author=Author(author), body=TextBody(text), at=at
            )
        await append_message(
            session,
            conversation=chat,
            author=Author(Role.SHOPPER),
            body=RatingBody(5, WORDS[5]),
            at=at,
        )
        await append_message(
            session,
            conversation=theirs,
            author=Author(Role.SHOPPER),
            body=TextBody("somebody else"),
            at=at,
        )
        for event, text in (
            (EventName.NOTE_ADDED, WORDS[6]),
            (EventName.TURN_UNDERSTOOD, WORDS[7]),
        ):
            await append_agent_row(
                session,
                conversation=chat,
                event=event,
                author=Author(Role.AGENT, "Ana"),
                body={"text": text},
                at=at,
            )
        await queue_turn(
            session, conversation=chat, cmid="1", seq=1, text=WORDS[8], chosen=None, at=at
        )
        offer = ChoiceOffer(WORDS[9], "ask", {"item": WORDS[10]})
        offer_choices(session, conversation_id=chat.id, offers=[offer], at=at)
        await queue_mail(
            session,
            to=f"{WORDS[11]}@mail.test",
            subject="Your code",
            text=WORDS[12],
            at=at,
            conversation=chat.id,
        )
        session.add(
            Callback(id="c", conversation_id=chat.id, asked_at=at, address=f"{WORDS[13]}@mail.test")
        )
        session.add(
            QuestionGap(
                id="gap",
                text=WORDS[14],
                language="en",
                model="m",
                centre=b"",
                held=2,
                created_at=at,
            )
        )
        await session.flush()
        session.add_all(
            AskedQuestion(
                id=text[:32],
                conversation_id=owner.id,
                text=text,
                folded=text,
                locale="en",
                asked_at=at,
                answered=False,
                gap_id="gap",
            )
            for owner, text in ((chat, WORDS[14]), (theirs, "the same in other words"))
        )
        session.add(FactTold(conversation=chat.id, seq=2, subject=WORDS[15], value="1", told_at=at))
        await orders(session, chat, at)
    async with shop.bot.writer.begin() as session:
        for table, values in (
            (bot_trackers, {"head": 1, "saved_at": 1.0}),
            (bot_events, {"position": 1, "data": json.dumps({"text": WORDS[18]})}),
            (bot_replies, {"cmid": "1", "head": 1, "reply": WORDS[19]}),
        ):
            await session.execute(insert(table).values(conversation=chat.id, **values))
    return shopper, other


async def orders(session: AsyncSession, chat: Conversation, at: datetime) -> None:
    later = at + timedelta(hours=1)
    session.add(
        Customer(
            id="mia",
            first_name="Mia",
            last_name="Chen",
            email="mia@mail.test",
            email_key="mia@mail.test",
            line1="1 High Street",
            city="Springfield",
            postal_code="12345",
            country="USA",
            updated_at=at,
        )
    )
    session.add(
        Agent(
            id="ana",
            email="ana@shop.test",
            name="Ana",
            role="agent",
            created_at=at,
        )
    )
    await session.flush()
    session.add_all(
        [
            Verification(
                conversation=chat.id,
                customer_id="mia",
                method="code",
                verified_at=at,
                expires_at=later,
            ),
            FailedAttempt(
                id=1, order_key="#W1", conversation=chat.id, site="demo", at=at, let_through=True
            ),
            ConfirmationRow(
                token_hash="t",
                customer_id="mia",
                conversation=chat.id,
                action="change_address",
                arguments={"line1": WORDS[16], "city": WORDS[17]},
                digest="d",
                expires_at=later,
            ),
            ReadMark(agent_id="ana", conversation_id=chat.id, seq=2),
        ]
    )
