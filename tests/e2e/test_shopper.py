"""What a shopper does at the demo page, in a real browser against the whole running system."""

from __future__ import annotations

import os
import signal
import time

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Shopper
from tests.shop_process import ShopProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_a_policy_question_in_own_words_gets_the_articles_answer_with_its_source(
    shopper: Shopper,
) -> None:
    shopper.says("how many days do i have to send something back??")
    shopper.sees("within 30 days of delivery")
    source = shopper.log.get_by_role("link", name="How long you have to return something")
    expect(source).to_be_visible()
    with shopper.page.expect_popup() as opened:
        source.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text(
        "How long you have to return something"
    )


def test_an_order_is_shown_to_who_proves_whose_it_is(shopper: Shopper) -> None:
    shopper.says("where is my order?")
    shopper.sees("order number")
    shopper.says("w 1000001")
    shopper.sees("e-mail address")
    shopper.says("mia.chen@example.com")
    card = shopper.log.get_by_role("region", name="Order #W1000001")
    expect(card).to_contain_text("On its way")
    expect(card).to_contain_text("Willow Knit Midi Dress")
    expect(card).to_contain_text("PW2180082469")


def test_what_the_shop_has_not_written_about_is_said_to_be_unknown_and_a_person_offered(
    shopper: Shopper,
) -> None:
    shopper.says("can i bring my dog into your store?")
    shopper.sees("haven't written anything about that")
    expect(shopper.log.get_by_role("button", name="Talk to a person")).to_be_visible()


def test_a_reload_in_the_middle_of_a_conversation_loses_nothing(shopper: Shopper) -> None:
    shopper.says("do you offer gift wrapping?")
    expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(1)
    shopper.says("where is my order #W1000001")
    shopper.sees("e-mail address")
    before = shopper.log.inner_text()
    shopper.page.reload()
    if not shopper.log.is_visible():
        shopper.page.get_by_role("button", name="Ask a question").click()
    expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(2)
    for line in before.splitlines():
        assert line in shopper.log.inner_text()
    shopper.says("mia.chen@example.com")
    expect(shopper.log.get_by_role("region", name="Order #W1000001")).to_be_visible()


def test_a_bot_killed_in_mid_question_is_admitted_within_30_s_and_the_next_question_works(
    shopper: Shopper, shop: ShopProcess
) -> None:
    shopper.says("hello")
    expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(1)
    os.kill(shop.bot_pid, signal.SIGKILL)
    asked = time.monotonic()
    shopper.says("how much is standard delivery?")
    # The bot may be back before the turn's budget is spent; then it simply answers.
    answers = shopper.log.get_by_text("Assistant wrote:")
    expect(answers).to_have_count(2, timeout=30_000)
    assert time.monotonic() - asked <= 30
    _until_healthy(shop)
    shopper.says("how long does a refund take?")
    expect(answers).to_have_count(3)
    expect(shopper.log.get_by_role("list", name="Sources").last).to_be_visible()


def _until_healthy(shop: ShopProcess) -> None:
    import httpx

    deadline = time.monotonic() + 120
    while httpx.get(f"{shop.url}/healthz", timeout=10).status_code != 200:
        assert time.monotonic() < deadline, "the bot did not come back"
        time.sleep(0.5)
