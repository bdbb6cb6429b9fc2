"""What is found in a message without any model."""

from __future__ import annotations

from datetime import date

import pytest

from bot.components.entities.assortment import Assortment, Ware
from bot.components.entities.found import Found
from bot.components.entities.shop_entities import ShopEntities

TODAY = date(2026, 11, 25)  # a Wednesday
SOLD = Assortment(
    [
        Ware("lipstick", ("Velvet Hour Lipstick", "丝绒时刻口红"), colours=("Brick red",)),
        Ware("tee", ("T-Shirt No. 5",), sizes=("S", "M", "L", "XL"), colours=("navy",)),
        Ware("coat", ("Harbour Rain Coat", "港湾风雨衣"), sizes=("S", "M"), colours=("sand",)),
        Ware("boots", ("Rook Chelsea Boots",), sizes=("37", "37.5", "38"), colours=("black",)),
        Ware("serum", ("Dew Drop Hydrating Serum", "露珠精华液"), sizes=("30 ml", "50 ml")),
        Ware("dress-a", ("Linen Wrap Dress", "法式碎花连衣裙"), sizes=("S/M", "L/XL")),
        Ware("dress-b", ("Satin Slip Dress", "缎面吊带连衣裙"), sizes=("S", "M")),
        Ware("bed", ("Orthopedic Dog Bed",), sizes=("S", "L"), colours=("grey",)),
        Ware("pajamas", ("Satin Pajama Set", "真丝睡衣套装"), colours=("雾霾蓝",)),
        Ware("duvet", ("Cotton Duvet Cover",), sizes=("Single", "King"), colours=("white",)),
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def entities() -> ShopEntities:
    return ShopEntities("W")


def all_found(entities: ShopEntities, text: str) -> list[Found]:
    return entities.find(text, TODAY, SOLD)


def found(entities: ShopEntities, text: str) -> list[tuple[str, str]]:
    return [(item.entity, item.value) for item in all_found(entities, text)]


def values(entities: ShopEntities, text: str, entity: str) -> list[str]:
    return [value for name, value in found(entities, text) if name == entity]


def roles(entities: ShopEntities, text: str) -> list[tuple[str, str | None]]:
    return [
        (item.value, item.role)
        for item in all_found(entities, text)
        if item.entity in ("size", "colour", "product") and item.role
    ]


@pytest.mark.parametrize(
    "text",
    [
        "#W2611340", "W2611340", "w2611340", "w 2611340", "W-2611340", "W_2611340", "#w 2611340",
        "# W2611340", "W 261 1340", "W261-1340", "W-261 1340", "#2611340", "2611340",
        "order 2611340", "order no. 2611340", "order number: 2611340", "order 261 1340",
        "Ｗ２６１１３４０", "＃Ｗ２６１１３４０", "２６１１３４０", "订单2611340",
        "订单号2611340到哪了",
        "訂單號2611340", "订单号：W2611340，谢谢", "where's W2611340?", "(W2611340)", "W2611340.",
        "#W٢٦١١٣٤٠", "it is W2611340!!", "\u200bW2611340", "W26\u200b11340",
        "#\u2060W261\ufeff1340",
    ],
)  # fmt: skip
def test_an_order_number_in_every_spelling(entities: ShopEntities, text: str) -> None:
    assert found(entities, text) == [("order_number", "#W2611340")]


@pytest.mark.parametrize(
    "text",
    [
        "12.50", "1,234,567", "xw2611340", "w26113400abc", "12345", "99", "W", "#", "w 12",
        "AW2611340B", "", "do you ship to postcode 101150", "error 404014", "my code is 123456",
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
        ("anna\u200b@exa\u200dmple.com", "anna@example.com"),
    ],
)
def test_an_email_address(entities: ShopEntities, text: str, address: str) -> None:
    assert found(entities, text) == [("email", address)]


@pytest.mark.parametrize("text", ["anna@", "@example.com", "anna at example.com", "a@b"])
def test_what_is_no_email_address(entities: ShopEntities, text: str) -> None:
    assert found(entities, text) == []


@pytest.mark.parametrize(
    ("code", "plain"),
    [
        ("443521489581", "443521489581"),
        ("1Z999AA10123456784", "1Z999AA10123456784"),
        ("1z 999 aa1 01 2345 6784", "1Z999AA10123456784"),
        ("SF1234567890123", "SF1234567890123"),
        ("yt 8812345678901", "YT8812345678901"),
        ("LX123456789CN", "LX123456789CN"),
        ("9400 1118 9922 3344 5566 77", "9400111899223344556677"),
    ],
)
def test_a_tracking_number(entities: ShopEntities, code: str, plain: str) -> None:
    assert found(entities, f"tracking {code}, where?") == [("tracking_number", plain)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+49 151 2345 6789", "+4915123456789"),
        ("phone +1 (415) 555-0132 pls", "+14155550132"),
        ("call me on 020 7946 0958", "02079460958"),
        ("(415) 555-0132", "4155550132"),
        ("手机号13912345678", "13912345678"),
        ("我电话138 0013 8000", "13800138000"),
        ("+86 139-1234-5678", "+8613912345678"),
    ],
)
def test_a_telephone_number(entities: ShopEntities, text: str, number: str) -> None:
    assert found(entities, text) == [("phone", number)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$19.9", "19.90 USD"), ("19,90 €", "19.90 EUR"), ("¥200", "200.00 CNY"),
        ("￥２００", "200.00 CNY"), ("200元", "200.00 CNY"), ("两百块", "200.00 CNY"),
        ("一百二十块钱", "120.00 CNY"), ("20 bucks", "20.00 USD"), ("sixty bucks", "60.00 USD"),
        ("USD 12.50", "12.50 USD"), ("12.50 usd", "12.50 USD"), ("£1,299.00", "1299.00 GBP"),
        ("1.299,00 €", "1299.00 EUR"), ("5 pounds", "5.00 GBP"), ("200 rmb", "200.00 CNY"),
    ],
)  # fmt: skip
def test_an_amount_of_money(entities: ShopEntities, text: str, amount: str) -> None:
    assert found(entities, f"i paid {text}") == [("amount", amount)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("last Tuesday", "2026-11-24"), ("since monday", "2026-11-23"), ("by Friday", "2026-11-27"),
        ("next monday", "2026-11-30"), ("next wednesday", "2026-12-02"), ("last wed", "2026-11-18"),
        ("3 days ago", "2026-11-22"), ("two weeks ago", "2026-11-11"),
        ("a month ago", "2026-10-25"),
        ("Nov 11", "2026-11-11"), ("on 11/11", "2026-11-11"), ("14th of November", "2026-11-14"),
        ("december 3rd", "2026-12-03"), ("jan 5", "2027-01-05"), ("24/12/2026", "2026-12-24"),
        ("2026-11-24", "2026-11-24"), ("day before yesterday", "2026-11-23"),
        ("tomorrow", "2026-11-26"), ("last night", "2026-11-24"), ("上周二", "2026-11-17"),
        ("周五", "2026-11-27"), ("下周三", "2026-12-02"), ("明天", "2026-11-26"),
        ("前天", "2026-11-23"), ("3天前", "2026-11-22"), ("两周前", "2026-11-11"),
        ("11月11日", "2026-11-11"), ("十一月三号", "2026-11-03"), ("20号", "2026-11-20"),
    ],
)  # fmt: skip
def test_a_date_counts_from_today(entities: ShopEntities, text: str, day: str) -> None:
    assert found(entities, text) == [("date", day)]


