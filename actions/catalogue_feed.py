"""Product names for the bot's entity extractor, on a route that only the bot may ask."""

from __future__ import annotations

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.catalogue.service import catalogue_revision, product_names


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
            names = await product_names(session)
        return {
            "revision": revision,
            "products": [{"id": product_id, "name": name} for product_id, name in names],
        }

    return router
