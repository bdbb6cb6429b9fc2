"""A conversation of many messages in the widget: only what is near the eye is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import RESUME_GAP, Author, Role, TextBody
from conversations.identifiers import new_id
from conversations.log.repository import lock_conversation
from conversations.log.service import append_message
from conversations.states.service import claim_conversation
from tests.e2e.lone_app import LoneApp
from tests.e2e.shop_pages import ShopPages
from tests.e2e.widget_log import row_count, whole_text

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(240)]

# The text and the place of the first row that can be seen.
EYE = """(log) => {
  const top = log.getBoundingClientRect().top;
  for (const row of log.querySelectorAll('.row')) {
    const place = row.getBoundingClientRect();
    const text = /Message \\d+\\./.exec(row.innerText)?.[0];
    if (place.bottom > top + 1) return [text, Math.round(place.top - top)];
  }
}"""
PLACE = """(log, text) => {
  const row = [...log.querySelectorAll('.row')].find((one) => one.innerText.includes(text));
  return Math.round(row.getBoundingClientRect().top - log.getBoundingClientRect().top);
}"""
BLANK = """(log) => {
  const place = log.getBoundingClientRect();
  return [...log.querySelectorAll('.stretch')].some((one) => {
    const room = one.getBoundingClientRect();
    return !one.firstElementChild && room.bottom > place.top && room.top < place.bottom;
  });
}"""
# Steps like those of a wheel; says how far any row moved otherwise than by them.
WHEEL = """async ([log, by, times]) => {
  let worst = 0;
  for (let step = 0; step < times; step += 1) {
    const top = log.getBoundingClientRect().top;
    const row = [...log.querySelectorAll('.row')]
      .find((one) => one.getBoundingClientRect().bottom > top);
    const before = row?.getBoundingClientRect().top;
    const from = log.scrollTop;
    log.scrollTop += by;
    const moved = log.scrollTop - from;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    if (row?.isConnected) {
      const strayed = row.getBoundingClientRect().top - (before - moved);
      worst = Math.max(worst, Math.abs(strayed));
    }
  }
  return worst;
}"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LoneApp, ShopPages]]:
    pages = ShopPages()
    started = LoneApp(tmp_path_factory.mktemp("long"), origins=(pages.origin,))
    started.start()
    tag = f'<script src="{started.url}/widget.js" data-site="demo" async></script>'
    pages.pages["/"] = f"<!doctype html><title>A shop</title>{tag}"
    yield started, pages
    started.kill()
    pages.stop()


async def claim(session: AsyncSession, conversation_id: str) -> None:
    conversation = await lock_conversation(session, conversation_id)
    assert conversation is not None
    await claim_conversation(
        session,
        conversation_id=conversation_id,
        version=conversation.version,
        agent_id=new_id(),
        agent_name="Ana",
        at=datetime.now(UTC),
    )


async def say(session: AsyncSession, conversation_id: str, first: int, count: int) -> None:
    conversation = await lock_conversation(session, conversation_id)
    assert conversation is not None
    for number in range(first, first + count):
        own = number % 5 == 0 and number < 300
        await append_message(
            session,
            conversation=conversation,
            author=Author(Role.SHOPPER) if own else Author(Role.AGENT, "Ana"),
            body=TextBody(f"Message {number}. " + "**How** it fits, and why. " * (number % 7)),
            at=datetime.now(UTC),
        )


def wheel(log: Locator, by: int, times: int) -> float:
    element = log.element_handle()
    return float(log.page.evaluate(WHEEL, [element, by, times]))


def talking(page: Page, pages: ShopPages, app: LoneApp) -> tuple[Locator, str]:
    """The log of a conversation with a person, with a first word in it, and its id."""
    page.goto(f"{pages.origin}/")
    reopen(page)
    page.get_by_role("dialog").get_by_role("button", name="Talk to a person").click()
    expect(page.get_by_text("You are in line for a person")).to_be_visible()
    [(conversation,)] = app.ask("select id from conversations order by created_at desc limit 1")
    app.change(lambda session: claim(session, conversation))
    field = page.locator("shopbell-widget textarea")
    field.fill("hello")
    field.press("Enter")
    log = page.get_by_role("log")
    expect(log.get_by_text("hello")).to_be_visible()
    expect(log.get_by_text("Sent", exact=True)).to_be_visible()
    expect(page.locator("shopbell-widget .strip")).to_have_count(0)
    return log, conversation


def reopen(page: Page) -> None:
    page.wait_for_function("window.shopbell")
    page.evaluate("void window.shopbell.open()")


def test_the_log_draws_what_is_near_and_nothing_moves_under_the_eye(
    app: tuple[LoneApp, ShopPages], browser: Browser
) -> None:
    lone, pages = app
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    log, conversation = talking(page, pages, lone)
    lone.change(lambda session: say(session, conversation, 1, 300))
    expect(log.get_by_text("Message 300.")).to_be_in_viewport(timeout=30_000)
    assert row_count(log) >= 300
    assert log.locator(".row").count() <= 180

    # Up and down by wheel: what is before the eye stays there, and there is no blank.
    assert wheel(log, -240, 60) <= 2
    assert not log.evaluate(BLANK)
    assert log.locator(".row").count() <= 180
    page.evaluate("window.shopbell.setLocale('ar')")
    assert wheel(log, 300, 10) <= 2
    page.evaluate("window.shopbell.setLocale('en')")

    # What comes meanwhile moves nothing, is drawn to be announced, and is one press away.
    before = log.evaluate(EYE)
    lone.change(lambda session: say(session, conversation, 301, 41))
    jump = page.locator("shopbell-widget .jump")
    expect(jump).to_be_visible()
    expect(log.get_by_text("Message 341.")).to_be_attached()
    assert log.evaluate(EYE) == before
    jump.click()
    expect(log.get_by_text("Message 341.")).to_be_in_viewport()
    expect(jump).to_have_count(0)
    assert not log.evaluate(BLANK)

    # Anywhere at once, as by the scrollbar or the keyboard.
    log.focus()
    page.keyboard.press("Home")
    expect(log.get_by_text("hello")).to_be_in_viewport()
    expect(log).to_be_focused()
    page.keyboard.press("End")
    expect(log.get_by_text("Message 341.")).to_be_in_viewport()
    page.close()


def test_earlier_messages_come_in_above_the_eye(
    app: tuple[LoneApp, ShopPages], browser: Browser
) -> None:
    lone, pages = app
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    log, conversation = talking(page, pages, lone)
    count = RESUME_GAP + 10
    page.goto("about:blank")
    lone.change(lambda session: say(session, conversation, 1, count))
    page.goto(f"{pages.origin}/")
    reopen(page)
    expect(log.get_by_text(f"Message {count}.")).to_be_in_viewport()
    earlier = log.get_by_role("button", name="Show earlier messages")
    while earlier.count():
        earlier.evaluate("(one) => one.scrollIntoView()")
        page.wait_for_timeout(200)
        (text, top), held = log.evaluate(EYE), row_count(log)
        earlier.click()
        while row_count(log) == held:
            page.wait_for_timeout(20)
        assert abs(log.evaluate(PLACE, text) - top) <= 1
        assert not log.evaluate(BLANK)
    whole = whole_text(log)
    places = [whole.find(f"Message {number}.") for number in range(1, count + 1)]
    assert -1 not in places
    assert places == sorted(places)
    page.close()
