"""These tests run in the bot's own environment (Python 3.10), started by test_environment.py."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain

from bot.store_engine import create_store_engine
from bot.tracker_store import ShopbellTrackerStore
from bot.tracker_tables import metadata

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture
def run() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    return asyncio.run


@pytest.fixture(scope="session")
def domain() -> Domain:
    return Domain.load(str(CHECKOUT / "bot" / "domain"))


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "bot.db")
    metadata.create_all(create_store_engine(path)[0])
    return path


@pytest.fixture
def store(database: str, domain: Domain) -> ShopbellTrackerStore:
    return ShopbellTrackerStore(domain, host=database)
