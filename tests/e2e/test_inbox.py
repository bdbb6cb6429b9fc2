"""An agent's most frequent tasks on the side of the list, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Author, HandoffReason, Role, TextBody
from conversations.log.service import append_message
from conversations.models import Conversation
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.states.service import escalate_conversation
from shopbell.services import utc_now
from tests.console.desk import locked
from tests.console.full_inbox import fill_inbox
from tests.e2e.conftest import DESKTOP
from tests.e2e.lone_app import SITE, LoneApp

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

MANY = 250


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoneApp]:
    app = LoneApp(tmp_path_factory.mktemp("inbox"))
    app.change(lambda session: fill_inbox(session, MANY, site=SITE, now=utc_now()))
    app.start()
    yield app
    app.remove()


@pytest.fixture(scope="module")
def cookie(app: LoneApp) -> dict[str, str]:
    return app.agent_cookie()


def cookie_of(kept: dict[str, str]) -> SetCookieParam:
    return {"name": kept["name"], "value": kept["value"], "url": kept["url"]}


@pytest.fixture
def context(app: LoneApp, browser: Browser, cookie: dict[str, str]) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=DESKTOP)
    context.add_cookies([cookie_of(cookie)])
    yield context
    context.close()


@pytest.fixture
def page(app: LoneApp, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"{app.url}/console/inbox/queued")
    expect(page.locator(".row").first).to_be_visible()
    return page


def says(app: LoneApp, text: str, *, conversation: str | None = None) -> str:
    """A shopper says something; a new one then asks for a person. The conversation's id."""

    async def say(session: AsyncSession) -> str:
        if conversation is None:
            shopper, _ = await welcome_shopper(session, site=SITE, at=utc_now())
            begun = await begin_conversation(session, shopper=shopper, locale="en", at=utc_now())
        else:
            begun = await locked(session, conversation)
        author = Author(Role.SHOPPER)
        await append_message(
            session, conversation=begun, author=author, body=TextBody(text), at=utc_now()
        )
        if conversation is None:
            reason = HandoffReason.ANGRY
            await escalate_conversation(session, conversation=begun, reason=reason, at=utc_now())
        return begun.id

    found: str = app.change(say)
    return found


def state_of(app: LoneApp, conversation: str) -> str:
    async def read(session: AsyncSession) -> str:
        return (await session.get_one(Conversation, conversation)).state

    found: str = app.change(read)
    return found


