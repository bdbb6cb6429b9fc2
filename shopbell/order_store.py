"""The order store that the settings name: our own, or a connected shop's."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

import httpx

from actions.orders.policy.loading import load_policy
from actions.orders.shopify.client import ShopifyClient
from actions.orders.shopify.store import ShopifyOrderStore
from actions.orders.store import OrderStore, SqlOrderStore
from shopbell.database import Database
from shopbell.settings import Settings


def open_order_store(
    settings: Settings,
    database: Database,
    http: httpx.AsyncClient,
    clock: Callable[[], datetime],
) -> OrderStore:
    """By the rules of `config/policy.toml`; raises `PolicyInvalidError`. `http` reaches the
    connected shop and is closed by whoever made it."""
    own = SqlOrderStore(
        writer=database.writer,
        reader=database.reader,
        policy=load_policy(),
        clock=clock,
        new_token=lambda: secrets.token_urlsafe(32),
    )
    if settings.shop_api_url is None or settings.shop_api_token is None:
        return own
    token = settings.shop_api_token.get_secret_value()
    client = ShopifyClient(http=http, base=settings.shop_api_url, token=token)
    return ShopifyOrderStore(client, own)
