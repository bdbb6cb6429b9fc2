from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect, sync_playwright

from tests.e2e.chromium import launch
from tests.e2e.translator import Translator
from tests.shop_process import ShopProcess, start_shop

PASSWORD = "a long pass phrase 7"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopProcess]:
    translator = Translator()
    settings = {"SHOPBELL_TRANSLATE_URL": translator.url}
    started = start_shop(tmp_path_factory.mktemp("e2e"), settings=settings)
    yield started
    started.stop()
    translator.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = launch(playwright)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def admin_state(shop: ShopProcess, browser: Browser) -> StorageState:
    """Signed in as the first admin, through the link that `up` printed."""
    context = browser.new_context()
    page = context.new_page()
    assert shop.first_admin is not None
    page.goto(shop.first_admin)
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("E-mail").fill("ana@shop.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="Waiting", exact=True)).to_be_visible()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def signed_in(browser: Browser, admin_state: StorageState) -> Iterator[Page]:
    """The admin's browser with nothing open, for a test that goes to a page of its own at once."""
    context = browser.new_context(viewport=DESKTOP, storage_state=admin_state)
    yield context.new_page()
    context.close()


@pytest.fixture
def console(shop: ShopProcess, signed_in: Page) -> Page:
    signed_in.goto(f"{shop.url}/console/inbox/queued")
    return signed_in


class Shopper:
    """Someone at the demo page with the widget open."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(f"{url}/demo")
        page.get_by_role("button", name="Ask a question").click()
        self.log = page.get_by_role("log")

    def says(self, text: str) -> None:
        box = self.page.get_by_role("textbox", name="Your message")
        box.fill(text)
        box.press("Enter")

    def sees(self, text: str | re.Pattern[str]) -> Locator:
        found = self.page.get_by_role("dialog").get_by_text(text).last
        expect(found).to_be_visible()
        return found


@pytest.fixture
def new_shopper(shop: ShopProcess, browser: Browser) -> Iterator[Callable[[], Shopper]]:
    contexts = []

    def make() -> Shopper:
        context = browser.new_context(viewport=PHONE)
        contexts.append(context)
        return Shopper(context.new_page(), shop.url)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def shopper(new_shopper: Callable[[], Shopper]) -> Shopper:
    return new_shopper()
