"""The trained bot for tests: made once for each state of its sources, then borrowed."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bot.model_pin import pin_path
from shopbell.processes.model import CURRENT, PinnedModel, current_model
from shopbell.settings import CHECKOUT, Settings
from tests.prepared_encoder import CACHE, prepared_encoder

TRAINING_S = 600


def prepared_model() -> PinnedModel:
    """The first call on a state of the sources trains, a minute or more; others wait for it."""
    # A model works only with the encoder that it was trained beside: both live in one home.
    prepared_encoder()
    kept = Settings(home=CACHE)
    with (CACHE / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if current_model(kept) is None:
            _train()
    model = current_model(kept)
    assert model is not None
    return model


def lend_model(home: Path) -> None:
    """Puts a copy where `up` on `home` looks for it."""
    model = prepared_model()
    (home / "models").mkdir(parents=True, exist_ok=True)
    for file in (model.file, pin_path(model.file), model.file.with_name(CURRENT)):
        shutil.copy(file, home / "models" / file.name)


def _train() -> None:
    for outdated in (CACHE / "models").glob("shopbell-*"):
        outdated.unlink()
    done = subprocess.run(
        [sys.executable, "-m", "shopbell", "train"],
        cwd=CHECKOUT, env={**os.environ, "SHOPBELL_HOME": str(CACHE)},
        capture_output=True, text=True, timeout=TRAINING_S, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])


if __name__ == "__main__":
    prepared_model()
