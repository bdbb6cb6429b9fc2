"""An admin takes in a file, reviews the notes in it, and shoppers get what was approved alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Shopper
from tests.e2e.live_knowledge import found, until
from tests.knowledge_base.importing.bombs import bombs
from tests.shop_process import ShopProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

GOOD = {
    "id": "lanterns",
    "title": "Do you sell paper lanterns?",
    "body": "We fold paper lanterns to order; they take nine days.",
    "questions": ["do you have paper lanterns"],
}
NOTES = (
    {"id": "e1", "author": "lantern_lou", "title": "Glows softly",
     "body": "The paper lantern glows softly in our hallway."},
    {"id": "e2", "author": "quick_cash", "title": "Cheaper",
     "body": "The paper lantern costs 5 EUR on lamps.example, it cured my migraine."},
    {"id": "e3", "author": "quick_cash", "title": "Look",
     "body": "Paper lantern buyers should visit my shop."},
)  # fmt: skip
ABOUT = {"product_id": "brook-rib-tank"}


def test_a_file_is_checked_then_imported_and_the_bot_says_it(
    shop: ShopProcess, signed_in: Page, new_shopper: Callable[[], Shopper], tmp_path: Path
) -> None:
    console = signed_in
    file = tmp_path / "lanterns.jsonl"
    rows = [json.dumps(GOOD), "{broken", json.dumps({"id": "x", "title": "No text"})]
    file.write_text("\n".join(rows))
    console.goto(f"{shop.url}/console/knowledge")
    console.get_by_role("link", name="Import").click()
    console.get_by_label("Choose a file").set_input_files(file)
    console.get_by_label(re.compile("Shoppers get it at once")).check()
    console.get_by_role("button", name="Check").click()
    expect(console.get_by_text("Nothing was changed yet")).to_be_visible()
    expect(console.get_by_text("line 2: not JSON")).to_be_visible()
    expect(console.get_by_text("line 3: body is missing")).to_be_visible()
    assert published(shop, "paper lanterns folded to order") == []
    console.get_by_role("button", name="Import what is good").click()
    expect(console.get_by_text("lanterns.jsonl is imported.")).to_be_visible()
    until(lambda: published(shop, "paper lanterns folded to order") != [])
    shopper = new_shopper()
    shopper.says("do you have paper lanterns?")
    shopper.sees("nine days")


def test_a_bomb_is_refused_while_a_shopper_chats(
    shop: ShopProcess, signed_in: Page, new_shopper: Callable[[], Shopper], tmp_path: Path
) -> None:
    console = signed_in
    shopper = new_shopper()
    chosen = {
        "docx: 128 MiB of blanks in 128 KiB": "bomb.docx",
        "pdf: 256 MiB in one stream": "bomb.pdf",
    }
    answers = 0
    for what, kind, content in bombs():
        if what not in chosen:
            continue
        file = tmp_path / f"bomb.{kind.value}"
        file.write_bytes(content)
        console.goto(f"{shop.url}/console/import")
        console.get_by_label("Choose a file").set_input_files(file)
        console.get_by_role("button", name="Check").click()
        shopper.says("how long do i have to send something back?")
        answers += 1
        expect(shopper.log.get_by_text("Assistant wrote:")).to_have_count(answers)
        shopper.sees(re.compile("30 days"))
        expect(console.get_by_text(re.compile("Nothing could be read"))).to_be_visible(
            timeout=60_000
        )


def test_notes_are_approved_rejected_and_an_author_quarantined(
    shop: ShopProcess, signed_in: Page, tmp_path: Path
) -> None:
    console = signed_in
    file = tmp_path / "notes.jsonl"
    file.write_text("\n".join(json.dumps({**note, **ABOUT}) for note in NOTES))
    console.goto(f"{shop.url}/console/import")
    console.get_by_label("Choose a file").set_input_files(file)
    console.get_by_label("It holds").select_option("notes")
    console.get_by_role("button", name="Check").click()
    console.get_by_role("button", name="Import", exact=True).click()
    expect(console.get_by_text("notes.jsonl is imported.")).to_be_visible()
    assert served(shop) == set()

    console.get_by_role("link", name="Review buyers’ notes").click()
    risky = console.get_by_role("article", name="Cheaper")
    expect(risky.locator("mark", has_text="migraine")).to_be_visible()
    expect(risky.locator("mark", has_text="5 EUR")).to_be_visible()
    card(console, "Glows softly").get_by_role("button", name="Approve").click()
    card(console, "Cheaper").get_by_role("button", name="Reject").click()
    expect(console.get_by_role("article")).to_have_count(1)
    card(console, "Look").get_by_role("button", name="Approve").click()
    expect(console.get_by_text("Nothing waits for review")).to_be_visible()
    until(lambda: served(shop) == {"e1", "e3"})

    file.write_text(json.dumps({**NOTES[2], **ABOUT, "id": "e4", "body": "A paper lantern shop."}))
    again(console, shop, file)
    card(console, "Look").get_by_role("button", name="Quarantine author").click()
    dialog = console.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Advertises")
    dialog.get_by_role("button", name="Quarantine").click()
    expect(console.get_by_text("Nothing waits for review")).to_be_visible()
    until(lambda: served(shop) == {"e1"})
    console.get_by_role("link", name="Held authors").click()
    expect(console.get_by_text("Advertises")).to_be_visible()
    expect(console.get_by_role("article", name="Look")).to_be_visible()
    console.get_by_role("link", name="Decided").click()
    expect(console.get_by_role("row", name=re.compile("Glows softly Approved"))).to_contain_text(
        "Ana"
    )
    expect(console.get_by_role("row", name=re.compile("All notes of the author"))).to_be_visible()


def again(console: Page, shop: ShopProcess, file: Path) -> None:
    console.goto(f"{shop.url}/console/import")
    console.get_by_label("Choose a file").set_input_files(file)
    console.get_by_label("It holds").select_option("notes")
    console.get_by_role("button", name="Check").click()
    console.get_by_role("button", name="Import", exact=True).click()
    console.get_by_role("link", name="Review buyers’ notes").click()


def card(console: Page, title: str) -> Locator:
    """The row that holds a note and its buttons."""
    return console.get_by_role("listitem").filter(
        has=console.get_by_role("article", name=title, exact=True)
    )


def published(shop: ShopProcess, text: str) -> list[str]:
    return [one["id"] for one in found(shop, text) if "lantern" in one["text"]]


def served(shop: ShopProcess) -> set[str]:
    """Which of the notes any shopper may be shown."""
    notes = {one["id"] for one in found(shop, "paper lantern", "community")}
    return notes & {note["id"] for note in (*NOTES, {"id": "e4"})}
