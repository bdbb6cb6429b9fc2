"""An admin edits an article and shoppers hear the new text at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Shopper
from tests.e2e.live_knowledge import PROMISED_S, found, until
from tests.shop_process import ShopProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_a_published_edit_is_what_the_bot_says_within_two_seconds(
    shop: ShopProcess, signed_in: Page, new_shopper: Callable[[], Shopper]
) -> None:
    console = signed_in
    shopper = new_shopper()
    shopper.says("do you offer gift wrapping?")
    expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(1)

    console.goto(f"{shop.url}/console/knowledge")
    console.get_by_role("searchbox", name="Search articles").fill("gift wrap")
    console.get_by_role("link", name=re.compile("wrap", re.IGNORECASE)).first.click()
    body = console.get_by_role("textbox", name=re.compile("text|body", re.IGNORECASE)).first
    body.fill("Gift wrapping costs 7 USD a box now, with a ribbon in moss green.")
    console.get_by_role("button", name="Publish", exact=True).click()
    before = console.get_by_role("dialog", name=re.compile("what will change"))
    before.get_by_role("button", name="Publish", exact=True).click()
    expect(console.get_by_text("Published. The bot answers with it from now on.")).to_be_visible()
    new = "7 USD a box now"
    asked = "what does gift wrapping cost?"
    until(lambda: any(new in one["text"] for one in found(shop, asked)), within_s=PROMISED_S)
    shopper.says(asked)
    shopper.sees(new)
