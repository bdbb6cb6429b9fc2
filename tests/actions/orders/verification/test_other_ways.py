"""Mailed codes, name with postal code, the shop's signed identity."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.verification.codes import request_code, verify_by_code
from actions.orders.verification.schemas import VerificationLimits
from actions.orders.verification.service import (
    verified_customer,
    verify_by_identity,
    verify_by_name_and_postal_code,
    verify_by_order_and_email,
)
from shopbell.database import Database
from tests.actions.orders.shop import MINA_EMAIL, a_shop, load
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

LIMITS = VerificationLimits()
CODE = "204918"


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    await load(database.writer, a_shop())
    async with database.writer.begin() as session:
        yield session


async def mail(
    session: AsyncSession, clock: FakeClock, email: str = MINA_EMAIL, conversation: str = "c1"
) -> str | None:
    return await request_code(
        session, conversation=conversation, email=email, code=CODE, now=clock(), limits=LIMITS
    )


async def enter(
    session: AsyncSession, clock: FakeClock, code: str = CODE, conversation: str = "c1"
) -> str | None:
    return await verify_by_code(
        session, conversation=conversation, code=code, now=clock(), limits=LIMITS
    )


async def lock(session: AsyncSession, clock: FakeClock) -> None:
    for guess in range(6):
        answer = await verify_by_order_and_email(
            session,
            conversation=f"stranger{guess}",
            order_number="#W1000001",
            email="wrong@shop.example",
            now=clock(),
        )
        assert answer is None


async def test_a_mailed_code_shows_the_customer_once(
    session: AsyncSession, clock: FakeClock
) -> None:
    assert await mail(session, clock, " MINA@shop.example ") == MINA_EMAIL
    assert await enter(session, clock, f" {CODE}\n") == "mina"
    customer = await verified_customer(session, conversation="c1", now=clock())
    assert customer is not None
    assert customer.method == "email_code"
    assert await enter(session, clock) is None, "a code is good once"


async def test_a_code_is_for_its_conversation_and_its_time(
    session: AsyncSession, clock: FakeClock
) -> None:
    await mail(session, clock)
    assert await enter(session, clock, conversation="c2") is None
    clock.advance(10 * 60)
    assert await enter(session, clock) is None


async def test_a_code_is_void_after_five_wrong_tries(
    session: AsyncSession, clock: FakeClock
) -> None:
    await mail(session, clock)
    for guess in range(5):
        assert await enter(session, clock, f"00000{guess}") is None
    assert await enter(session, clock) is None


async def test_an_address_that_nobody_has_gets_no_mail_and_its_code_opens_nothing(
    session: AsyncSession, clock: FakeClock
) -> None:
    assert await mail(session, clock, "nobody@shop.example") is None
    assert await enter(session, clock) is None


async def test_nobody_is_flooded_with_codes(session: AsyncSession, clock: FakeClock) -> None:
    sent = [await mail(session, clock) for _ in range(8)]
    assert sent.count(MINA_EMAIL) == 5
    clock.advance(3_600)
    assert await mail(session, clock) == MINA_EMAIL


async def test_a_locked_order_opens_by_code_and_by_identity(
    session: AsyncSession, clock: FakeClock
) -> None:
    await lock(session, clock)
    right = await verify_by_order_and_email(
        session,
        conversation="c0",
        order_number="#W1000001",
        email=MINA_EMAIL,
        now=clock(),
    )
    assert right is None
    await mail(session, clock)
    assert await enter(session, clock) == "mina"
    identity = await verify_by_identity(session, conversation="c3", customer="mina", now=clock())
    assert identity == "mina"


async def test_an_identity_must_be_a_customers_and_the_conversations(
    session: AsyncSession, clock: FakeClock
) -> None:
    assert await verify_by_identity(session, conversation="c1", customer="?", now=clock()) is None
    await verify_by_identity(session, conversation="c1", customer="mina", now=clock())
    assert await verify_by_identity(session, conversation="c1", customer="ada", now=clock()) is None


@pytest.mark.parametrize(
    ("name", "code", "customer"),
    [
        ("Mina Okafor", "LS1 4AP", "mina"),
        ("  mína   OKAFOR", "ls14ap", "mina"),
        ("Mina", "LS1 4AP", None),
        ("Mina Okafor", "LS1 4AQ", None),
        ("", "", None),
    ],
)
async def test_name_and_postal_code(
    session: AsyncSession, clock: FakeClock, name: str, code: str, customer: str | None
) -> None:
    answer = await verify_by_name_and_postal_code(
        session, conversation="c1", name=name, postal_code=code, now=clock()
    )
    assert answer == customer


async def test_guesses_at_names_have_the_limit_of_orders(
    session: AsyncSession, clock: FakeClock
) -> None:
    async def guess(conversation: str, name: str) -> str | None:
        return await verify_by_name_and_postal_code(
            session, conversation=conversation, name=name, postal_code="LS1 4AP", now=clock()
        )

    for number in range(20):
        assert await guess("c1", f"Guess {number}") is None
    assert await guess("c1", "Mina Okafor") is None, "this session has guessed too often"
    assert await guess("c2", "Mina Okafor") == "mina"
