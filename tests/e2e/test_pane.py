"""An agent's day in the conversation pane, in a real browser against the whole running system."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.e2e.conftest import DESKTOP, PASSWORD, Shopper
from tests.shop_process import ShopProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@pytest.fixture
def ben(shop: ShopProcess, browser: Browser, admin_state: StorageState) -> Iterator[Page]:
    """A colleague, invited by the admin and signed in by the link in the mail."""
    admin = browser.new_context(viewport=DESKTOP, storage_state=admin_state)
    people = admin.new_page()
    people.goto(f"{shop.url}/console/people")
    people.get_by_role("button", name="Invite").click()
    dialog = people.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Ben")
    dialog.get_by_label("E-mail").fill("ben@shop.example")
    dialog.get_by_role("button", name=re.compile("Invite|Send")).click()
    expect(people.get_by_text("ben@shop.example").first).to_be_visible()
    admin.close()
    mails = httpx.get(f"{shop.url}/demo/mail.json", trust_env=False).json()
    text = next(mail["text"] for mail in mails if mail["to"] == "ben@shop.example")
    link = re.search(r"/console/link/\S+", text)
    assert link is not None
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{shop.url}{link[0]}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("link", name=re.compile("Mentions"))).to_be_visible()
    yield page
    context.close()


def queued_with_proof(shopper: Shopper, order: str, email: str) -> None:
    shopper.says(f"where is my order {order}")
    shopper.sees("e-mail address")
    shopper.says(email)
    expect(shopper.log.get_by_role("region", name=f"Order #{order}")).to_be_visible()
    shopper.says("i want to talk to a person")
    expect(shopper.page.locator("shopbell-widget .strip.is-queued")).to_be_visible()


def open_and_claim(console: Page, name: str) -> None:
    console.get_by_role("link", name=re.compile(name)).last.click()
    console.get_by_role("button", name="Claim", exact=True).click()
    expect(console.get_by_role("textbox", name="Reply to the shopper")).to_be_focused()


def test_saved_replies_assist_cards_and_a_cancelled_order(shopper: Shopper, console: Page) -> None:
    console.get_by_role("link", name="Saved replies").click()
    console.get_by_role("button", name="New reply").click()
    dialog = console.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Sorry about the wait")
    dialog.get_by_label("Shortcut").fill("sorry")
    dialog.get_by_label("Text in English").fill(
        "Sorry {{shopper.first_name}}, I look at {{order.number}} now. {{order.tracking}}"
    )
    dialog.get_by_role("button", name="Save").click()
    expect(console.get_by_text("/sorry")).to_be_visible()

    queued_with_proof(shopper, "W1000003", "leo.park@example.com")
    console.get_by_role("link", name="Waiting").first.click()
    open_and_claim(console, "Leo Park")

    # What nothing fills is shown, and is not sent.
    reply = console.get_by_role("textbox", name="Reply to the shopper")
    reply.press_sequentially("/sor")
    expect(console.get_by_role("option", name=re.compile("Sorry about"))).to_be_visible()
    reply.press("Enter")
    expect(reply).to_have_value("Sorry Leo, I look at #W1000003 now. {{order.tracking}}")
    expect(console.get_by_text("Fill in before sending: {{order.tracking}}")).to_be_visible()
    expect(console.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    reply.fill("Sorry Leo, I look at #W1000003 now.")
    reply.press("Enter")
    shopper.sees("Sorry Leo, I look at #W1000003 now.")

    # A draft for what is asked next, which nobody sends but the agent.
    shopper.says("how many days do i have to return something?")
    assist = console.get_by_role("region", name="Assist")
    draft = assist.get_by_role("article", name="Draft")
    expect(draft.get_by_role("link").first).to_be_visible()
    assist.get_by_role("button", name="Use in reply").click()
    written = reply.input_value()
    assert written
    expect(shopper.log.get_by_text(written[:40])).to_have_count(0)
    reply.press("Enter")
    shopper.sees(written[:40])

    console.get_by_role("button", name="Show a product").click()
    finder = console.get_by_role("dialog")
    finder.get_by_role("searchbox").fill("sneakers")
    finder.get_by_role("button", name="Show", exact=True).first.click()
    expect(shopper.log.get_by_text("Strollwell Sneakers").last).to_be_visible()

    aside = console.get_by_role("complementary", name="Shopper")
    aside.get_by_role("button", name="Cancel order").first.click()
    deed = console.get_by_role("dialog")
    deed.get_by_role("button", name="Show the plan").click()
    expect(deed.get_by_role("list", name="This will happen")).to_contain_text("115.00 USD")
    expect(shopper.log.get_by_role("region", name="Order cancelled")).to_have_count(0)
    deed.get_by_role("button", name="Confirm").click()
    expect(deed.get_by_text("The shopper has the receipt")).to_be_visible()
    deed.get_by_role("button", name="Close", exact=True).click()
    expect(shopper.log.get_by_role("region", name="Order cancelled")).to_contain_text("#W1000003")
    aside.get_by_role("button", name="Take it back").click()
    expect(console.get_by_text("Taken back.", exact=False).first).to_be_visible()
    expect(aside.get_by_role("button", name="Cancel order").first).to_be_visible()


def test_a_note_calls_a_colleague_who_gets_it_puts_it_off_and_closes(
    shopper: Shopper, console: Page, ben: Page
) -> None:
    queued_with_proof(shopper, "W1000002", "mia.chen@example.com")
    console.get_by_role("link", name="Waiting").first.click()
    open_and_claim(console, "Mia Chen")
    console.get_by_role("button", name="Private note").click()
    note = console.get_by_role("textbox", name="Private note")
    note.press_sequentially("@Be")
    expect(console.get_by_role("option", name=re.compile("Ben"))).to_be_visible()
    note.press("Enter")
    note.press_sequentially("do we have this dress in blue?")
    note.press("Enter")
    expect(ben.get_by_role("link", name=re.compile("Mentions 1"))).to_be_visible()
    expect(shopper.log.get_by_text("dress in blue")).to_have_count(0)

    console.get_by_role("button", name="More to do with this conversation").click()
    console.get_by_role("menuitem", name="Pass on").click()
    dialog = console.get_by_role("dialog")
    dialog.get_by_label("To", exact=True).select_option(label="Ben")
    dialog.get_by_label("Reason").fill("Ben knows the dresses")
    dialog.get_by_role("button", name="Pass on").click()
    shopper.sees(re.compile("Ben"))

    ben.get_by_role("link", name=re.compile("Mentions")).click()
    ben.get_by_role("link", name=re.compile("Ana called you")).click()
    expect(ben.get_by_role("log")).to_contain_text("Ben knows the dresses")
    expect(ben.get_by_role("link", name="Mentions", exact=True)).to_be_visible()

    ben.get_by_role("button", name="More to do with this conversation").click()
    ben.get_by_role("menuitem", name="Snooze").click()
    ben.get_by_role("button", name=re.compile("In one hour")).click()
    expect(ben.get_by_role("dialog")).to_have_count(0)
    expect(ben.locator(".snoozed")).to_be_visible()
    ben.get_by_role("link", name=re.compile("^Mine")).first.click()
    expect(ben.get_by_role("link", name=re.compile("Mia Chen"))).to_have_count(0)
    shopper.says("one more thing")
    ben.get_by_role("link", name=re.compile("Mia Chen")).last.click()

    ben.get_by_role("button", name=re.compile("^Close")).click()
    ending = ben.get_by_role("dialog")
    ending.get_by_label("Message to the shopper").fill("All done, have a good day!")
    ending.get_by_label("Tags").fill("dress, blue")
    ending.get_by_role("button", name="Close it").click()
    shopper.sees("All done, have a good day!")
    expect(ben.get_by_role("log")).to_contain_text("Outcome: Resolved, dress, blue")
    expect(shopper.log.get_by_text("Resolved")).to_have_count(0)
