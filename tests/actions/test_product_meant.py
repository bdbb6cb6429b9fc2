"""Which product a question is about, where the message names none."""

from __future__ import annotations

from typing import Any

import pytest

from actions.order_desk import OrderDesk
from actions.product_meant import product_meant
from conversations.contract import Page
from shopbell.database import Database
from tests.actions.turns import turn

pytestmark = pytest.mark.anyio

ONE_ITEM, TWO_ITEMS = "#W1000002", "#W1000001"
SCARF = "linen-scarf"
COAT_PAGE = Page(url="https://shop.example/coat", title="Coat", product_id="harbour-coat")


async def verified(desk: OrderDesk) -> None:
    assert await desk.verify("c", "site", ONE_ITEM, "anna.koch@example.com")


async def meant(shop: Database, desk: OrderDesk, text: str, **more: Any) -> str | None:
    found = await product_meant(turn(text, **more), shop.reader, desk)
    return found.id if found else None


async def test_it_is_what_the_order_spoken_of_has_in_it(shop: Database, desk: OrderDesk) -> None:
    await verified(desk)
    slots = {"order_number": ONE_ITEM}
    assert await meant(shop, desk, "can i wash it?", slots=slots) == SCARF
    assert await meant(shop, desk, "does it run small?", slots=slots) == SCARF


async def test_an_order_of_several_things_does_not_say_which(
    shop: Database, desk: OrderDesk
) -> None:
    await verified(desk)
    assert await meant(shop, desk, "can i wash it?", slots={"order_number": TWO_ITEMS}) is None


async def test_an_order_says_nothing_before_its_customer_is_verified(
    shop: Database, desk: OrderDesk
) -> None:
    assert await meant(shop, desk, "can i wash it?", slots={"order_number": ONE_ITEM}) is None


async def test_the_page_and_the_last_product_come_before_the_order(
    shop: Database, desk: OrderDesk
) -> None:
    await verified(desk)
    order = {"order_number": ONE_ITEM}
    assert await meant(shop, desk, "can i wash it?", slots=order, page=COAT_PAGE) == "harbour-coat"
    last = {**order, "product": "velvet-lipstick"}
    assert await meant(shop, desk, "is it vegan?", slots=last) == "velvet-lipstick"
