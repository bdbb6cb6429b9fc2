"""What the bot looks for in messages, of each product, on a route that only the bot may ask."""

from __future__ import annotations

import hmac
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.catalogue.service import catalogue_revision, product_choices


def create_router(*, reader: async_sessionmaker[AsyncSession], secret: str) -> APIRouter:
    """`GET /internal/catalogue`, with the secret that app and bot share."""
    router = APIRouter()
    expected = f"Bearer {secret}".encode()

    @router.get("/internal/catalogue")
    async def catalogue(authorization: Annotated[str, Header()] = "") -> dict[str, Any]:
        if not hmac.compare_digest(authorization.encode(), expected):
            raise HTTPException(401)
        async with reader() as session:
            revision = await catalogue_revision(session)
            products = await product_choices(session)
        return {"revision": revision, "products": [asdict(product) for product in products]}

    return router
