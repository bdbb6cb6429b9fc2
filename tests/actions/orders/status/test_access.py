"""Whatever is called in whatever order, order data comes only with a live verification."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.errors import CustomerNotVerifiedError, OrderNotFoundError
from actions.orders.status.service import customer_orders, order_status
from actions.orders.verification.service import end_verification, verify_by_order_and_email
from shopbell.database import Database
from tests.actions.orders.shop import ADA_EMAIL, MINA_EMAIL, a_shop, load

pytestmark = pytest.mark.anyio

START = datetime.fromisoformat("2026-03-01T00:00:00+00:00")
CONVERSATIONS = ("c1", "c2")
OWNERS = {"#W1000001": "mina", "#W1000002": "mina", "#W2000001": "ada"}
EMAILS = {"mina": MINA_EMAIL, "ada": ADA_EMAIL}
NUMBERS = (*OWNERS, "#W9999999", "")


@dataclass(frozen=True)
class Verify:
    conversation: str
    number: str
    email: str


@dataclass(frozen=True)
class End:
    conversation: str


@dataclass(frozen=True)
class Wait:
    minutes: int


@dataclass(frozen=True)
class Ask:
    conversation: str
    number: str


@dataclass(frozen=True)
class AskAll:
    conversation: str


Step = Verify | End | Wait | Ask | AskAll

conversations = st.sampled_from(CONVERSATIONS)
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        Verify,
        conversations,
        st.sampled_from(NUMBERS),
        st.sampled_from([*EMAILS.values(), "x@y.example"]),
    ),
    st.builds(End, conversations),
    st.builds(Wait, st.sampled_from([1, 14, 15, 29, 30, 31, 60])),
    st.builds(Ask, conversations, st.sampled_from(NUMBERS)),
    st.builds(AskAll, conversations),
)


@dataclass
class World:
    """The store beside what may be seen: who is verified where, and until when."""

    session: AsyncSession
    now: datetime = START
    live: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def customer(self, conversation: str) -> str | None:
        customer, until = self.live.get(conversation, ("", self.now))
        return customer if self.now < until else None

    async def take(self, step: Step) -> None:
        match step:
            case Verify():
                await self.verify(step)
            case End(conversation):
                await end_verification(self.session, conversation=conversation, now=self.now)
                self.live.pop(conversation, None)
            case Wait(minutes):
                self.now += timedelta(minutes=minutes)
            case Ask(conversation, number):
                await self.ask(conversation, number)
            case AskAll(conversation):
                await self.ask_all(conversation)

    async def verify(self, step: Verify) -> None:
        answer = await verify_by_order_and_email(
            self.session,
            conversation=step.conversation,
            order_number=step.number,
            email=step.email,
            now=self.now,
        )
        if answer is not None:
            assert answer == OWNERS[step.number]
            assert step.email == EMAILS[answer]
            self.live[step.conversation] = (answer, self.now + timedelta(minutes=30))

    async def ask(self, conversation: str, number: str) -> None:
        customer = self.customer(conversation)
        try:
            order = await order_status(
                self.session, conversation=conversation, order_number=number, now=self.now
            )
        except CustomerNotVerifiedError:
            assert customer is None
        except OrderNotFoundError:
            assert customer is not None
            assert OWNERS.get(number) != customer
        else:
            assert customer is not None
            assert (order.number, order.customer_id) == (number, customer)

    async def ask_all(self, conversation: str) -> None:
        customer = self.customer(conversation)
        try:
            orders = await customer_orders(self.session, conversation=conversation, now=self.now)
        except CustomerNotVerifiedError:
            assert customer is None
        else:
            assert orders
            assert {order.customer_id for order in orders} == {customer}


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(walk=st.lists(steps, max_size=25))
async def test_no_walk_through_the_store_sees_an_order_unverified(
    loaded: Database, walk: Sequence[Step]
) -> None:
    async with loaded.writer() as session:  # never committed: each walk starts afresh
        world = World(session)
        for step in walk:
            await world.take(step)


@pytest.fixture
async def loaded(database: Database) -> Database:
    await load(database.writer, a_shop())
    return database
