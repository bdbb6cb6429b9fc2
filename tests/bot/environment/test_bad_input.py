"""Whatever is typed, the entities come back in good order or not at all; nothing is raised."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.components.entities.assortment import Assortment, Ware
from bot.components.entities.shop_entities import ShopEntities

TODAY = date(2026, 11, 25)
FRAME = 64 * 1024
ENTITIES = ShopEntities("W")
SOLD = Assortment(
    [
        Ware("lipstick", ("Velvet Hour Lipstick", "丝绒时刻口红"), colours=("Brick red",)),
        Ware("boots", ("Rook Chelsea Boots",), sizes=("37", "37.5"), colours=("black",)),
        Ware("serum", ("Dew Drop Serum", "露珠精华液"), sizes=("30 ml",)),
    ]
)
NO_WIDTH = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u2066")
# What entities are made of, so that chance puts half an entity beside another.
PIECES = (
    "#W", "w ", "2611340", "1", "-", " ", "/", ".", ",", "@", "a", "example.com", "$", "€", "元",
    "块",
    "两", "百", "十", "件", "月", "日", "号", "上周", "二", "last ", "tuesday", "nov ",
    "3 days ago",
    "velvet", "lipstic", "boots", "口红", "精华", "M", "xl", "码", "size ", "red", "黑色", "换成",
    "from ",
    " to ", "instead of ", "x", "+49 ", "(", ")", "1Z", "🎁", "👩‍👩‍👧", "\u200b", "\u202e",
    "שלום", "ß", "İ",
    "\ud800", "\x00", "\n", "٢", "Ⅷ", "½", "²", "㎏", "{", "}", '"', ":", "[", "]", "\\",
)  # fmt: skip

assembled = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
anything = st.text(max_size=300)
as_json = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
).map(json.dumps)
typed_payload = st.builds(
    lambda intent, entities: f"/{intent}{json.dumps(entities)}",
    st.sampled_from(["restart", "track_order", "inform", "back"]),
    st.dictionaries(st.sampled_from(["order_number", "email"]), st.text(max_size=20)),
)
repeated = st.builds(
    lambda unit, times: (unit * times)[:FRAME],
    st.sampled_from(PIECES) | assembled.filter(bool) | st.text(min_size=1, max_size=8),
    st.sampled_from([1_000, FRAME]),
)


def check(text: str) -> None:
    at = 0
    for found in ENTITIES.find(text, TODAY, SOLD):
        assert at <= found.start < found.end <= len(text)
        assert found.value
        at = found.end
        if found.entity == "date":
            date.fromisoformat(found.value)
        if found.entity == "amount":
            assert re.fullmatch(r"[0-9]+\.[0-9]{2} [A-Z]{3}", found.value)
        if found.entity == "quantity":
            assert int(found.value) > 0
        if found.entity == "order_number":
            assert re.fullmatch(r"#W[0-9]{5,9}", found.value)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(anything | assembled | as_json | typed_payload)
def test_any_text_gives_entities_in_order(text: str) -> None:
    check(text)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(repeated)
def test_64_kib_of_anything_does_too(text: str) -> None:
    check(text)


def with_no_width(text: str, places: list[tuple[int, str]]) -> str:
    for place, letter in places:
        place %= len(text)
        text = text[:place] + letter + text[place:]
    return text


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.sampled_from(
        [
            ("W2611340", "#W2611340"),
            ("#w2611340", "#W2611340"),
            ("an.na@example.com", "an.na@example.com"),
        ]
    ),
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(NO_WIDTH)), max_size=6),
)
def test_what_cannot_be_seen_hides_nothing(
    written: tuple[str, str], places: list[tuple[int, str]]
) -> None:
    text, value = written
    spoilt = with_no_width(text, places)
    found = ENTITIES.find(f"it is {spoilt} ok", TODAY)
    assert [item.value for item in found] == [value]


@pytest.mark.parametrize(
    "unit", ["🎁", "\u202eשלום ", "\u200b", "/", "null", "{}", "昨天", "from M to L "]
)
def test_a_thousand_times_the_same(unit: str) -> None:
    check(unit * 1_000)
