"""The yes is bound to exactly what was shown, and what was done is done once."""

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from actions.orders.access.schemas import by_agent, by_bot, by_operator, by_shopper
from actions.orders.addresses.service import AddressChangeRequest
from actions.orders.cancellation.service import CancelRequest
from actions.orders.changes.errors import (
    ChangeRefusedError,
    ConfirmationInvalidError,
    IdempotencyKeyReusedError,
)
from actions.orders.changes.receipts import receipts_in_conversation, receipts_of_order
from actions.orders.changes.schemas import Confirmation, Receipt
from actions.orders.changes.service import forget_confirmations
from actions.orders.errors import (
    CustomerNotFoundError,
    CustomerNotVerifiedError,
    OrderNotFoundError,
)
from actions.orders.item_changes.service import ItemChangeRequest
from actions.orders.models import AuditEntry, Variant
from actions.orders.store import SqlOrderStore
from actions.orders.verification.service import end_verification
from tests.actions.orders.acts import HARBOUR, done, order, verified, vouched
from tests.actions.orders.thirty import number, variant_id
from tests.conftest import FakeClock

pytestmark = pytest.mark.anyio

CANCEL = CancelRequest(order=number(5), reason="no longer needed")
CHANGE = ItemChangeRequest(
    order=number(5), items=(variant_id(2, 0),), new_items=(variant_id(2, 1),), method="card-5"
)


async def test_nothing_happens_before_the_yes(store: SqlOrderStore) -> None:
    before = await order(store, 5)
    await store.propose(vouched(5), CANCEL)
    assert await order(store, 5) == before


async def test_the_same_key_gives_the_same_receipt(store: SqlOrderStore) -> None:
    token = (await store.propose(vouched(5), CANCEL)).token
    first = await store.confirm(vouched(5), token, "key")
    assert await store.confirm(vouched(5), token, "key") == first
    assert (await order(store, 5)).refunded_minor == 7_300


async def test_a_key_stands_for_one_request(store: SqlOrderStore) -> None:
    token = (await store.propose(vouched(5), CANCEL)).token
    other = (await store.propose(vouched(5), CHANGE)).token
    await store.confirm(vouched(5), token, "key")
    with pytest.raises(IdempotencyKeyReusedError):
        await store.confirm(vouched(5), other, "key")


async def test_a_token_is_good_once_whatever_the_key(store: SqlOrderStore) -> None:
    token = (await store.propose(vouched(5), CANCEL)).token
    await store.confirm(vouched(5), token, "key")
    with pytest.raises((ConfirmationInvalidError, ChangeRefusedError)):
        await store.confirm(vouched(5), token, "another key")


async def test_a_token_lives_a_quarter_of_an_hour(store: SqlOrderStore, clock: FakeClock) -> None:
    token = (await store.propose(vouched(5), CANCEL)).token
    clock.advance(15 * 60)
    with pytest.raises(ConfirmationInvalidError):
        await store.confirm(vouched(5), token, "key")
    async with store.writer.begin() as session:
        assert await forget_confirmations(session, before=clock()) == 0
        clock.advance(1)
        assert await forget_confirmations(session, before=clock()) == 1


async def test_a_token_is_the_customers_and_the_conversations(store: SqlOrderStore) -> None:
    shopper = await verified(store, 5)
    token = (await store.propose(shopper, CANCEL)).token
    elsewhere = await verified(store, 5, "c2")
    stranger = await verified(store, 4, "c3")
    for caller in (elsewhere, stranger, vouched(5), vouched(4)):
        with pytest.raises(ConfirmationInvalidError):
            await store.confirm(caller, token, "key")
    assert isinstance(await store.confirm(shopper, token, "key"), Receipt)


async def test_a_token_stands_for_its_own_request(store: SqlOrderStore) -> None:
    token = (await store.propose(vouched(5), CANCEL)).token
    with pytest.raises(ConfirmationInvalidError):
        await store.confirm(vouched(5), token, "key", CHANGE)


async def test_what_changed_meanwhile_is_asked_again(store: SqlOrderStore) -> None:
    shown = await store.propose(vouched(5), CHANGE)
    async with store.writer.begin() as session:
        variant = await session.get_one(Variant, variant_id(2, 1))
        variant.price_minor += 500
    again = await store.confirm(vouched(5), shown.token, "key")
    assert isinstance(again, Confirmation)
    assert again.token != shown.token
    assert again.plan.lines[1].amount_minor == -650
    assert (await order(store, 5)).paid_minor == 7_300
    assert isinstance(await store.confirm(vouched(5), again.token, "key"), Receipt)
    assert (await order(store, 5)).paid_minor == 7_950


