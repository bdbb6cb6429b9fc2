"""A shop that is reached over its API: named in the settings, and kept up with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import count

import httpx
import pytest

from actions.orders.access.schemas import by_bot, by_operator
from actions.orders.cancellation.service import CancelRequest
from actions.orders.errors import OrderNotFoundError
from actions.orders.policy.loading import load_policy
from actions.orders.shopify.client import ShopifyClient
from actions.orders.shopify.errors import ChangePendingError, ShopUnavailableError
from actions.orders.shopify.store import ShopifyOrderStore
from actions.orders.store import SqlOrderStore
from actions.orders.verification.service import verify_by_identity
from actions.wording import load_wording
from conversations.bus import InProcessBus
from conversations.models import Conversation
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from shopbell.connected_shop import ConnectedShop
from shopbell.database import Database
from shopbell.settings import Settings, SettingsInvalidError, load_settings
from tests.actions.orders.shopify.conftest import at_once
from tests.actions.orders.shopify.served_shop import BUSY, TOKEN, ServedShop
from tests.actions.orders.shopify.served_thirty import served_thirty
from tests.actions.orders.thirty import a_shop_of_thirty, customer_id, number
from tests.conftest import FakeClock
from tests.conversations.turns.scripted import rows_of

pytestmark = pytest.mark.anyio

CANCEL = CancelRequest(order=number(0), reason="no longer needed")
CUSTOMER = customer_id(0)


@pytest.fixture
def shop() -> Iterator[ServedShop]:
    with served_thirty() as served:
        yield served


@pytest.fixture
async def store(
    shop: ServedShop, database: Database, clock: FakeClock
) -> AsyncIterator[ShopifyOrderStore]:
    numbers = count()
    local = SqlOrderStore(
        database.writer, database.reader, load_policy(), clock, lambda: f"token-{next(numbers)}"
    )
    async with httpx.AsyncClient() as http:
        client = ShopifyClient(http=http, base=shop.base, token=TOKEN, pause=at_once)
        yield ShopifyOrderStore(client, local)


@pytest.fixture
async def connected(
    store: ShopifyOrderStore, database: Database, clock: FakeClock
) -> ConnectedShop:
    """The worker, with all of the shop brought."""
    worker = ConnectedShop(
        store=store, writer=database.writer, bus=InProcessBus(), clock=clock, wording=load_wording()
    )
    await worker.look()
    return worker


@pytest.fixture
async def conversation(
    connected: ConnectedShop, database: Database, clock: FakeClock
) -> Conversation:
    """Of a verified customer."""
    async with database.writer.begin() as session:
        await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
        shopper, _ = await welcome_shopper(session, site="demo", at=clock())
        begun = await begin_conversation(session, shopper=shopper, locale="en", at=clock())
        await verify_by_identity(session, conversation=begun.id, customer=CUSTOMER, now=clock())
    return begun


async def a_yes_without_an_answer(
    store: ShopifyOrderStore, shop: ServedShop, conversation: Conversation
) -> None:
    caller = by_bot(conversation.id)
    token = (await store.propose(caller, CANCEL)).token
    shop.faults.extend([BUSY] * 3)
    with pytest.raises(ChangePendingError):
        await store.confirm(caller, token, "key")


async def told(database: Database, conversation: Conversation) -> list[str]:
    rows = await rows_of(database, conversation.id)
    return [row.body.get("text", row.body["kind"]) for row in rows if row.author_role == "system"
            and "kind" in row.body]  # fmt: skip


async def test_what_is_new_in_the_shop_is_known_after_the_next_look(
    connected: ConnectedShop, store: ShopifyOrderStore, shop: ServedShop, clock: FakeClock
) -> None:
    clock.advance(3_600)
    record = a_shop_of_thirty()["orders"][6] | {"number": "#W4000000", "customer_id": CUSTOMER}
    shop.books.add(record)
    shop.books.customers[CUSTOMER]["updated_at"] = clock().isoformat()
    shop.seen.clear()
    await connected.look()
    asked = {path for method, path, *_ in shop.seen if path.startswith("/customers/")}
    assert asked == {f"/customers/{CUSTOMER}.json"}, "only who has changed since"
    order = await store.order(by_operator(CUSTOMER), "#W4000000")
    assert order.number == "#W4000000"
    with pytest.raises(OrderNotFoundError):
        await store.order(by_operator(customer_id(1)), "#W4000000")


async def test_a_yes_that_had_no_answer_is_done_and_its_receipt_told_once(
    connected: ConnectedShop,
    store: ShopifyOrderStore,
    shop: ServedShop,
    conversation: Conversation,
    database: Database,
) -> None:
    await a_yes_without_an_answer(store, shop, conversation)
    assert await told(database, conversation) == []
    for _ in range(2):
        await connected.look()
    assert await told(database, conversation) == ["receipt"]
    assert (await store.order(by_bot(conversation.id), number(0))).status == "cancelled"


async def test_a_yes_that_the_shop_refuses_after_all_is_told_to_be_nothing(
    connected: ConnectedShop,
    store: ShopifyOrderStore,
    shop: ServedShop,
    conversation: Conversation,
    database: Database,
) -> None:
    await a_yes_without_an_answer(store, shop, conversation)
    found = next(o for o in shop.books.orders.values() if o["name"] == number(0))
    found["fulfillments"] = [{"status": "success", "tracking_numbers": [], "line_items": [],
                              "shipment_status": None, "created_at": "2026-11-20T08:00:00Z",
                              "updated_at": "2026-11-20T08:00:00Z"}]  # fmt: skip
    await connected.look()
    (words,) = await told(database, conversation)
    assert "nothing was done" in words


async def test_a_look_at_a_shop_that_is_down_ends_nothing_and_is_tried_again(
    connected: ConnectedShop,
    store: ShopifyOrderStore,
    shop: ServedShop,
    conversation: Conversation,
    database: Database,
) -> None:
    await a_yes_without_an_answer(store, shop, conversation)
    shop.down = True
    with pytest.raises(ShopUnavailableError):
        await connected.look()
    assert await told(database, conversation) == []
    shop.down = False
    await connected.look()
    assert await told(database, conversation) == ["receipt"]


@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        ({"URL": "https://shop.example/admin/api/2025-01"}, "SHOPBELL_SHOP_API_TOKEN"),
        ({"TOKEN": "secret"}, "go together"),
        ({"URL": "shop.example", "TOKEN": "secret"}, "must be an address"),
    ],
)
def test_a_shop_is_named_with_its_token(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], complaint: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"SHOPBELL_SHOP_API_{name}", value)
    with pytest.raises(SettingsInvalidError, match=complaint):
        load_settings()


def test_nobody_need_name_one() -> None:
    assert Settings().shop_api_url is None
