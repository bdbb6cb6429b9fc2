"""What anybody writes is shown as text: nothing of it runs, in the widget or in the console."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.e2e.hostile import hostile_texts, say_all, write_articles
from tests.e2e.lone_app import LoneApp
from tests.e2e.shop_pages import ShopPages
from tests.e2e.widget_log import look_through, row_count

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]

PAYLOADS = 500
# Also looks into shadow roots; a link may lead to the web or to mail and nowhere else.
TRACES = """() => {
  const bad = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        const address = /^(href|src|action|formaction|data|srcdoc)$/.test(name);
        const good = /^(https:|mailto:|\\/(?!\\/)|#|http:\\/\\/localhost)/.test(value);
        if (name.startsWith('on') || (address && !good))
          bad.push(`${element.tagName} ${name}=${value}`);
      }
      if (/^(script|iframe|object|embed|base|form|math)$/i.test(element.tagName)
          && /hit|evil/.test(element.outerHTML)) bad.push(element.outerHTML);
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return { hit: window.hit ?? null, bad };
}"""


class Watch:
    """Everything that a page did of its own accord and should not."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.deeds: list[str] = []
        page.on("dialog", lambda dialog: (self.deeds.append("dialog"), dialog.dismiss()))
        page.on("popup", lambda _: self.deeds.append("popup"))
        page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        """A product's picture may be anywhere on the web; nothing else may."""
        if re.search(r"evil|a\.example", request.url) and request.resource_type != "image":
            self.deeds.append(request.url)

    def check(self) -> None:
        self.judge(self.page.evaluate(TRACES))

    def judge(self, found: dict[str, Any]) -> None:
        assert (found["hit"], found["bad"], self.deeds) == (None, [], [])


@pytest.fixture(scope="module")
def pages() -> Iterator[ShopPages]:
    served = ShopPages()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, pages: ShopPages) -> Iterator[LoneApp]:
    started = LoneApp(tmp_path_factory.mktemp("hostile"), origins=(pages.origin,))
    started.start()
    tag = f'<script src="{started.url}/widget.js" data-site="demo" async></script>'
    pages.pages["/"] = f"<!doctype html><title>A shop</title>{tag}"
    yield started
    started.kill()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser whose pages have no policy, so that only the rendering stands between."""
    made = browser.new_context(bypass_csp=True)
    yield made
    made.close()


def test_these_texts_do_run_where_a_page_takes_them_as_markup(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content("<p>")
    page.evaluate("texts => { document.body.innerHTML = texts.join('') }", hostile_texts(40))
    page.wait_for_function("window.hit")


def open_widget(page: Page) -> None:
    page.wait_for_function("window.shopbell")
    page.evaluate("void window.shopbell.open()")


def test_none_of_500_runs_whoever_writes_it_in_widget_console_and_help(
    app: LoneApp, pages: ShopPages, context: BrowserContext
) -> None:
    texts = hostile_texts(PAYLOADS)
    assert len(texts) == PAYLOADS
    shopper = context.new_page()
    widget = Watch(shopper)
    shopper.goto(f"{pages.origin}/")
    open_widget(shopper)
    box = shopper.get_by_role("textbox", name="Your message")
    box.fill(texts[0])
    box.press("Enter")
    expect(shopper.get_by_role("log").get_by_text(texts[0])).to_be_visible()
    # What is shown may still be on its way.
    expect(shopper.get_by_role("log").get_by_text("Sent", exact=True)).to_be_visible()
    [(conversation,)] = app.ask("select id from conversations")
    count = app.change(lambda session: say_all(session, conversation, texts))
    app.change(lambda session: write_articles(session, texts))

    shopper.reload()
    open_widget(shopper)
    log = shopper.get_by_role("log")
    expect(log.locator(".row").nth(60)).to_be_attached()
    earlier = log.get_by_role("button", name="Show earlier messages")
    while earlier.count():
        rows = row_count(log)
        earlier.click()
        while row_count(log) == rows:
            shopper.wait_for_timeout(20)
    drawn, traces = look_through(log, TRACES)
    assert drawn >= count
    assert len(traces) > 1
    for found in traces:
        widget.judge(found)

    context.add_cookies([app.agent_cookie()])  # type: ignore[list-item]
    for path, shown in (
        (f"/console/inbox/all/{conversation}", ".log__scroll .markdown"),
        ("/console/knowledge", "main a[href*='hostile-']"),
        ("/console/knowledge/en:hostile-0", ".body-field__preview .markdown"),
        ("/help/hostile-0", "main, article, body"),
    ):
        page = context.new_page()
        watch = Watch(page)
        page.goto(f"{app.url}{path}")
        expect(page.locator(shown).first).to_be_attached()
        page.wait_for_timeout(300)
        watch.check()
        page.close()