def test_a_conversation_is_chosen_claimed_and_closed_by_keys_alone(
    app: LoneApp, page: Page
) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    with page.expect_response("**/api/console/translator"):
        page.keyboard.press("o")
    expect(page.get_by_role("button", name="Claim", exact=True)).to_be_visible()
    conversation = page.url.rsplit("/", 1)[1]
    page.keyboard.press("c")
    field = page.get_by_role("textbox", name=re.compile("reply", re.IGNORECASE))
    expect(field).to_be_focused()
    assert state_of(app, conversation) == "human"
    # The row leaves the queue by itself, and the letters of a text are no commands.
    expect(page.locator(f"#row-{conversation}")).to_have_count(0)
    page.keyboard.type("je?/c")
    expect(field).to_have_value("je?/c")
    expect(page.get_by_role("dialog")).to_have_count(0)
    field.fill("")
    # No translator is set up here.
    expect(page.get_by_role("button", name="Translate")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Close( it)?$")).last.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert state_of(app, conversation) == "closed"
    page.goto(f"{app.url}/console/inbox/closed")
    expect(page.locator(f"#row-{conversation}")).to_be_visible()


def test_a_new_chat_appears_by_itself_and_a_long_list_keeps_few_rows_on_the_page(
    app: LoneApp, page: Page
) -> None:
    expect(page.locator(".sidebar__count--loud").first).to_have_text(re.compile(r"2\d\d"))
    assert page.locator(".row").count() < 60
    page.get_by_role("link", name="All open").first.click()
    begun = says(app, "nobody has reloaded this page")
    row = page.locator(f"#row-{begun}")
    expect(row).to_contain_text("nobody has reloaded this page")
    expect(row).to_contain_text("Angry")
    expect(row).to_contain_text(re.compile(r"waiting \d+s"))
    page.wait_for_function(
        """least => {
          document.querySelector(".inbox__scroll").scrollTop = 1e7;
          return [...document.querySelectorAll(".row")].at(-1).ariaPosInSet >= least;
        }""",
        arg=MANY - 10,
    )
    assert page.locator(".row").count() < 60


def test_what_was_said_is_found_at_an_address_and_opened_where_it_stands(
    app: LoneApp, context: BrowserContext, page: Page
) -> None:
    begun = says(app, "我的退款在哪里 gift-wrapped")
    for number in range(25):
        says(app, f"line {number}", conversation=begun)
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Search messages, orders and shoppers")
    expect(field).to_be_focused()
    field.fill("退款在哪里")
    expect(page.locator("mark")).to_have_text(["退款在哪里"])
    page.get_by_label("Said by").select_option("shopper")
    expect(page).to_have_url(re.compile(r"/console/search\?q=.*&role=shopper"))
    # A colleague opens the same address.
    other = context.new_page()
    other.goto(page.url)
    expect(other.locator("mark")).to_have_text(["退款在哪里"])
    other.get_by_role("link", name=re.compile("退款在哪里")).click()
    found = other.locator(".event--found")
    expect(found).to_contain_text("我的退款在哪里")
    expect(found).to_be_in_viewport()


def test_a_narrowed_list_is_kept_under_a_name_until_it_is_removed(page: Page) -> None:
    page.get_by_role("button", name="Filter").click()
    page.get_by_label("Language").select_option("zh")
    expect(page).to_have_url(re.compile(r"queued\?locale=zh$"))
    page.get_by_role("button", name="Save filter").click()
    dialog = page.get_by_role("dialog", name="Save this filter")
    dialog.get_by_label("Name").fill("Chinese")
    dialog.get_by_role("button", name="Save filter").click()
    expect(dialog).to_have_count(0)
    page.goto(page.url.split("/inbox")[0] + "/inbox/all")
    page.get_by_role("link", name="Chinese").click()
    expect(page).to_have_url(re.compile(r"locale=zh"))
    expect(page.locator(".row__locale").filter(has_text=re.compile("en", re.I))).to_have_count(0)
    expect(page.locator(".row").first).to_be_visible()
    assert set(page.locator(".row__locale").all_inner_texts()) == {"ZH"}
    page.get_by_role("link", name="Chinese").hover()
    page.get_by_role("button", name="Remove Chinese").click()
    expect(page.get_by_role("link", name="Chinese")).to_have_count(0)


def test_the_palette_leads_anywhere_also_while_one_writes(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Ctrl K")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox")
    field.fill("closed")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Closed", exact=True)).to_be_visible()
    page.keyboard.press("Control+k")
    field.fill("mentions")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mentions", exact=True)).to_be_visible()
    page.keyboard.press("Control+k")
    field.fill("Sofia")
    expect(page.get_by_role("option", name=re.compile("Sofia Rossi")).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Claim", exact=True)).to_be_visible()
    page.keyboard.press("r")
    page.keyboard.press("Control+k")
    field.fill("claim the open")
    page.keyboard.press("Enter")
    expect(field).to_have_count(0)
    expect(page.get_by_role("button", name="Claim", exact=True)).to_have_count(0)


def test_an_agent_who_looks_elsewhere_is_told_and_can_switch_it_off(
    app: LoneApp, context: BrowserContext, page: Page
) -> None:
    context.grant_permissions(["notifications"], origin=app.url)
    page.evaluate(
        """() => {
          window.shown = [];
          window.rang = 0;
          window.Notification = class { constructor(title, more) { window.shown.push(title); }
            static permission = "granted"; close() {} };
          const start = OscillatorNode.prototype.start;
          OscillatorNode.prototype.start = function (at) {
            window.rang += 1;
            start.call(this, at);
          };
          document.hasFocus = () => false;
        }"""
    )
    page.get_by_role("heading", name="Waiting", exact=True).click()
    says(app, "are you there?")
    expect(page).to_have_title(re.compile(r"^\(\d\) "))
    page.wait_for_function("window.shown.length > 0 && window.rang > 0")
    told = page.evaluate("window.shown")
    # What the tests before have done in this minute may be news as well.
    assert set(told) == {"Visitor waits for a person"}
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page).to_have_title(re.compile(r"^Waiting"))
    page.locator(".account").click()
    page.get_by_role("menuitem", name="Alerts").click()
    chats = page.get_by_role("group", name="A new chat waits")
    for way in chats.get_by_role("checkbox").all():
        way.uncheck()
    page.keyboard.press("Escape")
    page.evaluate("window.rang = 0")
    begun = says(app, "and now?")
    expect(page.locator(".sidebar__count--loud").first).to_be_visible()
    page.get_by_role("link", name="All open").first.click()
    expect(page.locator(f"#row-{begun}")).to_be_visible()
    assert page.evaluate("[window.shown.length, window.rang]") == [len(told), 0]
    # Kept for the agent, not for the browser.
    page.goto(page.url)
    page.locator(".account").click()
    page.get_by_role("menuitem", name="Alerts").click()
    expect(chats.get_by_role("checkbox").first).not_to_be_checked()
