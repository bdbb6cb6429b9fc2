"""A whole real shop, imported from the command line and asked about in the chat."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.tau2_orders import convert_file
from shopbell.settings import CHECKOUT
from tests.shop_process import ShopProcess, start_shop
from tests.widget_client import WidgetClient

DATA = Path(os.environ.get("SHOPBELL_SHARED_DATA", CHECKOUT.parent / "shared" / "data"))
REAL = DATA / "tau2-retail" / "db.json"
ORIGIN = "https://shop.test"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not REAL.exists(), reason="tau2-retail/db.json is not beside the checkout"),
]


def shopbell(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SHOPBELL_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "shopbell", *arguments],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopProcess]:
    home = tmp_path_factory.mktemp("real")
    file = home / "shop.json"
    file.write_text(json.dumps(convert_file(REAL)))
    imported = shopbell(home, "orders", "import", str(file), "--json")
    assert imported.returncode == 0, imported.stderr
    summary = json.loads(imported.stdout)
    assert (summary["orders"]["added"], summary["customers"]["added"]) == (1000, 500)
    assert summary["products"]["added"] == 50
    saved = shopbell(home, "sites", "save", "real", "--origin", ORIGIN)
    assert saved.returncode == 0, saved.stderr
    started = start_shop(home, demo=False)
    yield started
    started.stop()


def real_order(number: str) -> tuple[dict[str, object], str]:
    """The order as the original file has it, and its customer's e-mail."""
    data = json.loads(REAL.read_text())
    order = data["orders"][number]
    return order, data["users"][order["user_id"]]["email"]


def test_the_chat_tells_the_customer_the_orders_true_status_items_and_tracking(
    shop: ShopProcess,
) -> None:
    order, email = real_order("#W2611340")
    with WidgetClient(shop.port, "real", ORIGIN) as shopper:
        shopper.ask("where is my order #W2611340?")
        answer = shopper.ask(f"my e-mail is {email}")
    card = next(body["order"] for body in answer if body["kind"] == "order")
    assert card["status"] == order["status"] == "processed"
    assert [item["title"] for item in card["items"]] == ["Water Bottle", "Office Chair"]
    assert [parcel["number"] for parcel in card["tracking"]] == ["357962501027"]
    assert card["total"]["amount"] == "536.65"


def test_anothers_e_mail_and_an_absent_order_get_the_same_words_and_nothing_else(
    shop: ShopProcess,
) -> None:
    _, stranger = real_order("#W7678072")
    answers = []
    for number in ("#W2611340", "#W9999999"):
        with WidgetClient(shop.port, "real", ORIGIN) as shopper:
            shopper.ask(f"where is my order {number}?")
            answers.append(shopper.ask(stranger))
    plain = [
        json.dumps(
            [{**body, "choices": [c["title"] for c in body.get("choices", [])]} for body in a]
        ).replace("#W9999999", "#W2611340")
        for a in answers
    ]
    assert plain[0] == plain[1]
    assert "order" not in {body["kind"] for body in answers[0]}
    for secret in ("357962501027", "Water Bottle", "536.65", "James"):
        assert secret not in plain[0]
