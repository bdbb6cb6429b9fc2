"""Only the model that was pinned at training is served."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import pytest

from bot.model_pin import ModelUntrustedError, model_hash, pin_model, pin_path, verified_hash
from shopbell.settings import CHECKOUT
from tests.bot.running_bot import BOT_PYTHON, RunningBot, copy_model, create_bot_tables
from tests.shop_process import free_port


def pinned(folder: Path, content: bytes) -> Path:
    model = folder / "model.tar.gz"
    model.write_bytes(content)
    pin_model(model)
    return model


def test_the_pinned_model_is_trusted(tmp_path: Path) -> None:
    model = pinned(tmp_path, b"weights")
    assert verified_hash(model) == model_hash(model)


def test_every_flipped_byte_is_refused(tmp_path: Path) -> None:
    content = random.Random(3).randbytes(2_000)
    model = pinned(tmp_path, content)
    for at in range(len(content)):
        spoiled = bytearray(content)
        spoiled[at] ^= 1
        model.write_bytes(spoiled)
        with pytest.raises(ModelUntrustedError):
            verified_hash(model)


@pytest.mark.parametrize("pin", ["", "abc", "0" * 64 + "  model.tar.gz\n", "\u00e9"])
def test_a_wrong_or_absent_pin_is_refused(tmp_path: Path, pin: str) -> None:
    model = pinned(tmp_path, b"weights")
    pin_path(model).write_text(pin, encoding="utf-8")
    with pytest.raises(ModelUntrustedError):
        verified_hash(model)
    pin_path(model).unlink()
    with pytest.raises(ModelUntrustedError):
        verified_hash(model)


@pytest.mark.slow
@pytest.mark.parametrize("program", ["bot.serve", "bot.parse"])
def test_a_spoiled_model_is_not_even_unpacked(
    trained_model: Path, tmp_path: Path, program: str
) -> None:
    model = copy_model(trained_model, tmp_path)
    spoiled = bytearray(model.read_bytes())
    spoiled[len(spoiled) // 2] ^= 1
    model.write_bytes(spoiled)
    bot = RunningBot(model, tmp_path, free_port())
    done = subprocess.run(
        [str(BOT_PYTHON), "-m", program, "--model", str(model)],
        cwd=CHECKOUT, env=bot.environment(), input=b"", capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"is not the model that" in done.stderr


@pytest.mark.slow
def test_started_past_our_own_check_it_answers_nothing(trained_model: Path, tmp_path: Path) -> None:
    model = copy_model(trained_model, tmp_path)
    pin_path(model).unlink()
    bot = RunningBot(model, tmp_path, free_port())
    create_bot_tables(bot)
    with subprocess.Popen(
        [str(BOT_PYTHON), "-m", "rasa", "run", "--model", str(model),
         "--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml",
         "-i", "127.0.0.1", "-p", str(bot.port)],
        cwd=CHECKOUT, env=bot.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            while not bot.health():
                assert process.poll() is None
                time.sleep(0.1)
            assert bot.health() == {"status": "failed", "code": "model_untrusted"}
            answer = bot.post(bot.request("c", "hello"))
            assert answer.json() == {"status": "failed", "code": "model_untrusted"}
        finally:
            process.terminate()
