"""A whole Shopbell in front of a shop that is reached over its API, asked by a shopper."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from shopbell.settings import CHECKOUT
from tests.actions.orders.shopify.served_shop import TOKEN, ServedShop
from tests.actions.orders.shopify.served_thirty import served_thirty
from tests.actions.orders.thirty import email, number
from tests.shop_process import ShopProcess, start_shop
from tests.widget_client import WidgetClient

ORIGIN = "https://shop.test"

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def shop() -> Iterator[ServedShop]:
    with served_thirty() as served:
        yield served


@pytest.fixture(scope="module")
def shopbell(shop: ServedShop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopProcess]:
    home = tmp_path_factory.mktemp("connected")
    subprocess.run(
        [sys.executable, "-m", "shopbell", "sites", "save", "connected", "--origin", ORIGIN],
        cwd=CHECKOUT, env={**os.environ, "SHOPBELL_HOME": str(home)}, check=True,
        capture_output=True,
    )  # fmt: skip
    connected = {"SHOPBELL_SHOP_API_URL": shop.base, "SHOPBELL_SHOP_API_TOKEN": TOKEN}
    started = start_shop(home, demo=False, settings=connected)
    yield started
    started.stop()


def words(answer: list[dict[str, object]]) -> str:
    return "\n".join(str(body.get("text", "")) for body in answer)


def test_the_chat_asks_and_changes_the_connected_shop(
    shopbell: ShopProcess, shop: ServedShop
) -> None:
    with WidgetClient(shopbell.port, "connected", ORIGIN) as shopper:
        answer = shopper.ask(f"where is my order {number(0)}, {email(0)}")
        card = next(body["order"] for body in answer if body["kind"] == "order")
        assert (card["number"], card["status"]) == (number(0), "pending")
        shopper.ask(f"cancel order {number(0)}")
        assert "This is what would happen" in words(shopper.ask("i no longer need it"))
        assert "Done." in words(shopper.ask("yes"))
        receipts = [e["body"] for e in shopper.events if e["body"].get("kind") == "receipt"]
        assert [one["receipt"]["action"] for one in receipts] == ["cancel"]
        found = next(o for o in shop.books.orders.values() if o["name"] == number(0))
        assert found["cancelled_at"]
        shop.down = True
        down = shopper.ask(f"where is my order {number(6)}")
        assert "does not answer just now" in words(down)
        assert "order" not in {body["kind"] for body in down}
        shop.down = False
        again = shopper.ask(f"where is my order {number(6)}")
        assert number(6) in words(again)
