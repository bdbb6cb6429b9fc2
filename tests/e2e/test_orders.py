"""What a shopper has done with an order, in a real browser against the whole running system."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Shopper
from tests.shop_process import ShopProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_a_return_is_planned_confirmed_and_receipted_for_shopper_and_agent(
    shopper: Shopper, console: Page
) -> None:
    shopper.says("i want to return an item from order W8794137")
    shopper.sees("e-mail address")
    shopper.says("wen.zhao@example.com")
    shopper.sees("Which item would you like to return")
    shopper.log.get_by_role("button", name="Paperlily Voile Blouse").click()
    shopper.sees("once the items are back")
    shopper.log.get_by_role("button", name="Yes, do it").click()
    receipt = shopper.log.get_by_role("region", name="Return arranged")
    expect(receipt).to_contain_text("Paperlily Voile Blouse")
    expect(receipt).to_contain_text("#W8794137")
    shopper.says("where is my order W8794137")
    shopper.sees("return request for order #W8794137")
    shopper.says("i want to talk to a person")
    console.get_by_role("link", name=re.compile("Wen Zhao")).last.click()
    expect(console.get_by_role("article", name="Receipt for #W8794137")).to_be_visible()


def test_a_cancellation_is_taken_back(shopper: Shopper) -> None:
    shopper.says("please cancel order W1000003, leo.park@example.com")
    shopper.log.get_by_role("button", name="I no longer need it").click()
    shopper.sees("115.00 USD is refunded to credit card ending in 8021")
    shopper.log.get_by_role("button", name="Yes, do it").click()
    receipt = shopper.log.get_by_role("region", name="Order cancelled")
    expect(receipt).to_contain_text("#W1000003")
    expect(receipt.get_by_role("timer")).to_have_text(re.compile(r"^\d+:\d\d left$"))
    shopper.sees("You can take it back")
    expect(shopper.log.get_by_role("button", name="Take it back")).to_have_count(1)
    receipt.get_by_role("button", name="Take it back").click()
    expect(receipt.get_by_role("timer")).to_have_count(0)
    shopper.sees("Taken back.")
    shopper.says("where is my order W1000003")
    shopper.sees("waiting to be packed")


def test_a_mailed_code_opens_the_orders_and_a_broken_item_becomes_a_case(
    shopper: Shopper, shop: ShopProcess, console: Page
) -> None:
    shopper.says("i need an invoice")
    shopper.log.get_by_role("button", name="I don't have the number").click()
    shopper.log.get_by_role("button", name="Send me a code by e-mail").click()
    shopper.sees("Which e-mail address did you order with?")
    shopper.says("wen.zhao@example.com")
    shopper.sees("a code of six digits is on its way")
    mails = httpx.get(f"{shop.url}/demo/mail.json", trust_env=False).json()
    told = next(mail["text"] for mail in mails if mail["to"] == "wen.zhao@example.com")
    code = re.search(r"\d{6}", told)
    assert code is not None
    shopper.says(code.group())
    shopper.log.get_by_role("button", name="#W3912583").last.click()
    shopper.sees("Invoice for order #W3912583")
    shopper.says("the vest arrived with a hole in it")
    shopper.log.get_by_role("button", name="Go on without a photo").click()
    shopper.sees("Shall I do exactly this?")
    shopper.log.get_by_role("button", name="Yes, do it").last.click()
    receipt = shopper.log.get_by_role("region", name="Case opened")
    expect(receipt).to_contain_text("#W3912583")
    console.get_by_role("link", name=re.compile("Wen Zhao.*Needs a decision")).click()
    expect(console.get_by_role("article", name="Receipt for #W3912583")).to_be_visible()
