from typing import Protocol

import anyio
import pytest
from sqlalchemy import event, func, select

from actions.orders.models import FailedAttempt
from actions.orders.verification.schemas import VerificationLimits, VerifiedCustomer
from actions.orders.verification.service import (
    end_verification,
    forget_failed_attempts,
    verified_customer,
    verify_by_order_and_email,
)
from shopbell.database import Database
from tests.actions.orders.shop import ADA_EMAIL, MINA_EMAIL, a_shop, load
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

MINAS, ADAS = "#W1000001", "#W2000001"


class Shopper(Protocol):
    """Says an order number and an e-mail in a conversation, each time in its own transaction."""

    async def __call__(self, order: str, email: str, conversation: str = "c1") -> str | None: ...


@pytest.fixture
async def say(database: Database, clock: FakeClock) -> Shopper:
    await load(database.writer, a_shop())

    async def say(order: str, email: str, conversation: str = "c1") -> str | None:
        async with database.writer.begin() as session:
            return await verify_by_order_and_email(
                session, conversation=conversation, order_number=order, email=email, now=clock()
            )

    return say


async def whoever(
    database: Database, clock: FakeClock, conversation: str = "c1"
) -> VerifiedCustomer | None:
    async with database.reader() as session:
        return await verified_customer(session, conversation=conversation, now=clock())


async def test_order_number_and_email_show_the_customer(
    database: Database, clock: FakeClock, say: Shopper
) -> None:
    assert await say(MINAS, MINA_EMAIL) == "mina"
    customer = await whoever(database, clock)
    assert customer is not None
    assert (customer.id, customer.name, customer.email) == ("mina", "Mina Okafor", MINA_EMAIL)
    assert (customer.expires_at - customer.verified_at).total_seconds() == 30 * 60


@pytest.mark.parametrize(
    ("order", "email"),
    [
        ("w 2000001", ADA_EMAIL),
        ("2000001", "  ada.strasse@shop.EXAMPLE\n"),
        ("Ｗ２０００００１", "ａda.straße＠shop.example"),
    ],
)
async def test_spelling_does_not_matter(say: Shopper, order: str, email: str) -> None:
    assert await say(order, email) == "ada"


@pytest.mark.parametrize(
    ("order", "email"),
    [
        (MINAS, ADA_EMAIL),
        (MINAS, ""),
        (MINAS, "mina@shop.example\x00"),
        (MINAS, "\ud800"),
        ("#W9999999", MINA_EMAIL),
        ("no idea", MINA_EMAIL),
        ("' OR 1=1 --", MINA_EMAIL),
    ],
)
async def test_every_failure_is_none_and_is_counted(
    database: Database, clock: FakeClock, say: Shopper, order: str, email: str
) -> None:
    assert await say(order, email) is None
    assert await whoever(database, clock) is None
    async with database.reader() as session:
        assert await session.scalar(select(func.count()).select_from(FailedAttempt)) == 1


