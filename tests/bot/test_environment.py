"""Runs the tests that need Rasa itself, in the bot's own environment."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from shopbell.settings import CHECKOUT
from tests.bot.running_bot import BOT_PYTHON
from tests.prepared_encoder import CACHE, prepared_encoder

pytestmark = [pytest.mark.slow, pytest.mark.long]

FOLDER = Path(__file__).parent / "environment"


def test_the_bots_own_tests_pass() -> None:
    prepared_encoder()
    done = subprocess.run(
        [str(BOT_PYTHON), "-m", "pytest", "-c", str(FOLDER / "pytest.ini"),
         "--confcutdir", str(FOLDER), "--rootdir", str(FOLDER), str(FOLDER)],
        cwd=CHECKOUT, env={**os.environ, "PYTHONPATH": str(CHECKOUT), "SHOPBELL_HOME": str(CACHE)},
        capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
