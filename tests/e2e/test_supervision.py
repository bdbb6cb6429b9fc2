"""Nobody is there, then a shift begins: what shoppers are told and what a supervisor sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from console.models import AgentRole
from conversations.models import Site
from shopbell.services import utc_now
from tests.e2e.conftest import DESKTOP, PHONE, Shopper
from tests.e2e.console_axe import violations
from tests.e2e.lone_app import LoneApp

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoneApp]:
    started = LoneApp(tmp_path_factory.mktemp("supervision"))
    started.start()
    yield started
    started.remove()


def arrive(browser: Browser, app: LoneApp) -> Shopper:
    return Shopper(browser.new_context(viewport=PHONE).new_page(), app.url)


def ask_for_person(shopper: Shopper) -> None:
    dialog = shopper.page.get_by_role("dialog")
    dialog.get_by_role("button", name=re.compile("person", re.IGNORECASE)).first.click()


async def close_until_tomorrow(session: AsyncSession) -> None:
    now = utc_now()
    weekly = [[["09:00", "17:00"]] for _ in range(7)]
    hours = {"time_zone": "UTC", "weekly": weekly, "holidays": [now.date().isoformat()]}
    await session.execute(update(Site).values(hours=hours))


async def open_always(session: AsyncSession) -> None:
    await session.execute(update(Site).values(hours=None))


def test_from_an_empty_shop_to_a_shift_and_its_report(browser: Browser, app: LoneApp) -> None:
    """An admin sets the shop up; the first shopper meets nobody, the second a person."""
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    context.add_cookies([app.agent_cookie("Ana")])  # type: ignore[list-item]
    console = context.new_page()

    console.goto(f"{app.url}/console/service")
    console.get_by_role("button", name="New team").click()
    console.get_by_label("Name", exact=True).fill("Everybody English")
    console.get_by_label("Languages").fill("en")
    console.get_by_role("checkbox", name="Ana").check()
    console.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(console.get_by_text("Everybody English")).to_be_visible()
    console.get_by_label("Conversations at a time for Ana").fill("2")
    console.get_by_label("Conversations at a time for Ana").blur()
    assert violations(console) == []

    console.get_by_role("button", name=re.compile("Account of")).click()
    console.get_by_role("menuitemradio", name=re.compile("Away")).click()
    expect(console.get_by_role("button", name=re.compile("Account of Ana.*Away"))).to_be_visible()
    app.change(close_until_tomorrow)
    late = arrive(browser, app)
    ask_for_person(late)
    late.sees(re.compile("Nobody of our team is here right now; we are back on .* at 09:00"))
    late.sees(re.compile("We are back on "))
    late.page.get_by_label("Leave your e-mail address").fill("late@shopper.example")
    assert violations(late.page) == []
    late.page.get_by_role("button", name="Leave it").click()
    late.sees(re.compile("We will answer to late@shopper.example"))
    expect(late.page.get_by_label("Leave your e-mail address")).to_have_count(0)
    app.change(open_always)

    next_shift = browser.new_context(viewport=DESKTOP, locale="en-GB")
    next_shift.add_cookies([app.agent_cookie("Ben", AgentRole.AGENT)])  # type: ignore[list-item]
    ben = next_shift.new_page()
    ben.goto(f"{app.url}/console/callbacks")
    expect(ben.get_by_text("late@shopper.example")).to_be_visible()
    next_shift.close()

    console.goto(f"{app.url}/console/callbacks")
    expect(console.get_by_text("late@shopper.example")).to_be_visible()
    assert violations(console) == []
    console.get_by_role("button", name="Answer by mail").click()
    console.get_by_label("Your answer").fill("Good morning! How can we help?")
    console.get_by_role("button", name="Send the mail").click()
    expect(console.get_by_role("heading", name="Nothing is promised")).to_be_visible()
    assert app.ask("SELECT recipient, text FROM mails") == [
        ("late@shopper.example", "Good morning! How can we help?")
    ]

    console.get_by_role("button", name=re.compile("Account of")).click()
    console.get_by_role("menuitemradio", name=re.compile("Online")).click()
    expect(console.get_by_role("button", name=re.compile("Account of Ana.*Online"))).to_be_visible()
    console.goto(f"{app.url}/console/now")
    expect(console.get_by_role("heading", name="Nobody waits")).to_be_visible()
    early = arrive(browser, app)
    ask_for_person(early)
    waiting = console.get_by_role("region", name="The longest waits")
    expect(waiting.get_by_role("cell", name="Everybody English")).to_be_visible()
    expect(console.get_by_role("row", name=re.compile("Ana.*Online.*0 of 2"))).to_be_visible()
    assert violations(console) == []
    waiting.get_by_role("link", name="Asked for a person").click()
    console.get_by_role("button", name="Claim", exact=True).click()
    early.sees(re.compile("Ana"))

    console.goto(f"{app.url}/console/report")
    figures = console.locator("dl.figures")
    expect(figures).to_contain_text("Handed to people2")
    console.get_by_text("As a table").first.click()
    table = console.get_by_role("region", name="By day").get_by_role("table")
    expect(table.get_by_role("row").last).to_contain_text("22")
    assert violations(console) == []
    with console.expect_download() as download:
        console.get_by_role("link", name="Download as CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    context.close()
