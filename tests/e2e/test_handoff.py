"""From the shopper's wish for a person to the agent and back to the bot."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Shopper

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_a_person_takes_over_with_everything_known_answers_and_hands_back(
    shopper: Shopper, console: Page
) -> None:
    shopper.says("where is my order #W1000002")
    shopper.sees("e-mail address")
    shopper.says("mia.chen@example.com")
    expect(shopper.log.get_by_role("region", name="Order #W1000002")).to_be_visible()
    shopper.says("the zip broke, I need a human being please")
    shopper.sees(re.compile("place|next|queue|line", re.IGNORECASE))

    console.get_by_role("link", name=re.compile("Mia Chen")).last.click()
    brief = console.get_by_role("group").filter(has_text="Handoff brief")
    expect(brief).to_contain_text("mia.chen@example.com")
    expect(brief).to_contain_text("#W1000002 delivered")
    console.get_by_role("button", name="Claim", exact=True).click()
    shopper.sees(re.compile("Ana"))

    reply = console.get_by_role("textbox", name=re.compile("reply|message", re.IGNORECASE))
    reply.fill("I am so sorry about the zip, a new dress goes out today.")
    reply.press("Enter")
    shopper.sees("a new dress goes out today")

    shopper.says("thank you Ana!")
    expect(console.get_by_role("log")).to_contain_text("thank you Ana!")
    console.get_by_role("button", name="Hand back").click()
    dialog = console.get_by_role("dialog")
    expect(dialog.get_by_text("thank you Ana!")).to_be_visible()
    # Too late for Ana to read, too early for the assistant: it is answered all the same.
    shopper.says("how long does a refund take?")
    expect(console.get_by_text("how long does a refund take?").last).to_be_visible()
    dialog.get_by_role("button", name="Hand back").click()
    shopper.sees("with the assistant again")
    expect(shopper.log.get_by_role("list", name="Sources").last).to_be_visible()
