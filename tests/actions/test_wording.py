"""Every text in every language, and every action that the bot's domain names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from actions.change_talk import line_text
from actions.executor import shop_actions
from actions.orders.changes.errors import (
    ConfirmationInvalidError,
    OrderChangedError,
    ReceiptNotFoundError,
    RefusalCode,
)
from actions.orders.changes.schemas import PlanLine
from actions.orders.errors import (
    CustomerNotVerifiedError,
    OrderNotFoundError,
    ProductNotFoundError,
)
from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from actions.wording import Wording, WordingMissingError
from shopbell.settings import CHECKOUT

PARTS = ("texts", "offers", "topics", "statuses", "methods", "queries")


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_have_the_same_entries(wording: Wording, part: str) -> None:
    assert wording.languages["en"][part].keys() == wording.languages["zh"][part].keys()


def test_both_languages_fill_the_same_blanks(wording: Wording) -> None:
    english, chinese = (wording.languages[name]["texts"] for name in ("en", "zh"))
    for key, text in english.items():
        assert _blanks(text) == _blanks(chinese[key]), key


def test_buttons_mean_the_same_in_both_languages(wording: Wording) -> None:
    english, chinese = (wording.languages[name]["offers"] for name in ("en", "zh"))
    assert {key: offer["intent"] for key, offer in english.items()} == {
        key: offer["intent"] for key, offer in chinese.items()
    }


def test_a_text_that_is_not_there_is_an_error(wording: Wording) -> None:
    with pytest.raises(WordingMissingError):
        wording.text("en", "no_such_text")


def test_an_unknown_language_is_answered_in_english(wording: Wording) -> None:
    assert wording.text("fr", "stopped") == wording.text("en", "stopped")


def test_every_refusal_is_worded_in_chinese(wording: Wording) -> None:
    errors = (
        CustomerNotVerifiedError,
        OrderNotFoundError,
        ProductNotFoundError,
        ConfirmationInvalidError,
        OrderChangedError,
        ReceiptNotFoundError,
    )
    codes = [*RefusalCode, *(error.code for error in errors)]
    missing = [code for code in codes if wording.own("zh", f"refused_{code}") is None]
    assert missing == []


def test_a_chinese_plan_says_the_whole_address(wording: Wording) -> None:
    home = {"line1": "9 Harbour Road", "line2": "", "city": "Portland", "region": "ME"}
    line = PlanLine(
        "address",
        "",
        values={"order": "#W2000001", **home, "postal_code": "04101", "country": "US"},
    )
    assert line_text(wording, "zh", line, "USD") == (
        "订单 #W2000001 改寄到 9 Harbour Road，Portland，ME，04101，US。"
    )


def test_the_domain_and_the_code_name_the_same_actions(wording: Wording) -> None:
    anything = cast(Any, None)
    made = {
        action.name
        for action in shop_actions(
            writer=anything,
            reader=anything,
            search=anything,
            wording=wording,
            clock=anything,
            queue_mail=anything,
            store=SqlOrderStore(anything, anything, load_policy(), anything, anything),
        )
    }
    assert made == {name for domain in _domains() for name in domain.get("actions", ())}


def test_topics_and_buttons_are_intents_of_the_domain(wording: Wording) -> None:
    intents = {"out_of_scope"}
    for domain in _domains():
        for intent in domain.get("intents", ()):
            intents |= set(intent) if isinstance(intent, dict) else {intent}
    english = wording.languages["en"]
    assert set(english["topics"]) <= intents
    assert {offer["intent"] for offer in english["offers"].values()} <= intents


def test_every_response_of_the_domain_has_a_text_per_language() -> None:
    for domain in _domains():
        for name, variations in domain.get("responses", {}).items():
            locales = [item.get("metadata", {}).get("locale", "en") for item in variations]
            assert sorted(locales) == ["en", "zh"], name
            payloads = [[b["payload"] for b in item.get("buttons", ())] for item in variations]
            assert payloads[0] == payloads[1], name


def _domains() -> list[dict[str, Any]]:
    folder: Path = CHECKOUT / "bot" / "domain"
    return [yaml.safe_load(file.read_text(encoding="utf-8")) for file in folder.glob("*.yml")]


def _blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
