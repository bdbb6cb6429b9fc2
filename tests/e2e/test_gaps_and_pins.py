"""An admin's tasks on what the bot knows: look before publishing, choose an answer, close a gap.

One shop for all of them; each goes on from what shoppers asked in the one before.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Shopper
from tests.e2e.live_knowledge import found, until
from tests.shop_process import ShopProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

ASKED = "do you have a shop in london?"
AGAIN = "is there a shop of yours in London?"


def tried(console: Page, question: str) -> Locator:
    panel = console.get_by_role("complementary", name="Try a question")
    panel.get_by_label("As a shopper would ask").fill(question)
    panel.get_by_role("button", name=re.compile("^Ask")).click()
    expect(
        panel.get_by_text(re.compile("The bot answers with|Nothing is good enough"))
    ).to_be_visible()
    return panel


def test_a_gap_is_closed_by_an_article_and_its_effect_is_counted(
    shop: ShopProcess, console: Page, new_shopper: Callable[[], Shopper]
) -> None:
    shopper = new_shopper()
    shopper.says(ASKED)
    shopper.sees("We haven't written anything about that")

    console.get_by_role("link", name="Gaps").click()
    row = console.get_by_role("listitem").filter(has_text=ASKED)
    expect(row).to_be_visible()
    row.get_by_role("link", name="Write the article").click()
    expect(console.get_by_label("Question 1", exact=True)).to_have_value(ASKED)
    console.get_by_label("Title").fill("Our shop in London")
    console.get_by_role("textbox", name="Text").fill(
        "Our shop in London stands in Moss Lane. It opens at 10 am."
    )
    console.get_by_role("button", name="Publish", exact=True).click()
    dialog = console.get_by_role("dialog", name="Before you publish: what will change")
    gained = dialog.get_by_role("region", name="Answered from now on")
    expect(gained.get_by_text(ASKED).first).to_be_visible()
    expect(gained.get_by_text("stands in Moss Lane").first).to_be_visible()
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(console.get_by_text("Published. The bot answers with it from now on.")).to_be_visible()

    until(lambda: any("stands in Moss Lane" in one["text"] for one in found(shop, AGAIN)))
    shopper.says(AGAIN)
    shopper.sees(re.compile("stands in Moss Lane"))
    console.goto(f"{shop.url}/console/gaps?state=written")
    written = console.get_by_role("listitem").filter(has_text=ASKED)
    expect(written.get_by_role("link", name="Our shop in London")).to_be_visible()
    expect(sorted_in(console, written, "Asked 1 time since")).to_be_visible()


def sorted_in(console: Page, row: Locator, text: str) -> Locator:
    """The page is read again until the question was sorted in, some seconds at most."""
    for _ in range(24):
        if row.get_by_text(text).count():
            break
        console.wait_for_timeout(500)
        console.reload()
        expect(row).to_be_visible()
    return row.get_by_text(text)


def test_an_edit_shows_what_it_changes_before_shoppers_get_it(
    shop: ShopProcess, console: Page
) -> None:
    console.goto(f"{shop.url}/console/knowledge/en%3Areturns-window")
    body = console.get_by_role("textbox", name="Text")
    kept = body.input_value()
    assert "30 days" in kept
    body.fill(kept.replace("30 days", "14 days"))
    console.get_by_role("button", name="Publish", exact=True).click()
    dialog = console.get_by_role("dialog", name="Before you publish: what will change")
    expect(dialog.get_by_role("region", name="Same article, other words")).to_be_visible()
    clashes = dialog.get_by_role("region", name="Says something else than another article")
    expect(clashes.get_by_text("14 days").first).to_be_visible()
    dialog.get_by_role("button", name="Back to the text").click()
    expect(body).to_have_value(kept.replace("30 days", "14 days"))


def test_an_article_chosen_for_a_question_is_what_shoppers_are_told(
    shop: ShopProcess, console: Page, new_shopper: Callable[[], Shopper]
) -> None:
    question = "how is a present wrapped?"
    console.goto(f"{shop.url}/console/knowledge/en%3Agift-wrapping")
    panel = tried(console, question)
    panel.get_by_text(re.compile("^Why: ")).first.click()
    expect(panel.get_by_text("Words in common").first).to_be_visible()
    chosen = panel.get_by_role("button", name=re.compile("^Answer this with")).nth(1)
    title = (chosen.get_attribute("aria-label") or "").removeprefix("Answer this with ")
    chosen.click()
    expect(panel.get_by_text(f"The bot answers with “{title}”")).to_be_visible()
    expect(panel.get_by_text("by Ana").first).to_be_visible()
    console.wait_for_timeout(1_500)
    shopper = new_shopper()
    shopper.says(question)
    shopper.sees(title)
    panel.get_by_role("button", name="Undo").first.click()
    expect(panel.get_by_text(f"The bot answers with “{title}”")).not_to_be_visible()