async def test_every_failure_takes_the_same_work(database: Database, say: Shopper) -> None:
    sent: list[str] = []

    async def work_of(order: str, email: str, conversation: str) -> list[str]:
        sent.clear()
        assert await say(order, email, conversation) is None
        return list(sent)

    @event.listens_for(database.engines[0].sync_engine, "before_cursor_execute")
    def record(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    wrong_email = await work_of(MINAS, ADA_EMAIL, "c1")
    for guess in range(4):
        await say(MINAS, ADA_EMAIL, f"guesser{guess}")
    assert len(wrong_email) > 3
    assert await work_of("#W9999999", MINA_EMAIL, "c2") == wrong_email
    assert await work_of("no idea", MINA_EMAIL, "c3") == wrong_email
    assert await work_of(MINAS, MINA_EMAIL, "c4") == wrong_email, "locked, the right e-mail"
    assert await work_of(MINAS, ADA_EMAIL, "c5") == wrong_email, "locked, a wrong e-mail"


async def test_an_order_locks_for_the_hour_after_five_failures(
    clock: FakeClock, say: Shopper
) -> None:
    for guess in range(5):
        assert await say(MINAS, f"guess{guess}@shop.example", f"guesser{guess}") is None
        clock.advance(60)
    assert await say(MINAS, MINA_EMAIL, "owner") is None
    assert await say("#W1000002", MINA_EMAIL, "owner") == "mina", "other orders stay open"
    clock.advance(3_600 - 5 * 60 - 1)
    assert await say(MINAS, MINA_EMAIL, "owner2") is None
    clock.advance(1)
    assert await say(MINAS, MINA_EMAIL, "owner3") == "mina"


async def test_knocking_on_a_locked_order_does_not_keep_it_locked(
    clock: FakeClock, say: Shopper
) -> None:
    for guess in range(5):
        await say(MINAS, "guess@shop.example", f"guesser{guess}")
    for knock in range(30):
        clock.advance(119)
        assert await say(MINAS, "guess@shop.example", f"knocker{knock}") is None
    clock.advance(30)
    assert await say(MINAS, MINA_EMAIL, "owner") == "mina"


async def test_success_does_not_clear_the_failures_before_it(say: Shopper) -> None:
    for guess in range(4):
        await say(MINAS, "guess@shop.example", f"guesser{guess}")
    assert await say(MINAS, MINA_EMAIL, "owner") == "mina"
    await say(MINAS, "guess@shop.example", "guesser")
    assert await say(MINAS, MINA_EMAIL, "owner") is None


async def test_a_conversation_has_twenty_failures_an_hour(clock: FakeClock, say: Shopper) -> None:
    for guess in range(20):
        assert await say(f"#W777{guess}", MINA_EMAIL) is None
    assert await say(MINAS, MINA_EMAIL) is None
    assert await say(MINAS, MINA_EMAIL, "another") == "mina"
    clock.advance(3_600)
    assert await say(MINAS, MINA_EMAIL) == "mina"


async def test_a_site_has_its_own_limit(database: Database, clock: FakeClock, say: Shopper) -> None:
    limits = VerificationLimits(per_site=3)

    async def at(site: str, conversation: str, email: str) -> str | None:
        async with database.writer.begin() as session:
            return await verify_by_order_and_email(
                session,
                conversation=conversation,
                order_number=MINAS,
                email=email,
                now=clock(),
                site=site,
                limits=limits,
            )

    for guess in range(3):
        assert await at("shop", f"guesser{guess}", "guess@shop.example") is None
    assert await at("shop", "owner", MINA_EMAIL) is None
    assert await at("outlet", "owner", MINA_EMAIL) == "mina"


async def test_attempts_side_by_side_are_counted_one_after_the_other(
    database: Database, say: Shopper
) -> None:
    async with anyio.create_task_group() as group:
        for guess in range(20):
            group.start_soon(say, MINAS, "guess@shop.example", f"guesser{guess}")
    async with database.reader() as session:
        counted = select(func.count()).select_from(FailedAttempt)
        assert await session.scalar(counted) == 20
        assert await session.scalar(counted.where(FailedAttempt.let_through)) == 5


async def test_a_verification_ends_after_thirty_minutes(
    database: Database, clock: FakeClock, say: Shopper
) -> None:
    await say(MINAS, MINA_EMAIL)
    clock.advance(30 * 60 - 1)
    assert await whoever(database, clock) is not None
    clock.advance(1)
    assert await whoever(database, clock) is None


async def test_it_belongs_to_one_conversation(
    database: Database, clock: FakeClock, say: Shopper
) -> None:
    await say(MINAS, MINA_EMAIL, "c1")
    assert await whoever(database, clock, "c2") is None


async def test_a_conversation_is_one_customers_for_good(
    database: Database, clock: FakeClock, say: Shopper
) -> None:
    await say(MINAS, MINA_EMAIL)
    assert await say(ADAS, ADA_EMAIL) is None
    customer = await whoever(database, clock)
    assert customer is not None
    assert customer.id == "mina"
    clock.advance(40 * 60)
    assert await say(ADAS, ADA_EMAIL) is None, "not even when the verification is over"
    assert await whoever(database, clock) is None
    assert await say(MINAS, MINA_EMAIL) == "mina"
    assert await say(ADAS, ADA_EMAIL, "c2") == "ada"


async def test_a_failure_leaves_the_verification_before_it(
    database: Database, clock: FakeClock, say: Shopper
) -> None:
    await say(MINAS, MINA_EMAIL)
    await say(ADAS, MINA_EMAIL)
    customer = await whoever(database, clock)
    assert customer is not None
    assert customer.id == "mina"


async def test_ending_it_ends_it_at_once(
    database: Database, clock: FakeClock, say: Shopper
) -> None:
    await say(MINAS, MINA_EMAIL, "c1")
    await say(MINAS, MINA_EMAIL, "c2")
    for _ in range(2):
        async with database.writer.begin() as session:
            await end_verification(session, conversation="c1", now=clock())
    assert await whoever(database, clock, "c1") is None
    assert await whoever(database, clock, "c2") is not None
    assert await say(MINAS, MINA_EMAIL, "c1") == "mina"
    assert await whoever(database, clock, "c1") is not None


async def test_old_attempts_can_be_forgotten(
    database: Database, clock: FakeClock, say: Shopper
) -> None:
    await say(MINAS, "guess@shop.example")
    clock.advance(86_400)
    await say(MINAS, "guess@shop.example")
    async with database.writer.begin() as session:
        assert await forget_failed_attempts(session, before=clock()) == 1
    async with database.reader() as session:
        assert await session.scalar(select(func.count()).select_from(FailedAttempt)) == 1