async def test_another_change_of_the_order_is_noticed(store: SqlOrderStore) -> None:
    shown = await store.propose(vouched(5), CANCEL)
    await done(store, vouched(5), AddressChangeRequest(order=number(5), address=HARBOUR))
    assert isinstance(await store.confirm(vouched(5), shown.token, "key"), Confirmation)


async def test_without_a_live_verification_nothing_is_told_or_changed(
    store: SqlOrderStore, clock: FakeClock
) -> None:
    nobody = by_bot("c9")
    shopper = await verified(store, 5)
    token = (await store.propose(shopper, CANCEL)).token
    clock.advance(30 * 60)
    for caller in (nobody, shopper, by_shopper("c1"), by_agent("Ines", "c1"), by_operator(None)):
        with pytest.raises(CustomerNotVerifiedError):
            await store.order(caller, number(5))
        with pytest.raises(CustomerNotVerifiedError):
            await store.propose(caller, CANCEL)
        with pytest.raises(CustomerNotVerifiedError):
            await store.confirm(caller, token, "key")
        with pytest.raises(CustomerNotVerifiedError):
            await store.undo(caller, "R-1", "key")
    with pytest.raises(CustomerNotFoundError):
        await store.orders(by_operator("nobody"))


async def test_a_verification_that_was_ended_says_yes_to_nothing(store: SqlOrderStore) -> None:
    shopper = await verified(store, 5)
    token = (await store.propose(shopper, CANCEL)).token
    async with store.writer.begin() as session:
        await end_verification(session, conversation="c1", now=store.clock())
    with pytest.raises(CustomerNotVerifiedError):
        await store.confirm(shopper, token, "key")


async def test_absent_and_someone_elses_order_are_one_answer(store: SqlOrderStore) -> None:
    answers = set()
    for named in (number(4), "#W9999999", "nonsense"):
        with pytest.raises(OrderNotFoundError) as refused:
            await store.propose(vouched(5), CancelRequest(order=named, reason="no longer needed"))
        answers.add(str(refused.value))
    assert len(answers) == 1


async def test_only_operators_go_without_a_plan(store: SqlOrderStore) -> None:
    shopper = await verified(store, 5)
    with pytest.raises(ChangeRefusedError):
        await store.make(shopper, CANCEL, "key")
    receipt = await store.make(vouched(5), CANCEL, "key")
    assert await store.make(vouched(5), CANCEL, "key") == receipt


async def test_the_audit_says_who_did_what_on_whose_word(store: SqlOrderStore) -> None:
    bot = await verified(store, 5)
    receipt = await done(store, bot, AddressChangeRequest(order=number(5), address=HARBOUR))
    await done(store, by_agent("Ines", "c1"), CANCEL)
    async with store.reader() as session:
        entries = (await session.execute(select(AuditEntry).order_by(AuditEntry.id))).scalars()
        first, second = entries
    assert (first.actor, first.action, first.order_number) == ("bot", "change_address", number(5))
    assert first.receipt_id == receipt.id
    assert first.word.startswith("the shopper, verified by order_and_email at 2026-11-24T12:00")
    assert (second.actor, second.actor_name, second.action) == ("agent", "Ines", "cancel")


async def test_the_audit_cannot_be_rewritten(store: SqlOrderStore) -> None:
    await done(store, vouched(5), CANCEL)
    with pytest.raises(IntegrityError, match="only ever added to"):
        async with store.writer.begin() as session:
            await session.execute(delete(AuditEntry))


async def test_receipts_are_found_by_order_and_by_conversation(store: SqlOrderStore) -> None:
    shopper = await verified(store, 5)
    receipt = await done(store, shopper, CANCEL)
    async with store.reader() as session:
        assert await receipts_in_conversation(session, "c1") == (receipt,)
        assert await receipts_in_conversation(session, "c2") == ()
        assert await receipts_of_order(session, vouched(5), number(5), store.clock()) == (receipt,)
        assert await receipts_of_order(session, vouched(4), number(5), store.clock()) == ()
