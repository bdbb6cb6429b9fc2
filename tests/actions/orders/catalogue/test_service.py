import pytest

from actions.orders.catalogue.schemas import ProductChoices
from actions.orders.catalogue.service import (
    catalogue_revision,
    find_products,
    product,
    product_choices,
)
from shopbell.database import Database
from tests.actions.orders.shop import a_shop, load

pytestmark = pytest.mark.anyio


@pytest.fixture
async def shop(database: Database) -> Database:
    await load(database.writer, a_shop())
    return database


async def found(shop: Database, text: str) -> list[str]:
    async with shop.reader() as session:
        return [facts.id for facts in await find_products(session, text)]


async def test_a_product_tells_prices_options_and_stock(shop: Database) -> None:
    async with shop.reader() as session:
        serum = await product(session, "P-serum")
        assert await product(session, "P-none") is None
    assert serum is not None
    assert (serum.name, serum.name_zh, serum.category) == (
        "Dew Drop Serum",
        "晨露精华",
        "Skin care",
    )
    assert (serum.price_from_minor, serum.price_to_minor, serum.currency) == (1990, 2800, "USD")
    small, large = serum.variants
    assert (small.id, small.options, small.price_minor) == ("V-30", {"size": "30 ml"}, 1990)
    assert (small.stock, small.in_stock) == (12, True)
    assert (large.stock, large.in_stock) == (0, False)
    assert serum.in_stock


async def test_stock_may_be_uncounted(database: Database) -> None:
    shop = a_shop()
    shop["products"][1]["variants"] = [
        {"id": "V-yes", "price": "80.00", "available": True},
        {"id": "V-no", "price": "80.00", "available": False},
        {"id": "V-off-sale", "price": "80.00", "available": False, "stock": 4},
    ]
    shop["orders"] = []
    await load(database.writer, shop)
    async with database.reader() as session:
        dress = await product(session, "P-dress")
    assert dress is not None
    assert [(variant.stock, variant.in_stock) for variant in dress.variants] == [
        (None, True),
        (None, False),
        (4, False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dew Drop Serum", ["P-serum"]),
        ("how much is the SERUM?", ["P-serum"]),
        ("do you have any serums", ["P-serum"]),
        ("linen dresses", ["P-dress"]),
        ("skin care", ["P-serum"]),
        ("请问晨露精华多少钱", ["P-serum"]),
        ("晨露", ["P-serum"]),
        ("the", []),
        ("%", []),
        ("", []),
        ("bicycle", []),
        ("erum", []),
        ("serum" * 13_000, []),
    ],
)
async def test_products_are_found_by_what_shoppers_call_them(
    shop: Database, text: str, expected: list[str]
) -> None:
    assert await found(shop, text) == expected


async def test_the_best_match_comes_first(shop: Database) -> None:
    assert await found(shop, "a dress or the dew drop serum") == ["P-serum", "P-dress"]
    assert await found(shop, "linen dress, or a serum") == ["P-dress", "P-serum"]


async def test_names_are_given_in_both_languages_and_options_once(shop: Database) -> None:
    async with shop.reader() as session:
        assert await product_choices(session) == [
            ProductChoices("P-dress", ("Linen Dress",), sizes=(), colours=()),
            ProductChoices(
                "P-serum", ("Dew Drop Serum", "晨露精华"), sizes=("30 ml", "50 ml"), colours=()
            ),
        ]


async def test_the_revision_rises_only_when_the_catalogue_changes(database: Database) -> None:
    async def revision() -> int:
        async with database.reader() as session:
            return await catalogue_revision(session)

    assert await revision() == 0
    shop = a_shop()
    assert (await load(database.writer, shop)).catalogue_revision == await revision() == 1
    shop["customers"][0]["first_name"] = "Minna"
    await load(database.writer, shop)
    assert await revision() == 1
    shop["products"][0]["variants"][0]["price"] = "21.00"
    assert (await load(database.writer, shop)).catalogue_revision == await revision() == 2
