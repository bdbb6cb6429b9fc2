"""The widget's screens, in a real browser against the whole running system."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Shopper
from tests.shop_process import ShopProcess

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(400)]

DRAWN = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""
QUESTION = "how many days do i have to send something back?"


class Menu:
    def __init__(self, page: Page) -> None:
        self.page = page

    def choose(self, name: str, role: str = "menuitem") -> None:
        self.page.locator(".menu > button").click()
        self.page.locator(f"[role={role}]", has_text=name).click()


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog").get_by_role("heading", name=name)


def test_help_is_searched_and_read_and_past_chats_are_read_and_gone_on_with(
    shopper: Shopper,
) -> None:
    page, menu = shopper.page, Menu(shopper.page)
    page.get_by_role("button", name="Search help articles").click()
    page.get_by_role("searchbox").fill(QUESTION)
    page.get_by_role("button", name="How long you have to return something").click()
    expect(page.get_by_role("article")).to_contain_text("earrings for pierced ears")
    expect(heading(page, "How long you have to return something")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("log")).to_have_count(0)

    shopper.says(QUESTION)
    shopper.sees("within 30 days of delivery")
    menu.choose("Start a new chat")
    expect(page.get_by_role("heading", name="Hello. How can we help?")).to_be_visible()
    shopper.says("do you offer gift wrapping?")
    expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(1)
    menu.choose("Past chats")
    page.get_by_role("button", name=re.compile("within 30 days")).click()
    shopper.sees("within 30 days of delivery")
    expect(shopper.log.get_by_text("gift wrapping")).to_have_count(0)

    # A lost connection does not take the reader elsewhere, nor what is written meanwhile.
    page.context.set_offline(True)
    for text in ("one", "two", "three"):
        shopper.says(text)
    expect(page.get_by_text("Waiting for the connection").first).to_be_visible()
    page.context.set_offline(False)
    expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(4, timeout=40_000)
    said = page.locator("shopbell-widget .row.is-own .typed").all_inner_texts()
    assert said == [QUESTION, "one", "two", "three"]

    with page.expect_download() as loading:
        menu.choose("Download this chat")
    lines = Path(loading.value.path()).read_text(encoding="utf-8").splitlines()
    assert [line.split(": ", 1)[1] for line in lines if "] You: " in line] == said


def test_two_tabs_show_the_same_and_a_rating_is_asked_once(shopper: Shopper) -> None:
    menu = Menu(shopper.page)
    shopper.says(QUESTION)
    shopper.sees("within 30 days of delivery")
    other = shopper.page.context.new_page()
    other.goto(shopper.page.url)
    other.evaluate("shopbell.open()")
    log = other.get_by_role("log")
    expect(log).to_contain_text("within 30 days of delivery")
    shopper.says("do you ship to canada?")
    expect(log.get_by_text("do you ship to canada?")).to_have_count(1)
    expect(log.get_by_text("Assistant wrote:")).to_have_count(2)

    # A page behind another is drawn once in a while, and a click waits for that.
    shopper.page.bring_to_front()
    menu.choose("End this chat")
    other.bring_to_front()
    rating = other.get_by_role("group", name="How was this chat?")
    rating.get_by_role("button", name="5 / 5: Great").click()
    rating.get_by_label("Anything to add? (optional)").fill("quick and clear")
    rating.get_by_role("button", name="Send rating").click()
    expect(shopper.log.get_by_role("group", name="Your rating: 5 of 5")).to_be_visible()
    expect(shopper.log.get_by_text("Thank you for your rating")).to_have_count(1)
    shopper.page.bring_to_front()
    shopper.says("thanks")
    expect(shopper.log.get_by_text("The chat is open again")).to_be_visible()
    menu.choose("End this chat")
    expect(shopper.log.get_by_text("The chat has ended")).to_have_count(2)
    expect(other.locator(".rating")).to_have_count(1)


def test_what_is_kept_is_shown_taken_along_and_forgotten(
    shopper: Shopper, shop: ShopProcess
) -> None:
    page, menu = shopper.page, Menu(shopper.page)
    words = [f"canary{secrets.token_hex(4)}" for _ in range(3)]
    page.evaluate(f"shopbell.setPage({{ note_id: '{words[2]}' }})")
    shopper.says(f"do you sell {words[0]} hats?")
    expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(1)
    shopper.says("where is my order W1000001")
    shopper.sees("e-mail address")
    shopper.says(f"{words[1]}@mail.example")
    expect(shopper.log.get_by_text("Assistant wrote:").nth(2)).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    other.evaluate("shopbell.open()")
    expect(other.get_by_role("log")).to_contain_text(words[0])
    assert holding(shop.home, words) != {}

    page.bring_to_front()
    menu.choose("Your data")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Messages and events")).to_be_visible()
    expect(dialog.get_by_text("#W1000001", exact=True)).to_be_visible()
    with page.expect_download() as loading:
        dialog.get_by_role("button", name="Download everything").click()
    exported = Path(loading.value.path()).read_text(encoding="utf-8")
    assert [word for word in words if word in exported] == words
    assert {store["store"] for store in json.loads(exported)["stores"]} >= {
        "conversations",
        "conversation_log",
        "bot_events",
    }
    dialog.get_by_role("button", name="Forget me").click()
    expect(dialog.get_by_text("Orders, payments and receipts")).to_be_visible()
    dialog.get_by_role("group").get_by_role("button", name="Forget me").click()
    expect(heading(page, "You are forgotten")).to_be_visible()
    expect(other.get_by_role("log")).to_have_count(0)
    assert holding(shop.home, words) == {}
    page.keyboard.press("Escape")
    shopper.says("hello")
    expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(1)


def holding(home: Path, words: list[str]) -> dict[str, list[str]]:
    """The files of the home folder that hold one of the words, and which."""
    found: dict[str, list[str]] = {}
    for path in home.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            if there := [word for word in words if word.encode() in held]:
                found[str(path)] = there
    return found


@pytest.mark.parametrize(("theme", "locale"), [("light", "en"), ("dark", "zh"), ("light", "ar")])
def test_axe_finds_nothing_on_any_screen(
    shop: ShopProcess, browser: Browser, theme: Literal["light", "dark"], locale: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, color_scheme=theme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{shop.url}/demo")
    found: dict[str, list[str]] = {}

    def look(screen: str) -> None:
        page.evaluate(DRAWN)
        if problems := violations(page):
            found[screen] = problems

    look("launcher")
    page.evaluate(f"shopbell.setLocale('{locale}')")
    page.evaluate("shopbell.open()")
    panel = page.locator("shopbell-widget .panel")
    expect(page.locator("shopbell-widget .shopbell")).to_have_attribute("lang", locale)
    expect(panel.locator(".home")).to_be_visible()
    assert panel.evaluate("(one) => getComputedStyle(one).direction") == (
        "rtl" if locale == "ar" else "ltr"
    )
    look("home")
    panel.locator(".search-door").click()
    panel.locator("input[type=search]").fill("returns 退货")
    expect(panel.locator(".finds button, .room-note").first).to_be_visible()
    look("help")
    panel.locator(".finds button").first.click()
    expect(panel.locator(".article")).to_be_visible()
    look("article")
    page.keyboard.press("Escape")
    panel.locator("textarea").fill("where is my order?")
    panel.locator("textarea").press("Enter")
    expect(panel.locator(".row.is-theirs .bubble:not(.typing)").first).to_be_visible()
    look("chat")
    panel.locator(".emoji-place > button").click()
    expect(panel.locator(".emojis")).to_be_visible()
    look("emoji")
    page.keyboard.press("Escape")
    panel.locator(".person").click()
    expect(panel.locator(".strip.is-queued").first).to_be_visible()
    look("queue")
    for place, screen in ((1, "past"), (-1, "data")):
        panel.locator(".menu > button").click()
        look(f"menu before {screen}")
        panel.locator("[role=menuitem]").nth(place).click()
        expect(panel.locator(".finds button, .kept").first).to_be_visible()
        look(screen)
    panel.locator(".is-danger").click()
    look("sure")
    page.keyboard.press("Escape")
    panel.locator(".menu > button").click()
    panel.locator("[role=menuitem]").nth(3).click()
    panel.locator(".star").nth(3).click()
    look("rating")
    context.close()
    assert found == {}


def test_the_keyboard_alone_opens_searches_writes_and_closes(
    new_shopper: Callable[[], Shopper],
) -> None:
    page = new_shopper().page
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Open chat")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "() => { const it = document.querySelector('shopbell-widget').shadowRoot"
                ".activeElement; return it.getAttribute('aria-label') ?? it.textContent.trim() }"
            )
        )
    assert {"More", "Close chat", "Search help articles", "Your message", "Emoji"} <= set(seen)
    page.get_by_role("textbox", name="Your message").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("hello")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="🙂")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Your message")
    expect(field).to_be_focused()
    expect(field).to_have_value("hello😀")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text("hello😀")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
