"""An admin changes how the widget looks and when it speaks up; shoppers see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.lone_app import LoneApp
from tests.e2e.shop_pages import ShopPages

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SAYS = "Unsure about the size?"


@pytest.fixture(scope="module")
def pages() -> Iterator[ShopPages]:
    served = ShopPages()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, pages: ShopPages) -> Iterator[LoneApp]:
    started = LoneApp(tmp_path_factory.mktemp("sites"), origins=(pages.origin,))
    started.start()
    yield started
    started.kill()


def accent(page: Page) -> str:
    button = page.locator("shopbell-widget .launcher")
    return str(button.evaluate("one => getComputedStyle(one).backgroundColor"))


def arrive(page: Page, address: str) -> None:
    """The widget is there, and looks for a rule that holds from now on."""
    page.goto(address)
    expect(page.get_by_role("button", name="Ask Moss")).to_be_visible()


def test_the_page_tries_it_on_and_shoppers_get_what_was_saved(
    app: LoneApp, pages: ShopPages, browser: Browser
) -> None:
    admin = browser.new_context()
    admin.add_cookies([app.agent_cookie()])  # type: ignore[list-item]
    console = admin.new_page()
    console.goto(f"{app.url}/console/widget")
    launcher = console.locator("shopbell-widget").get_by_role("button")
    expect(launcher).to_be_visible()
    console.get_by_role("textbox", name="Colour").first.fill("#8a1c5b")
    console.get_by_role("textbox", name="Words on the button").fill("Ask Moss")
    console.get_by_role("textbox", name="Greeting").fill("Hello from Moss")
    expect(launcher).to_contain_text("Ask Moss")
    expect(console.get_by_text("Can be read as it is").or_(
        console.get_by_text("Hard to read as it is"))).to_be_visible()  # fmt: skip
    for _ in range(100):
        if accent(console) == "rgb(138, 28, 91)":
            break
        console.wait_for_timeout(50)
    assert accent(console) == "rgb(138, 28, 91)"
    console.get_by_role("button", name="Add a rule").click()
    console.get_by_role("textbox", name="What it says (English)").fill(SAYS)
    console.get_by_role("textbox", name="Page").last.fill("/coat*")
    console.get_by_role("spinbutton", name="Seconds on the page").fill("1")
    console.get_by_role("button", name="Save", exact=True).click()
    expect(console.get_by_text("Saved.")).to_be_visible()
    tag = console.locator(".site-form__tag code").inner_text()
    assert "data-site" in tag
    admin.close()

    pages.pages["/"] = f"<!doctype html><title>Coat</title><input aria-label=Search>{tag}"
    shop = browser.new_context()
    page = shop.new_page()
    page.clock.install()
    arrive(page, f"{pages.origin}/hat")
    assert accent(page) == "rgb(138, 28, 91)"
    page.clock.run_for(2_500)
    said = page.get_by_text(SAYS)
    expect(said).to_have_count(0)

    # Whoever writes into the shop's search is left alone.
    arrive(page, f"{pages.origin}/coat")
    page.get_by_role("textbox", name="Search").press_sequentially("blue", delay=20)
    page.clock.run_for(2_500)
    expect(said).to_have_count(0)
    page.get_by_role("textbox", name="Search").blur()
    page.clock.run_for(5_000)
    expect(said).to_be_visible()

    # Once in a visit, and never again once it was sent away.
    arrive(page, f"{pages.origin}/coat")
    page.clock.run_for(2_500)
    expect(said).to_have_count(0)
    page.evaluate("localStorage.removeItem('shopbell:demo:visit')")
    arrive(page, f"{pages.origin}/coat")
    expect(said).to_be_visible()
    page.locator("shopbell-widget .teaser-close").click()
    expect(said).to_have_count(0)
    page.evaluate("localStorage.removeItem('shopbell:demo:visit')")
    arrive(page, f"{pages.origin}/coat")
    page.clock.run_for(2_500)
    expect(said).to_have_count(0)
    page.get_by_role("button", name="Ask Moss").click()
    expect(page.get_by_role("heading", name="Hello from Moss")).to_be_visible()
    shop.close()