@pytest.mark.parametrize(
    "text",
    [
        "within 30 days", "how long, 2 weeks?", "等了两个星期了", "支持七天无理由吗", "open 24/7?",
        "black friday deals", "1/2 price", "i sat down", "双十一还有活动吗", "31/31", "2026-13-40",
    ],
)  # fmt: skip
def test_what_is_no_date(entities: ShopEntities, text: str) -> None:
    assert found(entities, text) == []


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("is the velvet hour LIPSTICK vegan", "lipstick"),
        ("velvet hour lipsticks", "lipstick"),
        ("丝绒时刻口红多少钱", "lipstick"),
        ("丝绒口红", "lipstick"),
        ("口红", "lipstick"),
        ("the t-shirt no. 5", "tee"),
        ("harbor rain cot", "coat"),
        ("the raincoat", "coat"),
        ("chelsea boots", "boots"),
        ("hydratng serum", "serum"),
        ("精华", "serum"),
        ("wrap dres", "dress-a"),
        ("碎花连衣裙", "dress-a"),
        ("吊带連衣裙", "dress-b"),
        ("the dogbed", "bed"),
        ("satin pjs", "pajamas"),
    ],
)
def test_a_product_by_a_part_of_its_name(entities: ShopEntities, text: str, product: str) -> None:
    assert found(entities, text) == [("product", product)]


@pytest.mark.parametrize(
    "text",
    [
        "a dress",
        "连衣裙",
        "satin",
        "the rain is bad",
        "it costs a lot",
        "i went to bed",
        "套装",
        "cover",
    ],
)
def test_what_fits_two_products_or_none_is_no_product(entities: ShopEntities, text: str) -> None:
    assert values(entities, text, "product") == []


