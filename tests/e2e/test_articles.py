"""What an admin does most with articles, in a real browser against the running shop."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.live_knowledge import until
from tests.shop_process import ShopProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

ARTICLES = "/api/console/articles"


class Desk:
    """The console's pages, and its API for what a test needs beforehand."""

    def __init__(self, page: Page, shop: ShopProcess) -> None:
        self.page, self.url = page, shop.url
        self.csrf = page.request.get(f"{shop.url}/api/console/session").json()["csrf"]

    def api(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.page.request.fetch(
            f"{self.url}{ARTICLES}{path}",
            method=method,
            headers={"X-CSRF-Token": self.csrf, "Content-Type": "application/json"},
            data=json.dumps(body) if body is not None else None,
        )
        assert answer.ok, answer.text()
        return answer.json()

    def written(self, article_id: str, title: str, *bodies: str, publish: bool = True) -> str:
        """An article with one version for each text, the last of which is live."""
        made = self.api("POST", "", {"id": article_id, "title": title, "body": bodies[0]})
        key = quote(made["id"], safe="")
        for number, body in enumerate(bodies[1:], 1):
            wish = {"title": title, "body": body, "version": number}
            self.api("PUT", f"/{key}", wish)
        if publish:
            self.api("POST", f"/{key}/publish", {"version": len(bodies)})
        return key

    def opens(self, path: str) -> Page:
        self.page.goto(f"{self.url}/console/knowledge{path}")
        return self.page

    def bulk(self, deed: str, *, tag: str | None = None) -> None:
        """Does `deed` to all results of the list and closes the dialog."""
        page = self.page
        page.get_by_label("Tick all on this page").check()
        page.get_by_role("button", name=deed).click()
        dialog = page.get_by_role("dialog")
        if tag is not None:
            dialog.get_by_label("Tag", exact=True).fill(tag)
        dialog.locator(".dialog__actions button").last.click()
        expect(dialog.get_by_label("What became of each")).to_be_visible()
        dialog.get_by_role("button", name="Close", exact=True).click()


@pytest.fixture
def desk(signed_in: Page, shop: ShopProcess) -> Desk:
    return Desk(signed_in, shop)


def test_an_article_is_found_by_filters_that_stay_in_the_address(desk: Desk) -> None:
    page = desk.opens("")
    page.get_by_label("Language").select_option("zh")
    page.get_by_label("State").select_option("published")
    page.get_by_label("Attention").select_option("never_used")
    expect(page).to_have_url(re.compile(r"locale=zh&state=published&attention=never_used"))
    page.get_by_role("button", name=re.compile("^Next")).click()
    expect(page.get_by_text(re.compile(r"^51–\d+ of \d+$"))).to_be_visible()
    page.reload()
    expect(page.get_by_label("Language")).to_have_value("zh")
    expect(page.get_by_text(re.compile(r"^51–\d+ of \d+$"))).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("searchbox").fill("gift wrap")
    expect(page.locator("tbody tr").first).to_contain_text(re.compile("wrap", re.IGNORECASE))


def test_an_article_is_written_checked_published_and_written_in_a_second_language(
    desk: Desk,
) -> None:
    page = desk.opens("")
    page.get_by_role("link", name="New article").click()
    page.get_by_label("Title").fill("Repairing umbrellas")
    page.get_by_label("Text", exact=True).fill("We mend **umbrellas** for 9 USD within a week.")
    expect(page.get_by_role("region", name="Preview").get_by_text("umbrellas")).to_be_visible()
    page.get_by_role("button", name="Add a question").click()
    page.get_by_label("Question 1", exact=True).fill("do you repair umbrellas?")
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("button", name="do you repair umbrellas?", exact=True).click()
    expect(page.get_by_text("The bot answers with")).to_be_visible()
    expect(page.get_by_text("This article")).to_be_visible()

    page.get_by_role("link", name="Write it in Chinese").click()
    beside = page.get_by_role("region", name="The text in English")
    expect(beside.get_by_text("for 9 USD within a week")).to_be_visible()
    page.get_by_label("Title").fill("修理雨伞")
    page.get_by_label("Text", exact=True).fill("我们修理雨伞，一周内完成，费用9美元。")
    page.get_by_role("button", name="Save draft").click()
    expect(page).to_have_url(re.compile("zh%3A"))
    page.get_by_role("button", name="English beside").click()
    expect(beside.get_by_text("for 9 USD within a week")).to_be_visible()
    beside.get_by_role("link", name="Edit this one").click()
    expect(page.get_by_label("Title")).to_have_value("Repairing umbrellas")


def test_all_results_are_tagged_and_archived_in_bulk(desk: Desk) -> None:
    for number in range(3):
        desk.written(f"kite-{number}", f"Kites part {number}", f"Kites of kind {number} fly.")
    page = desk.opens("?q=kites%20of%20kind")
    expect(page.get_by_text("3 articles")).to_be_visible()
    desk.bulk("Add a tag", tag="Kites")
    page.get_by_role("searchbox").fill("")
    # More than them in between: a list that is not shown yet has nothing chosen.
    expect(page.locator("tbody tr")).not_to_have_count(3)
    page.get_by_label("Tag", exact=True).select_option("kites")
    expect(page.locator("tbody tr")).to_have_count(3)
    desk.bulk("Archive")
    page.get_by_label("State").select_option("archived")
    expect(page.locator("tbody tr")).to_have_count(3)
    expect(page.locator("tbody tr").first).to_contain_text("Archived")


def test_a_planned_text_goes_live_by_itself(desk: Desk) -> None:
    key = desk.written("lanterns", "Lanterns", "Lanterns float.", publish=False)
    page = desk.opens(f"/{key}")
    page.get_by_role("button", name="Schedule").click()
    page.get_by_role("dialog").get_by_role("button", name="Schedule").click()
    expect(page.get_by_text(re.compile("This text goes live"))).to_be_visible()
    desk.opens("?state=scheduled")
    expect(page.get_by_role("link", name="Lanterns")).to_be_visible()
    soon = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    desk.api("POST", f"/{key}/schedule", {"version": 1, "publish_at": soon})
    planned = ["published", "scheduled", "scheduled"]

    def deeds() -> list[str]:
        return [deed["deed"] for deed in desk.api("GET", f"/{key}/history")["deeds"]]

    until(lambda: deeds() == planned)
    desk.opens(f"/{key}")
    expect(page.get_by_text("Version 1 went live as planned")).to_be_visible()


def test_an_old_text_comes_back_in_one_press(desk: Desk) -> None:
    key = desk.written("marbles", "Marbles", "Marbles are round.", "Marbles are square.")
    page = desk.opens(f"/{key}")
    page.get_by_role("button", name="Version 1").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Marbles are round.")).to_be_visible()
    expect(dialog.get_by_text("Marbles are square.")).to_be_visible()
    dialog.get_by_role("button", name="Go back to it and publish").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("Marbles are round.")
    expect(page.get_by_text("Went back to version 1")).to_be_visible()
    assert desk.api("GET", f"/{key}")["live"]["body"] == "Marbles are round."


def test_the_second_of_two_who_edit_sees_both_texts_and_loses_none(
    desk: Desk, shop: ShopProcess, browser: Browser, admin_state: StorageState
) -> None:
    key = desk.written("spoons", "Spoons", "Spoons are deep.")
    context = browser.new_context(viewport=DESKTOP, storage_state=admin_state)
    other = context.new_page()
    for page in (desk.page, other):
        page.goto(f"{shop.url}/console/knowledge/{key}")
        # Both have read the text that the first of them changes.
        expect(page.get_by_label("Text", exact=True)).to_have_value("Spoons are deep.")
    desk.page.get_by_label("Text", exact=True).fill("Spoons are deep.\nThe first writer's line.")
    desk.page.get_by_role("button", name="Save draft").click()
    expect(desk.page.get_by_text(re.compile("^Draft saved. Shoppers do not"))).to_be_visible()
    other.get_by_label("Text", exact=True).fill("Spoons are deep.\nThe second writer's line.")
    other.get_by_role("button", name="Save draft").click()
    dialog = other.get_by_role("dialog")
    expect(dialog.get_by_text("The first writer's line.").first).to_be_visible()
    expect(dialog.get_by_text("The second writer's line.").first).to_be_visible()
    dialog.get_by_role("button", name="Keep both").click()
    dialog.get_by_role("button", name="Go on with this").click()
    other.get_by_role("button", name="Save draft").click()
    expect(other.get_by_text(re.compile("^Draft saved. Shoppers do not"))).to_be_visible()
    kept = desk.api("GET", f"/{key}")
    assert kept["body"].splitlines()[1:] == [
        "The first writer's line.", "The second writer's line.",
    ]  # fmt: skip
    assert kept["version"] == 3
    context.close()


def test_the_list_and_the_editor_fit_a_phone(
    desk: Desk, shop: ShopProcess, browser: Browser, admin_state: StorageState
) -> None:
    key = desk.written("pins", "Pins", "Pins hold.")
    context = browser.new_context(viewport=PHONE, storage_state=admin_state)
    page = context.new_page()
    for path in ("", f"/{key}"):
        page.goto(f"{shop.url}/console/knowledge{path}")
        expect(page.get_by_role("heading").first).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        wide = page.evaluate("document.querySelector('.shell__main').scrollWidth")
        assert wide <= PHONE["width"], path
    context.close()
