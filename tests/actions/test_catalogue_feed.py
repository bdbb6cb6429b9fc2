from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from actions.catalogue_feed import create_router
from shopbell.database import Database

pytestmark = pytest.mark.anyio


@pytest.fixture
def app(shop: Database) -> httpx.AsyncClient:
    application = FastAPI()
    application.include_router(create_router(reader=shop.reader, secret="between-us"))
    transport = httpx.ASGITransport(application)
    return httpx.AsyncClient(transport=transport, base_url="http://app")


async def test_names_sizes_and_colours_of_every_product(app: httpx.AsyncClient) -> None:
    async with app:
        answer = await app.get(
            "/internal/catalogue", headers={"Authorization": "Bearer between-us"}
        )
    content = answer.json()
    assert content["revision"] > 0
    products = {product.pop("id"): product for product in content["products"]}
    assert products["velvet-lipstick"] == {
        "names": ["Velvet Hour Lipstick", "丝绒时刻口红"],
        "sizes": [],
        "colours": ["Brick red", "Old rose"],
    }
    assert products["harbour-coat"] == {
        "names": ["Harbour Rain Coat"],
        "sizes": ["S", "M"],
        "colours": ["navy"],
    }


async def test_only_the_bot_may_ask(app: httpx.AsyncClient) -> None:
    async with app:
        for headers in ({}, {"Authorization": "Bearer other"}):
            answer = await app.get("/internal/catalogue", headers=headers)
            assert answer.status_code == httpx.codes.UNAUTHORIZED
