"""A shop's page with the widget in it: what it touches, what it is told, who is who."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.conversations.uploads.pictures import pictures
from tests.e2e.lone_app import LoneApp
from tests.e2e.shop_pages import ShopPages
from tests.shopbell.identities import SECRET, identity_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PAGE = """<!doctype html><html lang="en"><head><title>Coat</title>
<script src="/shop.js"></script>
<script src="{app}/widget.js" data-site="demo" async></script></head>
<body><h1>Coat</h1><button>Buy</button></body></html>"""
# Runs before the widget's script, so that it sees all that comes of it, and is quicker than it.
SHOP = """
window.before = new Set(Object.getOwnPropertyNames(window));
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(event.violatedDirective + " " + event.blockedURI));
window.heard = [];
(window.shopbell ||= []).push(["on", "ready", () => window.heard.push("ready")]);
window.shopbell.push(["on", "open", () => window.heard.push("open")]);
window.shopbell.push(["setPage", { product_id: "coat" }]);
window.looks = () => JSON.stringify([...document.querySelectorAll("html, body, h1, button")].map(
  (element) => Object.fromEntries([...getComputedStyle(element)].map(
    (name) => [name, getComputedStyle(element).getPropertyValue(name)]))));
document.addEventListener("DOMContentLoaded", () => { window.looked = window.looks(); });
"""


@pytest.fixture(scope="module")
def pages() -> Iterator[ShopPages]:
    served = ShopPages()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, pages: ShopPages) -> Iterator[LoneApp]:
    home = tmp_path_factory.mktemp("embedding")
    started = LoneApp(home, origins=(pages.origin,), identity_secret=SECRET)
    started.start()
    host = urlsplit(started.url).netloc
    pages.pages |= {"/": PAGE.replace("{app}", started.url), "/shop.js": SHOP}
    pages.headers = {
        "Content-Security-Policy": "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' {started.url}",
                f"connect-src {started.url} ws://{host}",
                f"img-src {started.url}",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'",
            )
        )
    }
    yield started
    started.kill()


@pytest.fixture
def page(app: LoneApp, pages: ShopPages, browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    yield opened
    context.close()


def ready(page: Page) -> None:
    """Asked again and again, as the page's policy lets nobody evaluate there."""
    for _ in range(300):
        if page.evaluate("window.heard.includes('ready')"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the widget did not come")


def visit(page: Page, pages: ShopPages, path: str = "/") -> None:
    page.goto(f"{pages.origin}{path}")
    ready(page)


def say(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Your message")
    box.fill(text)
    box.press("Enter")
    expect(page.get_by_role("log").get_by_text(text)).to_be_visible()


def kept(app: LoneApp, text: str) -> tuple[str, str]:
    """The conversation and the shopper that a message was stored with."""
    for _ in range(100):
        rows = app.ask(
            "select c.id, c.shopper_id from conversation_log l join conversations c"
            " on c.id = l.conversation_id where l.body like ?",
            f'%"{text}"%',
        )
        if rows:
            return rows[0][0], rows[0][1]
        time.sleep(0.05)
    raise AssertionError(f"{text} was not stored")


def test_a_page_with_the_strictest_policy_takes_it_and_is_left_as_it_was(
    app: LoneApp, pages: ShopPages, page: Page
) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    visit(page, pages)
    page.evaluate("void window.shopbell.open()")
    say(page, "is anybody there?")
    page.get_by_role("button", name="More").click()
    page.keyboard.press("Escape")

    assert page.evaluate("window.refused") == []
    assert page.evaluate("window.heard") == ["ready", "open"]
    hosts = {urlsplit(url).netloc for url in [*(one.url for one in asked), *sockets]}
    assert hosts == {urlsplit(app.url).netloc, urlsplit(pages.origin).netloc}
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""
    new = "Object.getOwnPropertyNames(window).filter((name) => !window.before.has(name)).sort()"
    own = {"before", "refused", "heard", "looks", "looked"}
    assert set(page.evaluate(new)) - own <= {"shopbell"}
    assert page.evaluate("window.looks() === window.looked")
    assert page.evaluate("document.styleSheets.length + document.adoptedStyleSheets.length") == 0
    assert page.evaluate("[...document.body.children].map((one) => one.localName)") == [
        "h1",
        "button",
        "shopbell-widget",
    ]
    page.evaluate("void window.shopbell.destroy()")
    assert page.evaluate(
        "[document.querySelector('shopbell-widget'), window.shopbell ?? null]"
    ) == [
        None,
        None,
    ]


def test_a_page_that_changes_without_a_load_is_the_page_that_is_known(
    app: LoneApp, pages: ShopPages, page: Page
) -> None:
    def known(of: str) -> dict[str, str]:
        conversation, _ = kept(app, of)
        [(stored,)] = app.ask("select page from conversations where id = ?", conversation)
        found: dict[str, str] = json.loads(stored)
        return found

    def becomes(path: str, title: str) -> None:
        for _ in range(100):
            now = known("first page")
            if (now["url"], now["title"]) == (f"{pages.origin}{path}", title):
                return
            page.wait_for_timeout(100)
        pytest.fail(f"the page is still known as {now}")

    visit(page, pages, "/coat")
    page.evaluate("void window.shopbell.open()")
    say(page, "first page")
    assert known("first page")["product_id"] == "coat"
    page.evaluate(
        "history.pushState(null, '', '/scarf'); document.title = 'Scarf';"
        "void window.shopbell.setPage({ product_id: 'scarf', note_id: 'note-7', order: 12 })"
    )
    becomes("/scarf", "Scarf")
    after = known("first page")
    assert (after["product_id"], after["note_id"], after["order"]) == ("scarf", "note-7", "12")
    page.evaluate("history.pushState(null, '', '/hat'); document.title = 'Hat'")
    becomes("/hat", "Hat")


def test_two_people_at_one_browser_never_see_each_others_words(
    app: LoneApp, pages: ShopPages, page: Page
) -> None:
    mina, ada = (identity_of(name, datetime.now(UTC)) for name in ("mina", "ada"))
    log = page.get_by_role("log")
    visit(page, pages)
    page.evaluate("token => void window.shopbell.identify(token)", mina)
    page.evaluate("void window.shopbell.open()")
    say(page, "words of mina")
    kept(app, "words of mina")

    page.evaluate("token => void window.shopbell.identify(token)", ada)
    expect(page.get_by_text("words of mina")).to_have_count(0)
    say(page, "words of ada")
    of_mina, of_ada = kept(app, "words of mina"), kept(app, "words of ada")
    assert of_mina[0] != of_ada[0]
    assert of_mina[1] != of_ada[1]

    page.evaluate("void window.shopbell.logout()")
    expect(page.get_by_text("words of ada")).to_have_count(0)
    say(page, "words of nobody")
    assert {kept(app, "words of nobody")[1]}.isdisjoint({of_mina[1], of_ada[1]})

    # What is written while nothing answers belongs to who wrote it, whoever comes then.
    page.context.set_offline(True)
    box = page.get_by_role("textbox", name="Your message")
    box.fill("never sent")
    box.press("Enter")
    page.evaluate("token => void window.shopbell.identify(token)", mina)
    page.evaluate("token => void window.shopbell.identify(token)", ada)
    page.context.set_offline(False)
    expect(log.get_by_text("never sent")).to_have_count(0)
    say(page, "after all that")
    assert app.ask("select 1 from conversation_log where body like '%never sent%'") == []
    page.reload()
    ready(page)
    page.evaluate("void window.shopbell.open()")
    expect(log.get_by_text("after all that")).to_be_visible()
    for foreign in ("words of mina", "words of ada", "never sent"):
        expect(log.get_by_text(foreign)).to_have_count(0)


def test_a_photo_goes_and_is_shown_under_the_strictest_policy(
    app: LoneApp, pages: ShopPages, page: Page
) -> None:
    visit(page, pages)
    page.evaluate("void window.shopbell.open()")
    page.get_by_role("button", name="Add a photo or file").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a photo or PDF").click()
    photo = pictures()["turned.jpg"]
    chooser.value.set_files({"name": "zip.jpg", "mimeType": "image/jpeg", "buffer": photo})
    say(page, "seen from another origin")
    kept(app, "seen from another origin")
    shown = page.get_by_role("log").get_by_role("img", name="seen from another origin")
    expect(shown).to_be_visible()
    # Fetched again after a reload, with the token and from the shop's own origin.
    visit(page, pages)
    page.evaluate("void window.shopbell.open()")
    expect(shown).to_be_visible()
    assert shown.evaluate("canvas => canvas.width") == 500
    page.get_by_role("button", name="Open large").click()
    large = page.get_by_role("dialog", name="seen from").get_by_role("img")
    for _ in range(100):
        if large.evaluate("canvas => canvas.height") == 2048:
            break
        page.wait_for_timeout(50)
    assert large.evaluate("canvas => [canvas.width, canvas.height]") == [1365, 2048]
    assert page.evaluate("window.refused") == []
