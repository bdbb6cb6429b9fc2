"""Whatever is asked in whatever order: a model that knows only who is verified where, against the
store. Each sequence runs in one transaction that is rolled back, so that all start alike."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, rule
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction, async_sessionmaker

from actions.orders.access.schemas import by_bot, by_operator, by_shopper
from actions.orders.addresses.service import AddressChangeRequest, DefaultAddressRequest
from actions.orders.cancellation.service import CancelRequest
from actions.orders.changes.schemas import ChangeRequest, Receipt
from actions.orders.errors import CustomerNotVerifiedError, OrderNotFoundError, OrderStoreError
from actions.orders.exchanges.service import ExchangeRequest
from actions.orders.item_changes.service import ItemChangeRequest
from actions.orders.payments.service import PaymentChangeRequest
from actions.orders.policy.loading import load_policy
from actions.orders.returns.service import ReturnRequest
from actions.orders.returns.settlement import SettleRequest
from actions.orders.store import SqlOrderStore
from actions.orders.verification.service import end_verification, verify_by_order_and_email
from shopbell.database import Database
from tests.actions.orders.acts import HARBOUR
from tests.actions.orders.thirty import customer_id, email, number, owner, variant_id

START = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CONVERSATIONS = ("c1", "c2", "c3")
ORDERS = (0, 1, 5, 6, 7, 11, 12, 30)  # pending and delivered ones mostly; the last is absent
BROKEN = """
    SELECT 'refunded' FROM order_payments GROUP BY order_number
        HAVING sum(CASE kind WHEN 'payment' THEN amount_minor ELSE -amount_minor END) < 0
    UNION ALL
    SELECT 'posting' FROM order_ledger GROUP BY order_number, posting HAVING sum(amount_minor) <> 0
    UNION ALL SELECT 'stock' FROM product_variants WHERE stock < 0
    UNION ALL SELECT 'gift card' FROM payment_methods WHERE balance_minor < 0
    UNION ALL
    SELECT 'ledger' FROM orders o WHERE
        (SELECT coalesce(sum(CASE kind WHEN 'payment' THEN amount_minor ELSE -amount_minor END), 0)
         FROM order_payments WHERE order_number = o.number)
        <> (SELECT -coalesce(sum(amount_minor), 0) FROM order_ledger
            WHERE order_number = o.number AND account = 'order')
    UNION ALL
    SELECT 'audit' WHERE (SELECT count(*) FROM order_audit) <> (SELECT count(*) FROM order_receipts)
