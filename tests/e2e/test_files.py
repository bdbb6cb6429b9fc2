"""Photos and files in real browsers: sent, shown, kept while offline, and put before a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.conversations.uploads.pictures import pictures
from tests.e2e.axe import violations
from tests.e2e.conftest import Shopper
from tests.knowledge_base.importing.documents import pdf_of_lines

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def photo(name: str = "zip.jpg") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": pictures()["turned.jpg"]}


def choose(shopper: Shopper, *files: FilePayload) -> None:
    """By the button, as with the keyboard alone."""
    shopper.page.get_by_role("button", name="Add a photo or file").press("Enter")
    source = shopper.page.get_by_role("button", name="Choose a photo or PDF")
    expect(source).to_be_focused()
    expect(shopper.page.get_by_text("up to 10 MB each").last).to_be_visible()
    with shopper.page.expect_file_chooser() as chooser:
        source.press("Enter")
    chooser.value.set_files(list(files))


def test_a_case_of_a_damaged_item_with_a_photo_which_the_agent_sees(
    shopper: Shopper, console: Page
) -> None:
    shopper.says("the dress from #W1000002 arrived with a torn zip")
    shopper.sees("e-mail address")
    shopper.says("mia.chen@example.com")
    shopper.says("the shirt")
    shopper.sees("A photo helps my colleague decide faster.")
    choose(shopper, photo())
    expect(shopper.page.get_by_role("list", name="Goes out with your message")).to_contain_text(
        "zip.jpg"
    )
    assert violations(shopper.page) == []
    shopper.says("here is the zip")
    picture = shopper.log.get_by_role("img", name="here is the zip")
    expect(picture).to_be_visible()
    shopper.sees("Your photo goes with it.")

    large = shopper.log.get_by_role("button", name="Open large: here is the zip")
    large.click()
    viewer = shopper.page.get_by_role("dialog", name="here is the zip")
    expect(viewer.get_by_role("img")).to_be_visible()
    assert violations(shopper.page) == []
    shopper.page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    assert violations(shopper.page) == []
    expect(large).to_be_focused()

    shopper.page.get_by_role("button", name="Yes, do it").click()
    shopper.sees("A colleague looks into it")
    console.get_by_role("link", name=re.compile("Mia Chen")).last.click()
    case = console.get_by_role("region", name="1 case").get_by_role("listitem")
    expect(case).to_contain_text("Damaged item")
    expect(case).to_contain_text("#W1000002")
    case.get_by_role("button", name=re.compile("Open large")).click()
    shown = console.get_by_role("dialog").get_by_role("img")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalHeight)") == 2048
    console.keyboard.press("Escape")
    expect(console.get_by_role("log").get_by_role("img", name="here is the zip")).to_be_visible()

    console.get_by_role("button", name="Claim", exact=True).click()
    console.get_by_role("button", name="Send a photo or file").click()
    form = console.get_by_role("dialog", name="Send a file")
    form.get_by_label("Choose a file").set_input_files(
        {"name": "label.pdf", "mimeType": "application/pdf", "buffer": pdf_of_lines("Return")}
    )
    form.get_by_label("A line to go with it").fill("Your return label")
    form.get_by_role("button", name="Send file").click()
    expect(form).to_be_hidden()
    with shopper.page.expect_download() as download:
        shopper.log.get_by_role("button", name=re.compile("label.pdf")).click()
    assert Path(download.value.path()).read_bytes() == pdf_of_lines("Return")


def test_a_photo_waits_offline_between_the_words_over_a_reload_and_goes_in_order(
    new_shopper: Callable[[], Shopper],
) -> None:
    shopper = new_shopper()
    shopper.says("hello")
    expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(1)
    # The page itself may load; what the chat needs is out of reach.
    shopper.page.route("**/api/widget/uploads**", lambda route: route.abort())
    choose(shopper, photo("first.jpg"))
    shopper.page.get_by_role("button", name="Send", exact=True).click()
    shopper.says("said after the photo")
    expect(shopper.log.get_by_role("img", name=re.compile("first.jpg"))).to_be_visible()
    shopper.page.reload()
    shopper.page.get_by_role("button", name="Ask a question").click()
    expect(shopper.log.get_by_role("img", name=re.compile("first.jpg"))).to_be_visible()
    shopper.page.unroute("**/api/widget/uploads**")
    shopper.sees("your file is kept in this chat")
    expect(shopper.log.get_by_role("img", name=re.compile("first.jpg"))).to_have_count(1)
    places = [
        found.bounding_box()
        for found in (
            shopper.log.get_by_role("img", name=re.compile("first.jpg")),
            shopper.log.get_by_text("said after the photo"),
        )
    ]
    assert places[0] is not None
    assert places[1] is not None
    assert places[0]["y"] < places[1]["y"]


def test_what_cannot_be_sent_is_said_at_once_and_what_is_dropped_or_pasted_is_taken(
    shopper: Shopper,
) -> None:
    big: FilePayload = {
        "name": "big.png", "mimeType": "image/png", "buffer": b"\x89PNG" + bytes(11 << 20),
    }  # fmt: skip
    page: FilePayload = {"name": "a.html", "mimeType": "text/html", "buffer": b"<p>"}
    choose(shopper, big, page)
    assert violations(shopper.page) == []
    shopper.sees("Larger than 10 MB. Please choose a smaller one.")
    shopper.sees("Please choose a photo (JPEG, PNG, WebP, GIF) or a PDF.")
    expect(shopper.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    for name in ("big.png", "a.html"):
        shopper.page.get_by_role("button", name=f"Take out {name}").click()
    shopper.page.evaluate(
        """() => {
          const panel = document.querySelector('shopbell-widget').shadowRoot
            .querySelector('[role=dialog]');
          const data = new DataTransfer();
          data.items.add(new File(['%PDF-'], 'bill.pdf', {type: 'application/pdf'}));
          for (const name of ['dragenter', 'dragover'])
            panel.dispatchEvent(new DragEvent(name, {dataTransfer: data, bubbles: true}));
          panel.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true}));
          panel.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));
        }"""
    )
    picked = shopper.page.get_by_role("list", name="Goes out with your message")
    expect(picked.get_by_text("bill.pdf")).to_have_count(2)
    shopper.page.get_by_role("button", name="Send", exact=True).click()
    # The widget's own look at it was passed; the server's was not.
    shopper.sees("This file cannot be shown here. Please send another one.")
    shopper.says("are you still there?")
    expect(shopper.log.get_by_text("are you still there?")).to_have_count(1)
