"""What a shopper has done with an order, in a real browser against the whole running system."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Shopper

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
    expect(shopper.log.get_by_role("region", name="Order cancelled")).to_contain_text("#W1000003")
    shopper.log.get_by_role("button", name="Take it back").click()
    shopper.sees("Taken back.")
    shopper.says("where is my order W1000003")
    shopper.sees("waiting to be packed")
