"""An order store whose orders are in a shop of the shape of Shopify's Admin API.

Rules, verification, confirmations, receipts and audit are ours, over a mirror of the shop. A change
takes three steps, so that it is done once whatever dies in between: it is written down with its
yes, the shop is asked to do it, and its receipt is written. No transaction is open meanwhile.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.schemas import Caller, Grant
from actions.orders.access.service import authorise
from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.changes.encoding import hashed, request_hash
from actions.orders.changes.errors import IdempotencyKeyReusedError, OrderChangedError, RefusalCode
from actions.orders.changes.execution import Agreement, carry_out, receipt_for, record, replayed
from actions.orders.changes.registry import VERBS
from actions.orders.changes.schemas import (
    Action,
    ChangeRequest,
    Confirmation,
    Prepared,
    Receipt,
)
from actions.orders.changes.service import agreed_change, locked_work, prepare, require_operator
from actions.orders.changes.work import PERSON, Work
from actions.orders.customers.schemas import CustomerProfile
from actions.orders.errors import OrderNotFoundError, ProductNotFoundError
from actions.orders.invoices.service import Invoice
from actions.orders.models import ShopCall
from actions.orders.policy.schemas import Policy
from actions.orders.refunds.service import RefundStatus
from actions.orders.shopify.calls import (
    DONE,
    REFUSED,
    EndedCall,
    call_of_key,
    caller_of,
    new_call,
    open_calls,
    receipt_of_call,
    refund_minor,
)
from actions.orders.shopify.client import ATTEMPTS, ShopifyClient
from actions.orders.shopify.errors import (
    ChangePendingError,
    ShopRefusedError,
    ShopUnavailableError,
)
from actions.orders.shopify.mirror import ShopifyMirror
from actions.orders.shopify.schemas import ShopOrder
from actions.orders.shopify.steps import SUPPORTED, Step, steps_of
from actions.orders.status.schemas import OrderStatus
from actions.orders.store import SqlOrderStore

LOCAL = frozenset({Action.OPEN_CASE})
Answer = TypeVar("Answer")
Begun = Receipt | Confirmation | ShopCall


def remote_policy(policy: Policy) -> Policy:
    """Without what the API cannot do: refunds to other gift cards, and undoing."""
    refunds = policy.refunds.model_copy(update={"to_gift_card": False, "to_original_method": True})
    undo = policy.undo.model_copy(update={"actions": ()})
    return policy.model_copy(update={"refunds": refunds, "undo": undo})


class ShopifyOrderStore:
    """`local` is our own store over the mirror's tables; its policy is narrowed to what the API can
    do. `bring_all` must have been awaited once before customers can be verified."""

    def __init__(self, client: ShopifyClient, local: SqlOrderStore) -> None:
        self._local = replace(local, policy=remote_policy(local.policy))
        self._client = client
        self._mirror = ShopifyMirror(client, local.writer, local.clock)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @property
    def policy(self) -> Policy:
        return self._local.policy

    def does(self, action: Action) -> bool:
        return action in SUPPORTED | LOCAL

    async def bring_all(self, since: datetime | None = None) -> int:
        return await self._mirror.bring_all(since)

    async def order(self, caller: Caller, number: str) -> OrderStatus:
        return await self._fresh(caller, lambda: self._local.order(caller, number))

    async def orders(self, caller: Caller) -> tuple[OrderStatus, ...]:
        return await self._fresh(caller, lambda: self._local.orders(caller))

    async def refunds(self, caller: Caller, number: str) -> RefundStatus:
        return await self._fresh(caller, lambda: self._local.refunds(caller, number))

    async def invoice(self, caller: Caller, number: str) -> Invoice:
        return await self._fresh(caller, lambda: self._local.invoice(caller, number))

    async def profile(self, caller: Caller) -> CustomerProfile:
        return await self._fresh(caller, lambda: self._local.profile(caller))

    async def find_customer(
        self, *, email: str = "", name: str = "", postal_code: str = ""
    ) -> CustomerProfile:
        return await self._local.find_customer(email=email, name=name, postal_code=postal_code)

    async def product(self, product_id: str) -> ProductFacts:
        try:
            known = (await self._local.product(product_id)).id
        except ProductNotFoundError:
            known = product_id
        await self._mirror.bring_product(known)
        return await self._local.product(product_id)

    async def propose(self, caller: Caller, request: ChangeRequest) -> Confirmation:
        return await self._fresh(caller, lambda: self._propose(caller, request))

    async def confirm(
        self, caller: Caller, token: str, key: str, expected: ChangeRequest | None = None
    ) -> Receipt | Confirmation:
        async def agreed(work: Work) -> tuple[ChangeRequest, Prepared] | Confirmation:
            new_token = self._local.new_token()
            return await agreed_change(work, token, new_token=new_token, expected=expected)

        return await self._change(caller, key, hashed(token), agreed)

    async def make(self, caller: Caller, request: ChangeRequest, key: str) -> Receipt:
        async def agreed(work: Work) -> tuple[ChangeRequest, Prepared]:
            require_operator(work)
            return request, await prepare(work, request)

        done = await self._change(caller, key, request_hash(request), agreed)
        if isinstance(done, Confirmation):
            raise OrderChangedError  # only a yes to an outdated plan is answered with a new one
        return done

    async def undo(self, caller: Caller, receipt: str, key: str) -> Receipt:
        return await self._local.undo(caller, receipt, key)

    async def finish_open_calls(self) -> list[EndedCall]:
        """Carry to their end those that a time-out or a dead process left open. Returns those that
        were ended; the others stay open."""
        async with self._local.reader() as session:
            calls = await open_calls(session)
        ended: list[EndedCall] = []
        for call in calls:
            try:
                async with self._locks[call.customer_id]:
                    orders = await self._mirror.bring_customer(call.customer_id)
                    await self._finish(call, orders)
                done = True
            except ShopUnavailableError:
                continue
            except (ShopRefusedError, OrderNotFoundError):
                done = False
            ended.append(EndedCall(call.receipt_id, caller_of(call)[0].conversation, done))
        return ended

    async def _fresh(self, caller: Caller, answer: Callable[[], Awaitable[Answer]]) -> Answer:
        grant = await self._grant(caller)
        async with self._locks[grant.customer]:
            await self._mirror.bring_customer(grant.customer)
            return await answer()

    async def _grant(self, caller: Caller) -> Grant:
        async with self._local.reader() as session:
            return await authorise(session, caller, self._local.clock())

    async def _propose(self, caller: Caller, request: ChangeRequest) -> Confirmation:
        if not self.does(request.action):
            async with self._local.writer.begin() as session:
                self._refuse(await self._work(session, caller), request)
        return await self._local.propose(caller, request)

    async def _change(
        self,
        caller: Caller,
        key: str,
        asked: str,
        agreed: Callable[[Work], Awaitable[tuple[ChangeRequest, Prepared] | Confirmation]],
    ) -> Receipt | Confirmation:
        grant = await self._grant(caller)
        agreement = Agreement(caller, grant, key, asked)
        async with self._locks[grant.customer]:
            async with self._local.reader() as session:
                done = await replayed(session, agreement)
            if done is not None:
                return done
            orders = await self._mirror.bring_customer(grant.customer)
            async with self._local.writer.begin() as session:
                begun = await self._begin(session, agreement, agreed)
            if not isinstance(begun, ShopCall):
                return begun
            try:
                return await self._finish(begun, orders)
            except ShopUnavailableError:
                raise ChangePendingError from None

    async def _begin(
        self,
        session: AsyncSession,
        agreement: Agreement,
        agreed: Callable[[Work], Awaitable[tuple[ChangeRequest, Prepared] | Confirmation]],
    ) -> Begun:
        work = await self._work(session, agreement.caller)
        done = await replayed(session, agreement)
        if done is not None:
            return done
        open_call = await call_of_key(session, work.customer.id, agreement.key)
        if open_call is not None:
            if open_call.request_hash != agreement.request_hash:
                raise IdempotencyKeyReusedError
            return open_call
        found = await agreed(work)
        if isinstance(found, Confirmation):
            return found
        request, prepared = found
        if request.action in LOCAL:
            return await carry_out(work, agreement, request.action, prepared)
        if request.action not in SUPPORTED:
            self._refuse(work, request)
        if await open_calls(session, work.customer.id):
            raise OrderChangedError  # another change of theirs is on its way
        call = new_call(agreement, request, receipt_for(work, agreement, request.action, prepared))
        session.add(call)
        return call

    async def _finish(self, call: ShopCall, orders: list[ShopOrder]) -> Receipt:
        request = VERBS[Action(call.action)].request.model_validate(call.arguments)
        found = next((one for one in orders if one.number == call.order_number), None)
        try:
            if found is None:
                raise OrderNotFoundError
            for step in steps_of(request, call.receipt_id, refund_minor(call)):
                found = await self._take(step, found, key=call.receipt_id)
        except (ShopRefusedError, OrderNotFoundError):
            await self._end(call, REFUSED)
            raise
        await self._mirror.bring_customer(call.customer_id)
        await self._end(call, DONE)
        return receipt_of_call(call)

    async def _take(self, step: Step, found: ShopOrder, *, key: str) -> ShopOrder:
        """Look, write, and look again where the answer was lost: never twice, never half."""
        for attempt in range(ATTEMPTS):
            if step.done(found):
                return found
            try:
                await self._client.write(step.method, step.path(found), step.body(found), key=key)
            except ShopUnavailableError:
                await self._client.wait(attempt)
            except ShopRefusedError:
                if not step.done(await self._mirror.order_now(found)):
                    raise
            found = await self._mirror.order_now(found)
        if step.done(found):
            return found
        raise ShopUnavailableError

    async def _end(self, call: ShopCall, state: str) -> None:
        async with self._local.writer.begin() as session:
            stored = await session.get_one(ShopCall, call.receipt_id, with_for_update=True)
            already, stored.state = stored.state != call.state, state
            if state == DONE and not already:
                caller, word = caller_of(stored)
                agreement = Agreement(
                    caller, Grant(stored.customer_id, word), stored.key, stored.request_hash
                )
                await record(session, agreement, receipt_of_call(stored), None)

    async def _work(self, session: AsyncSession, caller: Caller) -> Work:
        now = self._local.clock()
        grant = await authorise(session, caller, now)
        return await locked_work(session, caller, grant, self._local.policy, now)

    @staticmethod
    def _refuse(work: Work, request: ChangeRequest) -> None:
        work.refuse(
            "shop.can_do",
            f"The connected shop has no way to {request.action.value.replace('_', ' ')} from here.",
            RefusalCode.ACTION_NOT_SUPPORTED,
            instead=(PERSON,),
        )