"""

T = TypeVar("T")
conversations = st.sampled_from((*CONVERSATIONS, CONVERSATIONS[0], CONVERSATIONS[0]))
orders = st.sampled_from(ORDERS)
REQUESTS = ("cancel", "address", "default", "payment", "items", "return", "exchange")


@st.composite
def requests(draw: st.DrawFn, customer: str | None) -> ChangeRequest:
    """Mostly what this customer could do; every argument may also be wrong."""
    own = tuple(index for index in ORDERS[:-1] if customer_id(owner(index)) == customer)
    among: tuple[int, ...] = own if own and draw(st.integers(0, 4)) else ORDERS
    index = draw(st.sampled_from(among))
    kind = draw(st.sampled_from(REQUESTS))
    order = number(index)
    lines = [(index % 4, index % 2), ((index + 1) % 4, 0), (index % 4, index % 2), (3, 3)]
    chosen = draw(st.lists(st.sampled_from(lines), min_size=1, max_size=2))
    items = tuple(variant_id(*line) for line in chosen)
    new = tuple(variant_id(product, draw(st.integers(0, 3))) for product, _ in chosen)
    prefix = draw(st.sampled_from(["card", "gift", "small", "paypal"]))
    method = f"{prefix}-{owner(draw(orders) if draw(st.booleans()) else index)}"
    match kind:
        case "cancel":
            return CancelRequest(order=order, reason="no longer needed")
        case "address":
            return AddressChangeRequest(order=order, address=HARBOUR)
        case "default":
            return DefaultAddressRequest(address=HARBOUR)
        case "payment":
            return PaymentChangeRequest(order=order, method=method)
        case "items":
            return ItemChangeRequest(order=order, items=items, new_items=new, method=method)
        case "return":
            return ReturnRequest(order=order, items=items, method=method)
    return ExchangeRequest(order=order, items=items, new_items=new, method=method)


class Loop:
    """One event loop and one connection for all sequences."""

    def __init__(self, database: Database) -> None:
        self.runner = asyncio.Runner()
        self.database = database
        self.done = 0
        engine = database.engines[0]
        self.connection: AsyncConnection = self.run(engine.connect().__aenter__())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def close(self) -> None:
        self.run(self.connection.close())
        self.run(self.database.dispose())
        self.runner.close()


class OrderStoreMachine(RuleBasedStateMachine):
    tokens: Bundle[Any] = Bundle("tokens")
    receipts: Bundle[Any] = Bundle("receipts")

    loop: ClassVar[Loop]

    def __init__(self) -> None:
        super().__init__()
        loop = self.loop
        self.now = START
        self.keys = count()
        self.live: dict[str, tuple[str, datetime]] = {}
        self.whose: dict[str, str] = {}
        self.transaction: AsyncTransaction = loop.run(_begin(loop.connection))
        sessions = async_sessionmaker(
            loop.connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        )
        self.store = SqlOrderStore(
            sessions, sessions, POLICY, lambda: self.now, lambda: f"token-{next(self.keys)}"
        )

    @initialize(index=orders)
    def begin_verified(self, index: int) -> None:
        self.verify(CONVERSATIONS[0], index, True)

    def customer(self, conversation: str) -> str | None:
        customer, until = self.live.get(conversation, ("", self.now))
        return customer if until > self.now else None

    @rule(conversation=conversations, index=orders, right=st.integers(0, 9).map(bool))
    def verify(self, conversation: str, index: int, right: bool) -> None:
        said = email(owner(index)) if right else "guess@shop.example"
        answer = self.loop.run(self._verify(conversation, number(index), said))
        if answer is not None:
            assert right
            assert answer == customer_id(owner(index))
            assert self.whose.setdefault(conversation, answer) == answer
            self.live[conversation] = (answer, self.now + timedelta(minutes=30))

    async def _verify(self, conversation: str, order: str, said: str) -> str | None:
        async with self.store.writer.begin() as session:
            return await verify_by_order_and_email(
                session, conversation=conversation, order_number=order, email=said, now=self.now
            )

    @rule(conversation=conversations)
    def end(self, conversation: str) -> None:
        self.loop.run(self._end(conversation))
        self.live.pop(conversation, None)

    async def _end(self, conversation: str) -> None:
        async with self.store.writer.begin() as session:
            await end_verification(session, conversation=conversation, now=self.now)

    @rule(minutes=st.sampled_from([1, 5, 16, 31]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(conversation=conversations, index=orders)
    def read(self, conversation: str, index: int) -> None:
        customer = self.customer(conversation)
        try:
            order = self.loop.run(self.store.order(by_bot(conversation), number(index)))
        except CustomerNotVerifiedError:
            assert customer is None
        except OrderNotFoundError:
            assert customer is not None
            assert index == ORDERS[-1] or customer != customer_id(owner(index))
        else:
            assert order.customer_id == customer == customer_id(owner(index))

    @rule(target=tokens, conversation=conversations, data=st.data())
    def propose(self, conversation: str, data: st.DataObject) -> Any:
        customer = self.customer(conversation)
        request = data.draw(requests(customer))
        try:
            offered = self.loop.run(self.store.propose(by_bot(conversation), request))
        except CustomerNotVerifiedError:
            assert customer is None
            return multiple()
        except OrderStoreError:
            assert customer is not None
            return multiple()
        assert offered.plan.customer == customer
        return offered.token, conversation

    @rule(target=receipts, offered=tokens, conversation=st.none() | conversations)
    def confirm(self, offered: tuple[str, str], conversation: str | None) -> Any:
        token, of = offered
        said_in = conversation or of
        customer, key = self.customer(said_in), f"key-{next(self.keys)}"
        try:
            answer = self.loop.run(self.store.confirm(by_shopper(said_in), token, key))
        except CustomerNotVerifiedError:
            assert customer is None
            return multiple()
        except OrderStoreError:
            return multiple()
        if not isinstance(answer, Receipt):
            return multiple()
        assert said_in == of
        assert answer.customer == customer
        again = self.loop.run(self.store.confirm(by_shopper(said_in), token, key))
        assert again == answer
        self.loop.done += 1
        self.check()
        return answer.id, of

    @rule(target=receipts, data=st.data())
    def change(self, data: st.DataObject) -> Any:
        """Propose and say yes at once, in the conversation that was verified first."""
        offered = self.propose(CONVERSATIONS[0], data)
        return self.confirm(offered, None) if isinstance(offered, tuple) else multiple()

    @rule(target=receipts, data=st.data())
    def change_again(self, data: st.DataObject) -> Any:
        return self.change(data)

    @rule(receipt=receipts, conversation=st.none() | conversations)
    def undo(self, receipt: tuple[str, str], conversation: str | None) -> None:
        said_in = conversation or receipt[1]
        customer, key = self.customer(said_in), f"key-{next(self.keys)}"
        try:
            undone = self.loop.run(self.store.undo(by_shopper(said_in), receipt[0], key))
        except CustomerNotVerifiedError:
            assert customer is None
        except OrderStoreError:
            assert customer is not None
        else:
            assert undone.customer == customer
            self.check()

    @rule(index=orders)
    def settle(self, index: int) -> None:
        shop = by_operator(customer_id(owner(index)))
        request = SettleRequest(order=number(index))
        try:
            self.loop.run(self.store.make(shop, request, f"key-{next(self.keys)}"))
        except OrderStoreError:
            return
        self.check()

    def check(self) -> None:
        broken = self.loop.run(self.loop.connection.execute(text(BROKEN))).scalars().all()
        assert not broken

    def teardown(self) -> None:
        self.check()
        self.loop.run(self.transaction.rollback())


POLICY = load_policy()


async def _begin(connection: AsyncConnection) -> AsyncTransaction:
    return await connection.begin()
