"""Every page of the console as such: for who sees little, in both languages, on every screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, Page, expect

from console.models import AgentRole
from shopbell.services import utc_now
from tests.console.full_inbox import fill_inbox
from tests.e2e.axe import source
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.console_axe import violations
from tests.e2e.lone_app import SITE, LoneApp

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(400)]

SOME = 60
WIDTHS = (PHONE["width"], 768, 820, 2560)
PAGES = (
    "/inbox/queued", "/inbox/mine", "/inbox/team", "/inbox/all", "/inbox/closed",
    "/search", "/search?q=parcel", "/knowledge", "/knowledge/new", "/gaps", "/notes",
    "/notes/held", "/notes/decided", "/import", "/people", "/now", "/callbacks", "/report",
    "/replies", "/mentions", "/service", "/widget", "/nowhere",
)  # fmt: skip
# What is wider than the screen, by name; what scrolls within its own frame is not.
WIDER = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const { width, right } = one.getBoundingClientRect();
  if (width === 0 || right <= innerWidth + 1) return false;
  for (let up = one.parentElement; up && up !== document.body; up = up.parentElement)
    if (getComputedStyle(up).overflowX !== "visible") return false;
  return true;
}).map((one) => one.className || one.tagName)"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoneApp]:
    app = LoneApp(tmp_path_factory.mktemp("screens"))
    app.change(lambda session: fill_inbox(session, SOME, site=SITE, now=utc_now()))
    app.start()
    yield app
    app.remove()


@pytest.fixture(scope="module")
def cookie(app: LoneApp) -> SetCookieParam:
    return cookie_of(app.agent_cookie())


def cookie_of(kept: dict[str, str]) -> SetCookieParam:
    return {"name": kept["name"], "value": kept["value"], "url": kept["url"]}


@pytest.fixture
def page(app: LoneApp, browser: Browser, cookie: SetCookieParam) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{app.url}/console/inbox/queued")
    yield page
    context.close()


def too_wide(page: Page) -> list[str]:
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {name}" for name in page.evaluate(WIDER)]
        navigation = page.locator(".sidebar__list")
        if navigation.evaluate("one => one.scrollWidth > one.clientWidth"):
            found.append(f"{width}: navigation")
    page.set_viewport_size(DESKTOP)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide_on_any_page(
    app: LoneApp, browser: Browser, cookie: SetCookieParam, scheme: Literal["light", "dark"]
) -> None:
    """In English by day, in Chinese by night."""
    locale = "en-US" if scheme == "light" else "zh-CN"
    context = browser.new_context(viewport=DESKTOP, color_scheme=scheme, locale=locale)
    context.add_cookies([cookie])
    context.add_init_script(source())
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(f"{app.url}/console{path}")
        expect(page.locator("h1, h2").first).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        found[path] = violations(page) + too_wide(page)
    page.goto(f"{app.url}/console/inbox/queued")
    page.locator(".row__link").first.click()
    expect(page.get_by_role("log")).to_be_visible()
    found["conversation"] = violations(page) + too_wide(page)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_visible()
    found["palette"] = violations(page)
    context.close()
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_on_a_phone_every_page_is_a_touch_or_two_away(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.get_by_role("navigation").get_by_role("button", name="More").click()
    expect(page.get_by_role("menuitem")).to_have_count(9)
    assert violations(page) == []
    page.get_by_role("menuitem", name="Gaps").click()
    expect(page.get_by_role("heading", name="Gaps")).to_be_visible()


def test_the_console_speaks_chinese_where_the_browser_does_or_an_agent_chooses(
    page: Page,
) -> None:
    page.locator(".account").click()
    page.get_by_role("menuitemradio", name="中文").click()
    expect(page.get_by_role("heading", name="待接入", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    page.locator(".account").click()
    page.get_by_role("menuitemradio", name="English").click()
    expect(page.get_by_role("heading", name="Waiting", exact=True)).to_be_visible()


def test_what_an_agent_may_not_see_and_what_fails_say_so(
    app: LoneApp, browser: Browser, page: Page
) -> None:
    page.route("**/api/console/inbox?*", lambda route: route.fulfill(status=500, body="{}"))
    page.goto(f"{app.url}/console/inbox/all")
    expect(page.get_by_text("The list could not be loaded")).to_be_visible()
    page.unroute("**/api/console/inbox?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".row").first).to_be_visible()
    context = browser.new_context()
    context.add_cookies([cookie_of(app.agent_cookie("Ben", AgentRole.AGENT))])
    other = context.new_page()
    other.goto(f"{app.url}/console/people")
    expect(other.get_by_text("Only admins work here")).to_be_visible()
    other.goto(f"{app.url}/console/inbox/mine")
    expect(other.get_by_text("You have no conversations")).to_be_visible()
    context.close()
