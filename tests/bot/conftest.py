from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopbell.processes.model import training_fingerprint
from shopbell.settings import CHECKOUT
from tests.bot.action_app import ActionApp
from tests.bot.running_bot import BOT_PYTHON, SECRET, RunningBot, create_bot_tables
from tests.prepared_encoder import CACHE, prepared_encoder
from tests.shop_process import free_port

# Those need Rasa, which lives in the bot's environment: test_environment.py runs them there.
collect_ignore = ["environment"]

MODELS = CACHE / "bot-models"


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """Trained once for each state of its sources."""
    model = MODELS / f"{training_fingerprint()}.tar.gz"
    pin = model.with_name(model.name + ".sha256")
    prepared_encoder()
    if not pin.exists():
        partial = MODELS / f"partial-{os.getpid()}" / model.name
        subprocess.run(
            [str(BOT_PYTHON), "-m", "bot.train", "--out", str(partial)],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "SHOPBELL_HOME": str(CACHE)},
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        partial.rename(model)
        partial.with_name(pin.name).rename(pin)
    return model


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
