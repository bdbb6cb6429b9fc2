"""What is found in a message without any model."""

from __future__ import annotations

import pytest

from bot.components.entities.shop_entities import ShopEntities
from bot.components.masking import masked


@pytest.fixture(scope="module")
def entities() -> ShopEntities:
    found = ShopEntities("W")
    found.name_products(
        [
            ("lipstick", "Velvet Hour Lipstick"),
            ("lipstick", "丝绒时刻口红"),
            ("tee", "T-Shirt No. 5"),
        ]
    )
    return found


def found(entities: ShopEntities, text: str) -> list[tuple[str, str]]:
    return [(item.entity, item.value) for item in entities.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "#W2611340", "W2611340", "w2611340", "w 2611340", "W-2611340", "W_2611340", "#w 2611340",
        "# W2611340", "W 261 1340", "W261-1340", "#2611340", "2611340", "order 2611340",
        "order no. 2611340", "order number: 2611340", "Ｗ２６１１３４０",
        "＃Ｗ２６１１３４０", "２６１１３４０",
        "订单2611340", "订单号：W2611340，谢谢", "where's W2611340?", "(W2611340)", "W2611340.",
        "#W٢٦١١٣٤٠", "it is W2611340!!", "\u200bW2611340",
    ],
)  # fmt: skip
def test_an_order_number_in_every_spelling(entities: ShopEntities, text: str) -> None:
    assert found(entities, text) == [("order_number", "#W2611340")]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24", "24/11/2026", "12.50", "1,234,567", "xw2611340", "w26113400abc", "12345",
        "99", "W", "#", "w 12", "5 items for 20 USD", "AW2611340B", "",
    ],
)  # fmt: skip
def test_what_is_no_order_number(entities: ShopEntities, text: str) -> None:
    assert found(entities, text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("anna@example.com", "anna@example.com"),
        ("my mail is Anna.Koch+shop@Example.co.uk!", "anna.koch+shop@example.co.uk"),
        ("邮箱anna@example.com。", "anna@example.com"),
        ("ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "anna@example.com"),
        ("<anna@example.com>", "anna@example.com"),
    ],
)
def test_an_email_address(entities: ShopEntities, text: str, address: str) -> None:
    assert found(entities, text) == [("email", address)]


@pytest.mark.parametrize("text", ["anna@", "@example.com", "anna at example.com", "a@b"])
def test_what_is_no_email_address(entities: ShopEntities, text: str) -> None:
    assert found(entities, text) == []


@pytest.mark.parametrize("code", ["443521489581", "1Z999AA10123456784", "SF1234567890123"])
def test_a_tracking_number(entities: ShopEntities, code: str) -> None:
    assert found(entities, f"tracking {code}, where?") == [("tracking_number", code)]


def test_product_names_whatever_their_case(entities: ShopEntities) -> None:
    text = "is the velvet hour LIPSTICK vegan, and the t-shirt no. 5?"
    assert found(entities, text) == [("product", "lipstick"), ("product", "tee")]
    assert found(entities, "丝绒时刻口红多少钱") == [("product", "lipstick")]
    assert found(entities, "velvet hour lipsticks") == []


def test_new_names_replace_the_old_ones() -> None:
    entities = ShopEntities()
    entities.name_products([("a", "Old Name")])
    entities.name_products([("b", "New Name")])
    assert found(entities, "old name or new name") == [("product", "b")]


def test_places_are_those_of_the_text_as_written(entities: ShopEntities) -> None:
    text = "ﬁne, ＃Ｗ２６１１３４０ and anna@example.com"
    assert [text[item.start : item.end] for item in entities.find(text)] == [
        "＃Ｗ２６１１３４０",
        "anna@example.com",
    ]


@pytest.mark.parametrize(
    "unit", ["w 1 ", "1", "a@", "a1", "#W", "🎁", "订单", "\u202e", "W2611340 "]
)
def test_any_text_gets_an_answer(entities: ShopEntities, unit: str) -> None:
    entities.find((unit * 70_000)[:65_536])


def test_masks_leave_the_words(entities: ShopEntities) -> None:
    text = "Where is W2611340 (anna@example.com)? I paid 20"
    assert masked(text, entities.find(text)) == (
        "where is xxordernumber ( xxemail )? i paid xxdigits"
    )
