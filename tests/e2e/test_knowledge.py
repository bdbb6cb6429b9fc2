"""Buyers' notes beside the shop's facts, one withdrawn, and a price that changed since."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from shopbell.demo.endpoints import FOLDER
from tests.e2e.conftest import Shopper
from tests.e2e.live_knowledge import found, until
from tests.shop_process import ShopProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_what_buyers_say_stands_beside_the_shops_facts_until_the_note_is_withdrawn(
    shop: ShopProcess, signed_in: Page, new_shopper: Callable[[], Shopper]
) -> None:
    console = signed_in
    shopper = new_shopper()
    shopper.says("what do buyers say about the Burrow beanie?")
    shopper.sees("Buyers say")
    shopper.sees(re.compile("curl_council"))

    console.goto(f"{shop.url}/console/knowledge?tier=community")
    console.get_by_role("searchbox", name="Search articles").fill("rides up on big hair")
    console.get_by_role("link", name=re.compile("rides up")).first.click()
    console.get_by_role("button", name="Archive").click()
    console.get_by_role("dialog").get_by_role("button", name="Archive", exact=True).click()
    expect(console.get_by_text("Archived. The bot no longer uses it.")).to_be_visible()
    words = "rides up on big hair"
    until(lambda: all("rides up" not in one["text"] for one in found(shop, words, "community")))
    shopper.says("what do people say about the Burrow beanie?")
    shopper.sees(re.compile("No buyer has written about Burrow Rib Beanie yet"))


def test_a_price_that_changes_after_it_was_told_is_put_right(
    shop: ShopProcess, new_shopper: Callable[[], Shopper], tmp_path: Path
) -> None:
    shopper = new_shopper()
    shopper.says("how much is the Sorrel belt?")
    shopper.sees(re.compile(r"costs \d"))
    import_with_price(shop, tmp_path / "shop.json", "sorrel-belt", "12.34")
    shopper.sees(re.compile("it costs 12.34 USD now"))
    shopper.sees("Correction")


def import_with_price(shop: ShopProcess, file: Path, product: str, price: str) -> None:
    """As the shop's own system would: by the command line, while the app runs."""
    catalogue = json.loads((FOLDER / "shop.json").read_text(encoding="utf-8"))
    for one in catalogue["products"]:
        if one["id"] == product:
            for variant in one["variants"]:
                variant["price"] = price
    file.write_text(json.dumps(catalogue), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "shopbell", "orders", "import", str(file)],
        env={**os.environ, "SHOPBELL_HOME": str(shop.home)},
        check=True,
    )