def test_a_product_tells_its_name(entities: ShopEntities) -> None:
    assert [item.name for item in all_found(entities, "口红")] == ["Velvet Hour Lipstick"]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("in M", "M"), ("size xl", "XL"), ("medium please", "M"), ("in extra large", "XL"),
        ("大号", "L"), ("中码", "M"), ("Ｌ码", "L"), ("size 8", "8"), ("38码", "38"),
        ("42 EU", "42"),
        ("boots 37.5", "37.5"), ("50ml", "50 ML"), ("30毫升", "30 ML"), ("the L/XL one", "L/XL"),
        ("king duvet", "KING"), ("m", "M"), ("均码", "ONE SIZE"),
    ],
)  # fmt: skip
def test_a_size_as_the_catalogue_spells_it(entities: ShopEntities, text: str, size: str) -> None:
    assert values(entities, text, "size") == [size]


@pytest.mark.parametrize(
    "text",
    [
        "i'm here", "it's fine", "the parcel is small", "too large", "38 days", "65kg", "L.A.",
        "big W for you", "i got 38 emails", "我用小号下的单", "charged double", "100%",
    ],
)  # fmt: skip
def test_what_is_no_size(entities: ShopEntities, text: str) -> None:
    assert values(entities, text, "size") == []


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("the Navy one", "navy"), ("gray", "grey"), ("in off white", "off-white"),
        ("light blue", "light blue"), ("brick red", "brick red"), ("in sand", "sand"),
        ("藏青色", "navy"), ("黑色", "black"), ("黑的", "black"), ("沙色", "sand"),
        ("藍色", "blue"),
        ("雾霾蓝的", "雾霾蓝"),
    ],
)  # fmt: skip
def test_a_colour_by_its_english_name(entities: ShopEntities, text: str, colour: str) -> None:
    assert values(entities, text, "colour") == [colour]


@pytest.mark.parametrize(
    "text",
    ["red tape", "once in a blue moon", "有红包领吗", "绿茶味", "sand in my shoes", "白等了一天"],
)
def test_what_is_no_colour(entities: ShopEntities, text: str) -> None:
    assert values(entities, text, "colour") == []


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("two of them", ["2"]), ("3x lipstick", ["3"]), ("lipstick x 2", ["2"]), ("两件", ["2"]),
        ("ten black chelsea boots", ["10"]), ("change 2 lipsticks to 4", ["2", "4"]),
        ("4 more please", ["4"]), ("两双靴子", ["2"]), ("要三支口红", ["3"]), ("qty: 5", ["5"]),
    ],
)  # fmt: skip
def test_a_quantity_counts_items(entities: ShopEntities, text: str, quantities: list[str]) -> None:
    assert values(entities, text, "quantity") == quantities


@pytest.mark.parametrize(
    "text",
    [
        "2 weeks",
        "i asked 3 times",
        "one of the three",
        "五星好评",
        "两个星期",
        "给我一个说法",
        "5 stars",
    ],
)
def test_what_counts_no_items(entities: ShopEntities, text: str) -> None:
    assert values(entities, text, "quantity") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exchange from M to L", [("M", "from"), ("L", "to")]),
        ("can u send L instead of M?", [("L", "to"), ("M", "from")]),
        ("swap size xs → s", [("XS", "from"), ("S", "to")]),
        ("swap the red one for blue", [("red", "from"), ("blue", "to")]),
        ("37 is too small, send 38", [("37", "from"), ("38", "to")]),
        ("change the size to XL", [("XL", "to")]),
        ("把M换成L", [("M", "from"), ("L", "to")]),
        ("要L不要M", [("L", "to"), ("M", "from")]),
        ("换成加大码的行吗", [("XL", "to")]),
        ("swap the lipstick for the serum", [("lipstick", "from"), ("serum", "to")]),
        ("do you have M and L", []),
        ("red or blue?", []),
        ("u delivered black, i ordered navy", []),
    ],
)
def test_what_is_exchanged_for_what(
    entities: ShopEntities, text: str, expected: list[tuple[str, str]]
) -> None:
    assert roles(entities, text) == expected


def test_places_are_those_of_the_text_as_written(entities: ShopEntities) -> None:
    text = "ﬁne, ＃Ｗ２６１１３４０ and an\u200bna@example.com, 两件İ口红"
    assert [text[item.start : item.end] for item in all_found(entities, text)] == [
        "＃Ｗ２６１１３４０", "an\u200bna@example.com", "两件", "口红",
    ]  # fmt: skip


def test_without_a_catalogue_the_rest_is_found(entities: ShopEntities) -> None:
    said = entities.find("two lipsticks in red, size M, order W2611340", TODAY)
    assert [item.entity for item in said] == ["colour", "size", "order_number"]
