"""A new model while shoppers talk: real processes, every question answered."""

from __future__ import annotations

import asyncio
import gzip
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import httpx
import pytest

from bot.model_pin import pin_model
from connectors.rasa_client import HEALTH_PATH
from connectors.serving_bot.repository import serving_address
from conversations.turns.fallback import TEXTS
from shopbell.commands.doctor import Finding, examine
from shopbell.database import open_database
from shopbell.processes.model import PinnedModel, make_current, pinned_model
from shopbell.settings import Settings
from tests.shop_process import ShopProcess, start_shop
from tests.widget_client import WidgetClient

pytestmark = [pytest.mark.slow, pytest.mark.long]

FALLBACK = TEXTS["en"][0]
# The same one again and again would be handed to a person.
QUESTIONS = (
    "how many days do i have to send something back?",
    "what does standard delivery cost?",
    "do you wrap gifts?",
    "can i use two promo codes together?",
    "when is a parcel lost?",
    "do you ship abroad?",
    "how do i find my size?",
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopProcess]:
    running = start_shop(tmp_path_factory.mktemp("model-change"))
    yield running
    running.stop()


def settings_of(shop: ShopProcess) -> Settings:
    return Settings(home=shop.home, port=shop.port, bot_port=shop.bot_port)


def current(shop: ShopProcess) -> PinnedModel:
    model = pinned_model(settings_of(shop))
    assert model is not None
    return model


def new_model(shop: ShopProcess, name: str, content: bytes | None = None) -> PinnedModel:
    """The current model under another hash, or a file of `content`, pinned as training does."""
    before = current(shop)
    file = before.file.with_name(name)
    unpacked = gzip.decompress(before.file.read_bytes())
    file.write_bytes(content or gzip.compress(unpacked, compresslevel=1))
    return PinnedModel(file, pin_model(file), before.fingerprint)


def bot_address(shop: ShopProcess) -> str:
    settings = settings_of(shop)

    async def read() -> str | None:
        database = open_database(settings.database)
        async with database.reader() as session:
            address = await serving_address(session, settings.installation)
        await database.dispose()
        return address

    return asyncio.run(read()) or settings.bot_url


def served(address: str) -> str | None:
    try:
        model: str | None = httpx.get(address + HEALTH_PATH).json().get("model")
    except httpx.HTTPError:
        return None
    return model


def rename_form(shop: ShopProcess, conversation: str, name: str) -> None:
    """As if the conversation had been asked for its order by a model with another form."""
    with sqlite3.connect(shop.home / "bot.db") as trackers:
        changed = trackers.execute(
            "UPDATE bot_events SET data = replace(data, 'order_lookup_form', ?)"
            " WHERE conversation = ? AND data LIKE '%order_lookup_form%'",
            (name, conversation),
        )
        assert changed.rowcount
    trackers.close()


def found_by_doctor(shop: ShopProcess) -> Finding:
    return next(each for each in examine(settings_of(shop)) if each.part == "served model")


def client(shop: ShopProcess) -> WidgetClient:
    return WidgetClient(shop.port, "demo", f"http://localhost:{shop.port}")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def told(shop: ShopProcess, words: str) -> Callable[[], bool]:
    return lambda: any(words in line for line in list(shop.output))


def ask_until(
    shop: ShopProcess, over: threading.Event, answers: list[list[dict[str, Any]]]
) -> None:
    with client(shop) as shopper:
        for question in cycle(QUESTIONS):
            if over.is_set():
                return
            answers.append(shopper.ask(question))


def test_a_new_model_takes_over_in_the_middle_of_conversations(shop: ShopProcess) -> None:
    old_pid, old_address = shop.bot_pid, bot_address(shop)
    answers: list[list[dict[str, Any]]] = []
    over = threading.Event()
    other = threading.Thread(target=ask_until, args=(shop, over, answers))
    with client(shop) as shopper, client(shop) as in_a_former_form:
        assert "e-mail" in str(shopper.ask("where is my order #W1000001?"))
        assert "e-mail" in str(in_a_former_form.ask("where is my order #W1000001?"))
        rename_form(shop, in_a_former_form.conversation, "a_former_form")
        other.start()
        model = new_model(shop, "new.tar.gz")
        make_current(settings_of(shop), model)
        eventually(lambda: not alive(old_pid))
        over.set()
        other.join()
        address = bot_address(shop)
        assert address != old_address
        assert served(address) == model.sha256
        assert shop.bot_pid != old_pid
        found = found_by_doctor(shop)
        assert found.well
        assert model.sha256.startswith(found.found.split()[0])
        # The new bot knows which order the old one was asked for.
        answer = shopper.ask("mia.chen@example.com")
        # The new model has no such form: what was open in it is over, and the talk goes on.
        answers.append(in_a_former_form.ask("do you wrap gifts?"))
    assert [body["order"]["number"] for body in answer if body["kind"] == "order"] == ["#W1000001"]
    assert len(answers) > 1
    assert all(answers)
    assert FALLBACK not in str(answers)


@pytest.mark.parametrize("name", ["changed.tar.gz", "broken.tar.gz"])
def test_a_model_that_cannot_be_trusted_or_loaded_is_refused_and_that_is_told(
    shop: ShopProcess, name: str
) -> None:
    before, pid, address = current(shop), shop.bot_pid, bot_address(shop)
    if name == "changed.tar.gz":
        model = new_model(shop, name)
        model.file.write_bytes(model.file.read_bytes() + b"\0")
    else:
        model = new_model(shop, name, gzip.compress(b"no model"))
    make_current(settings_of(shop), model)
    eventually(told(shop, f"{name} is refused"))
    assert shop.bot_pid == pid
    assert served(bot_address(shop)) == before.sha256
    assert bot_address(shop) == address
    found = found_by_doctor(shop)
    assert not found.well
    assert name in found.found
    make_current(settings_of(shop), before)


def test_a_bot_that_dies_comes_back_where_the_app_looks_for_it(shop: ShopProcess) -> None:
    pid, address = shop.bot_pid, bot_address(shop)
    os.kill(pid, 9)
    eventually(lambda: served(address) == current(shop).sha256)
    assert shop.bot_pid != pid


def test_nothing_is_left_of_a_shopbell_that_was_killed(shop: ShopProcess) -> None:
    pids = [shop.app_pid, shop.bot_pid]
    assert all(map(alive, pids))
    shop.process.kill()
    shop.process.wait()
    eventually(lambda: not any(map(alive, pids)))
