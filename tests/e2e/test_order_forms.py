"""What an agent puts into a reply and does with a shopper's orders, form by form, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Shopper
from tests.e2e.console_axe import violations
from tests.e2e.test_pane import open_and_claim, queued_with_proof

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

PENDING, DELIVERED = "W7286290", "W6333990"


def order_in(console: Page, number: str) -> Locator:
    """The order on the right side, unfolded."""
    aside = console.get_by_role("complementary", name="Shopper")
    found = (
        aside.get_by_role("listitem")
        .filter(has=console.locator("details"))
        .filter(has_text=f"#{number}")
    )
    if found.locator("details").first.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def confirmed(console: Page, shown: str) -> None:
    """The plan says so, is agreed to, and the receipt is there."""
    deed = console.get_by_role("dialog")
    deed.get_by_role("button", name="Show the plan").click()
    expect(deed.get_by_role("list", name="This will happen")).to_contain_text(shown)
    deed.get_by_role("button", name="Confirm").click()
    expect(deed.get_by_text("The shopper has the receipt")).to_be_visible()
    deed.get_by_role("button", name="Close", exact=True).click()


def test_forms_of_order_actions_leave_receipts_that_the_shopper_sees(
    shopper: Shopper, console: Page
) -> None:
    queued_with_proof(shopper, PENDING, "marcus.dhill@example.com")
    open_and_claim(console, "Marcus")

    address = order_in(console, PENDING)
    address.get_by_role("button", name="Change address").click()
    form = console.get_by_role("dialog")
    # What the shop's rules refuse says why, and nothing is done.
    form.get_by_role("button", name="Show the plan").click()
    expect(form.get_by_role("alert")).to_contain_text("address")
    form.get_by_label("Street and number").fill("9 Harbour Road")
    # Who looks at the plan and goes back finds what they wrote, and nothing confirmed by a key.
    form.get_by_role("button", name="Show the plan").click()
    expect(form.get_by_role("button", name="Change it")).to_be_focused()
    console.keyboard.press("Enter")
    expect(form.get_by_label("Street and number")).to_have_value("9 Harbour Road")
    confirmed(console, "9 Harbour Road")
    receipt = shopper.log.get_by_role("region", name="Address changed")
    expect(receipt).to_contain_text(f"#{PENDING}")

    order_in(console, DELIVERED).get_by_role("button", name="Exchange items").click()
    form = console.get_by_role("dialog")
    swap = form.get_by_label(" becomes").filter(has=console.locator("option:nth-child(2)")).first
    swap.select_option(index=1)
    confirmed(console, "instead of")
    expect(shopper.log.get_by_role("region", name="Exchange arranged")).to_be_visible()

    order_in(console, DELIVERED).get_by_role("button", name="Goods are back").click()
    confirmed(console, "back in stock")
    expect(shopper.log.get_by_role("region", name="Goods received")).to_be_visible()

    order_in(console, DELIVERED).get_by_role("button", name="Open a case").click()
    form = console.get_by_role("dialog")
    form.get_by_label("What is wrong").select_option(label="Damaged item")
    form.get_by_role("checkbox").first.check()
    form.get_by_label("What is to be decided").fill("The seam is open: a new one, or money?")
    assert violations(console) == []
    confirmed(console, "A person looks at the damaged item")
    expect(shopper.log.get_by_role("region", name="Case opened")).to_contain_text(DELIVERED)
    expect(shopper.log.get_by_text("The seam is open")).to_have_count(0)
    aside = console.get_by_role("complementary", name="Shopper")
    expect(aside.get_by_role("blockquote")).to_contain_text("The seam is open")


def test_words_cards_and_articles_are_put_in_corrected_and_translated(
    shopper: Shopper, console: Page
) -> None:
    queued_with_proof(shopper, "W9972250", "yasmin.eltahir@example.com")
    open_and_claim(console, "Yasmin")
    reply = console.get_by_role("textbox", name="Reply to the shopper")

    console.get_by_role("button", name="Insert an article").click()
    finder = console.get_by_role("dialog")
    search = finder.get_by_role("searchbox")
    search.fill("how long does a refund take")
    insert = finder.get_by_role("button", name="Insert", exact=True).first
    expect(insert).to_be_visible()
    # By keys alone: one Enter goes to the first that was found, the next takes it.
    search.press("Enter")
    expect(insert).to_be_focused()
    expect(finder).to_be_visible()
    insert.press("Enter")
    expect(reply).to_be_focused()
    article = reply.input_value()
    assert len(article) > 40
    reply.press("Enter")
    shopper.sees(article[:30])

    console.get_by_role("button", name="Show an order").click()
    shown = console.get_by_role("dialog").get_by_role("listitem").filter(has_text="W9972250")
    shown.get_by_role("button", name="Show", exact=True).click()
    expect(reply).to_be_focused()
    expect(shopper.log.get_by_role("region", name="Order #W9972250")).to_have_count(2)

    reply.fill("It leaves **today**.")
    reply.press("Enter")
    shopper.sees("It leaves")
    reply.press("ArrowUp")
    changed = console.get_by_role("textbox", name="Changed words")
    expect(changed).to_have_value("It leaves **today**.")
    assert violations(console) == []
    changed.fill("It leaves **on Monday**.")
    changed.press("Enter")
    expect(reply).to_be_focused()
    shopper.sees("on Monday")
    shopper.sees("Edited")
    expect(shopper.log.get_by_text("today", exact=True)).to_have_count(0)
    console.get_by_text("Edited", exact=False).last.click()
    expect(console.get_by_role("log").get_by_text("today", exact=True)).to_be_visible()

    shopper.says("谢谢，周一可以")
    asked = console.get_by_role("article").filter(has_text="谢谢，周一可以")
    asked.get_by_role("button", name="Translate").click()
    expect(asked).to_contain_text("en: 谢谢，周一可以")

    shopper.page.goto(f"{shopper.page.url.partition('?')[0]}?seen=boots")
    aside = console.get_by_role("complementary", name="Shopper")
    expect(aside.locator('a[href$="?seen=boots"]')).to_be_visible()
