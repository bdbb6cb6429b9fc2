from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.action_app import ActionApp
from tests.bot.running_bot import SECRET, RunningBot, create_bot_tables
from tests.prepared_model import prepared_model
from tests.shop_process import free_port

# Those need Rasa, which lives in the bot's environment: test_environment.py runs them there.
collect_ignore = ["environment"]


@pytest.fixture(scope="session")
def trained_model() -> Path:
    return prepared_model().file


@pytest.fixture(scope="session")
def action_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Its port."""
    port = free_port()
    app = ActionApp(tmp_path_factory.mktemp("action-app"), port, SECRET)
    app.start()
    yield port
    app.stop()


@pytest.fixture(scope="session")
def bot(
    trained_model: Path, action_app: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningBot]:
    running = RunningBot(trained_model, tmp_path_factory.mktemp("bot"), action_app)
    create_bot_tables(running)
    running.start()
    yield running
    running.stop()
